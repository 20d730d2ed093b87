"""Those who crowd: `python -m bench.strangers KIND` does one harm to a server on this machine, for so many seconds.

A process of its own, with the lowest priority: the crowd whose answers are timed must not wait for it. It says how
much it did in a line at its end.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep
from urllib.parse import urlencode

from app.rehearse import wire
from app.rehearse.connection import Address
from app.rehearse.visit import Visitor

PATIENCE = 2.0
LINES, SILENT, SEATS = 150, 1100, 12
PAGES_A_SECOND, UNANSWERED_MOST = 1000, 300
HELLOS_A_SECOND, JOINS_A_SECOND = 30, 2000 / 60
AT_ONCE = 64
"""Packets in one write: as many as wait in a line before it is read no further."""
HELLO = wire.frame(wire.packet(wire.EVENT, ["hello", {"activity": "", "have": {}}], 1))


@dataclass(frozen=True)
class Harm:
    """Whom it is done to, by whom, and until when."""

    address: Address
    code: str
    cookie: str
    who: str
    until: float

    def goes_on(self) -> bool:
        """Whether there is time left."""
        return monotonic() < self.until


def connected(harm: Harm) -> socket.socket:
    """A bare connection."""
    return socket.create_connection((harm.address.host, harm.address.port), PATIENCE)


def line(harm: Harm, cookie: str = "", auth: object = None) -> socket.socket:
    """A line over which a WebSocket was opened, and on which somebody may have asked to be let in."""
    made = connected(harm)
    made.sendall(wire.upgrade(harm.address.netloc, harm.address.origin, cookie, harm.code))
    if auth is not None:
        made.recv(4096)
        made.sendall(wire.frame(wire.packet(wire.CONNECTED, auth)))
    return made


def pour(harm: Harm, made: socket.socket, data: bytes) -> int:
    """Write the same again and again until the other side hangs up; what comes back is thrown away."""
    times, rest = 0, data
    made.setblocking(False)
    while harm.goes_on():
        with suppress(BlockingIOError):
            rest = rest[made.send(rest) :]
        if not rest:
            times, rest = times + 1, data
        if not _is_up(made):
            break
        if rest is not data:  # the other side takes no more just now
            select.select([made], [made], [], 0.05)
    return times


def again(harm: Harm, data: bytes, cookie: str = "", auth: object = None, pause: float = 0.0) -> int:
    """Pour, and come back each time the line is cut."""
    times = 0
    while harm.goes_on():
        with suppress(OSError), line(harm, cookie, auth) as made:
            times += pour(harm, made, data)
        sleep(pause)
    return times


def auth_of(harm: Harm, **more: object) -> dict[str, object]:
    """What a participant's page says to be let in."""
    return {"workshop": harm.code, "role": "participant", "locale": "fr", **more}


def refused(harm: Harm) -> int:
    """A stranger asks for a workshop that there is not, without a pause."""
    return AT_ONCE * again(harm, wire.frame(b'40{"workshop":"ZZZZZZZ","role":"participant"}') * AT_ONCE)


def guessed(harm: Harm) -> int:
    """Somebody who is in, elsewhere, asks for a workshop that there is not."""
    asked = wire.frame(b'40{"workshop":"ZZZZZZZ","role":"participant"}')
    return AT_ONCE * again(harm, asked * AT_ONCE, harm.cookie)


def poured(harm: Harm) -> int:
    """Somebody who is in sends commands until told to stop, and goes on."""
    said = wire.frame(wire.packet(wire.EVENT, ["command", {}], 1))
    return AT_ONCE * again(harm, said * AT_ONCE, harm.cookie, auth_of(harm))


def unknown(harm: Harm) -> int:
    """Somebody who is in sends signals, pongs, and what no page sends."""
    odd = (b'42["signal","done"]', b'42["nothing",1]', b"3", b"43[]", b'42["lead",{}]', b'42["pages",[["",0,""]]]')
    said = b"".join(map(wire.frame, odd))
    return len(odd) * 10 * again(harm, said * 10, harm.cookie, auth_of(harm))


def silent(harm: Harm) -> int:
    """Connections that say nothing; who is hung up on comes back."""
    made: list[socket.socket] = []
    opened = 0
    while harm.goes_on():
        while len(made) < SILENT and harm.goes_on():
            with suppress(OSError):
                made.append(connected(harm))
                opened += 1
        made = [one for one in made if _is_up(one)]
        sleep(0.2)
    return opened


