"""What pages send, read by hand: plain texts as wsproto would read them, the rest left to it."""

from __future__ import annotations

import random

import pytest

from app.live.transport.received_frames import take
from app.rehearse import wire

MOST = 100_000


def masked(payload: bytes, head: int = wire.TEXT, mask: bytes = b"\1\2\3\4") -> bytes:
    framed = wire.frame(payload, head)
    begin = framed[: len(framed) - len(payload) - 4]
    return begin + mask + bytes(sign ^ mask[place % 4] for place, sign in enumerate(payload))


@pytest.mark.parametrize("size", [0, 1, 3, 125, 126, 70_000])
def test_a_text_of_any_size_is_read(size):
    text = ("é" * size)[:size]
    assert take(masked(text.encode()), 2 * MOST).texts == [text]


def test_texts_cut_anywhere_come_out_whole_and_in_order():
    texts, lots = ["a", "é" * 200, "", "b" * 70_000, "c"], random.Random(3)
    stream = b"".join(masked(text.encode(), mask=lots.randbytes(4)) for text in texts)
    for _ in range(40):
        cuts = sorted(lots.sample(range(len(stream)), 5))
        rest, read = b"", []
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
            taken = take(rest + stream[start:end], MOST)
            assert not taken.odd
            rest = taken.rest
            read += taken.texts
        assert (read, rest) == (texts, b"")


def test_pings_between_texts_are_handed_over_apart():
    ping = masked(b"?", wire.PING)
    taken = take(masked(b"a") + ping + masked(b"b"), MOST)
    assert (taken.texts, taken.controls, taken.odd) == (["a", "b"], [ping], False)


ODD = {
    "pieces": b"\x01" + masked(b"piece")[1:],
    "extension": b"\xc1" + masked(b"squeezed")[1:],
    "binary": b"\x82" + masked(b"bytes")[1:],
    "no mask": b"\x81\x05plain",
    "close": masked(b"", wire.CLOSE),
    "a length too wide": b"\x81\xfe\x00\x05" + masked(b"plain")[2:],
    "a ping too long": masked(b"x" * 126, wire.PING),
    "no text": masked(b"\xff\xfe"),
    "too long": masked(b"x" * (MOST + 1))[:20],
}


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_what_is_not_plain_is_left_whole_to_be_judged(odd):
    taken = take(masked(b"a") + odd + b"more", MOST)
    assert (taken.texts, taken.odd, taken.rest) == (["a"], True, odd + b"more")
