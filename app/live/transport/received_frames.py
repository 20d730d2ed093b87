"""Reading the frames that pages send: whole texts are taken at once; whatever else comes is for wsproto to judge."""

from __future__ import annotations

from dataclasses import dataclass, field

TEXT = 0x81
CONTROL_MOST = {0x89: 125, 0x8A: 125}
"""Ping and pong: whole by nature, and they may stand between any two messages. After a close nothing is read."""
MASKED = 0x80
SHORT, MIDDLE = 126, 127
WIDTHS = {SHORT: 2, MIDDLE: 8}
"""Bytes that the length itself takes, after those signs."""
LEAST = {SHORT: 126, MIDDLE: 1 << 16}
"""What a length takes at least that is written in more than a byte: shorter ones are no way to write it."""


@dataclass
class Taken:
    """What a run of bytes held: texts in their order, control frames, the beginning of a frame that is not all there.

    `odd`: from here on nothing is plain (pieces, extensions, no mask, too long); `rest` is all of it, to be judged.
    """

    texts: list[str] = field(default_factory=list)
    controls: list[bytes] = field(default_factory=list)
    rest: bytes = b""
    odd: bool = False


def take(data: bytes, most: int) -> Taken:
    """The frames of a client; a message longer than `most` bytes is not waited for."""
    taken, at, end = Taken(), 0, len(data)
    while end - at >= 2:
        head, short = data[at], data[at + 1] - MASKED
        start = at + 2 + WIDTHS.get(short, 0)
        if end < start:
            break
        size = int.from_bytes(data[at + 2 : start], "big") if start - at > 2 else short
        if not LEAST.get(short, 0) <= size <= (most if head == TEXT else CONTROL_MOST.get(head, -1)):
            taken.odd = True  # below 0: it has no mask
            break
        stop = start + 4 + size
        if stop > end:
            break
        if head != TEXT:
            taken.controls.append(data[at:stop])
        elif not _read(taken, data[start : start + 4], data[start + 4 : stop]):
            taken.odd = True
            break
        at = stop
    taken.rest = data[at:] if at else data
    return taken


def _read(taken: Taken, mask: bytes, masked: bytes) -> bool:
    """Whether it is a text, as it has to be."""
    size = len(masked)
    key = int.from_bytes((mask * (size // 4 + 1))[:size], "little")
    plain = (int.from_bytes(masked, "little") ^ key).to_bytes(size, "little")
    try:
        taken.texts.append(plain.decode())
    except UnicodeDecodeError:
        return False
    return True