def _is_up(made: socket.socket) -> bool:
    """Whether a line was not hung up on; what came is thrown away."""
    made.setblocking(False)
    try:
        while made.recv(1 << 20):
            pass
    except BlockingIOError:
        return True
    except OSError:
        pass
    made.close()
    return False


def lines(harm: Harm) -> int:
    """One person's page, many times: each says hello, reads what it is sent, and comes back where it was cut."""
    return _pages(harm, [auth_of(harm)] * LINES, hellos=0.2)


def seats(harm: Harm) -> int:
    """Every seat of one device says hello without a pause."""
    everyone = [auth_of(harm, sends=True, who=f"{harm.who}.{seat + 1}") for seat in range(SEATS)]
    return _pages(harm, everyone, hellos=HELLOS_A_SECOND)


def pages(harm: Harm) -> int:
    """The joining page, asked for by many at once, without a pause."""
    request = (
        f"GET /rejoindre/{harm.code} HTTP/1.1\r\nHost: {harm.address.netloc}\r\nConnection: close\r\n\r\n".encode()
    )
    return sum(1 for status in _asked(harm, request, PAGES_A_SECOND) if b" 200 " in status)


def plenary(harm: Harm) -> int:
    """Nobody harms anybody: the room itself is large."""
    while harm.goes_on():
        sleep(0.2)
    return 0


def _pages(harm: Harm, everyone: list[dict[str, object]], hellos: float) -> int:
    open_: dict[int, socket.socket] = {}
    said, due = 0, monotonic()
    while harm.goes_on():
        for number, auth in enumerate(everyone):
            if number not in open_ and harm.goes_on():
                with suppress(OSError):
                    open_[number] = line(harm, harm.cookie, auth)
        if monotonic() >= due:
            due += 1 / hellos
            for made in open_.values():
                with suppress(OSError):
                    made.send(HELLO)
                    said += 1
        open_ = {number: made for number, made in open_.items() if _is_up(made)}
        sleep(min(0.1, max(0.0, due - monotonic())))
    return said


def joins(harm: Harm) -> int:
    """The joining form, filled in again and again for a device with twelve seats."""
    visitor = Visitor(harm.address)
    path = f"/rejoindre/{harm.code}"
    _status, page = visitor.get(path)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    body = urlencode({"csrf_token": token, "name": "Foule", "site": "s1", "seats": SEATS}).encode()
    head = "\r\n".join((
        f"POST {path} HTTP/1.1", f"Host: {harm.address.netloc}", f"Cookie: {visitor.cookie}", "Connection: close",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", "",
    ))  # fmt: skip
    return sum(1 for status in _asked(harm, head.encode() + body, JOINS_A_SECOND) if b" 303 " in status)


def _asked(harm: Harm, request: bytes, rate: float) -> Iterator[bytes]:
    """Ask at a steady rate, with so many answers out at most; the first line of each answer."""
    waiting: list[socket.socket] = []
    began = monotonic()
    for number in itertools.count():
        sleep(max(0.0005, began + number / rate - monotonic()))
        if not harm.goes_on():
            break
        with suppress(OSError):
            if len(waiting) < UNANSWERED_MOST:
                made = connected(harm)
                made.sendall(request)
                made.setblocking(False)
                waiting.append(made)
        for one in list(waiting):
            with suppress(BlockingIOError):
                said = _first(one)
                waiting.remove(one)
                yield said


def _first(made: socket.socket) -> bytes:
    try:
        said = made.recv(65536)
    except ConnectionError:
        said = b""
    made.close()
    return said.partition(b"\r\n")[0] or b"nothing"


KINDS: dict[str, Callable[[Harm], int]] = {
    kind.__name__: kind for kind in (refused, guessed, poured, silent, lines, seats, joins, unknown, pages, plenary)
}


def main() -> None:
    """Do it, and say how much."""
    parser = argparse.ArgumentParser(prog="python -m bench.strangers", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("whom", type=json.loads, help="port, code, cookie, who, seconds, as JSON")
    asked = parser.parse_args()
    os.nice(19)
    seconds = asked.whom.pop("seconds")
    address = Address("127.0.0.1", asked.whom.pop("port"))
    print(KINDS[asked.kind](Harm(address, until=monotonic() + seconds, **asked.whom)), flush=True)


if __name__ == "__main__":
    main()
