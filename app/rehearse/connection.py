"""One raw, non-blocking connection to the server: from the upgrade to the packets of Socket.IO."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from gevent.monkey import get_original

from app.rehearse import wire
from app.rehearse.loop import Loop

# As the loop: the system's own socket, whatever gevent has put in its place.
_socket = get_original("socket", "socket")

READ = 262_144
PATIENCE = 20.0
LOST = "lost on purpose"


class CannotPlay(Exception):
    """The rehearsal cannot be played; the sentence says why and what to do."""


@dataclass(frozen=True)
class Address:
    """Where the server is."""

    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Address:
        """The address in a link; plain http only."""
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise CannotPlay(f"{url!r} is not an address to rehearse against: give http://host:port, without a proxy.")
        return cls(parts.hostname, parts.port or 80)

    @property
    def netloc(self) -> str:
        """Host and port, as requests name them."""
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """What a page of this server says it comes from."""
        return f"http://{self.netloc}"


class Connection:
    """Opens, says who it is for, and hands on every packet.

    Calls `up()` once the server has let it in, `took(payload)` for each packet that is neither of the
    engine nor of the opening, `down(reason)` when it ends other than by `close`.
    """

    def __init__(
        self, loop: Loop, address: Address, cookie: str, auth: dict[str, Any], *,
        up: Callable[[], None], took: Callable[[bytes], None], down: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.is_up = False
        self.received = 0
        self._loop, self._address, self._cookie, self._auth = loop, address, cookie, auth
        self._up, self._took, self._down = up, took, down
        self._socket: socket.socket | None = None
        self._rest = self._unsent = b""
        self._upgraded = self._blocked = False

    def open(self) -> None:
        """Begin; `up` or `down` follows."""
        self._rest = self._unsent = b""
        self._upgraded = self._blocked = False
        fresh = _socket(socket.AF_INET, socket.SOCK_STREAM)
        fresh.settimeout(PATIENCE)
        try:
            fresh.connect((self._address.host, self._address.port))
        except OSError as error:
            fresh.close()
            reason = f"no connection: {error.strerror or error}"
            self._loop.after(0, lambda: self._down(reason))
            return
        fresh.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        fresh.setblocking(False)
        self._socket = fresh
        self._loop.watch(fresh.fileno(), self._ready)
        code = str(self._auth.get("workshop", ""))
        self._write(wire.upgrade(self._address.netloc, self._address.origin, self._cookie, code))

    def send(self, payload: bytes, head: int = wire.TEXT) -> None:
        """Send a packet; what the system does not take at once waits in order."""
        self._write(wire.frame(payload, head))

    def close(self) -> None:
        """Leave, without a word to `down`."""
        if self._socket is not None:
            self.send(wire.LEAVE)
        self._let_go()

    def lose(self) -> None:
        """Be cut off, as when the wifi goes: nobody is told, and `down` follows."""
        self._gone(LOST)

    def _let_go(self) -> None:
        self.is_up = False
        if self._socket is not None:
            self._loop.forget(self._socket.fileno())
            self._socket.close()
            self._socket = None

    def _gone(self, reason: str) -> None:
        if self._socket is not None:
            self._let_go()
            self._down(reason)

    # --- bytes -----------------------------------------------------------------------------

    def _write(self, data: bytes) -> None:
        if self._socket is None:
            return
        self._unsent += data
        if not self._blocked:
            self._flush()

    def _flush(self) -> None:
        assert self._socket is not None  # noqa: S101 - for mypy
        try:
            sent = self._socket.send(self._unsent)
        except BlockingIOError:
            sent = 0
        except OSError as error:
            self._gone(f"broken: {error.strerror}")
            return
        self._unsent = self._unsent[sent:]
        if bool(self._unsent) != self._blocked:
            self._blocked = bool(self._unsent)
            self._loop.watch_writing(self._socket.fileno(), self._blocked)

    def _ready(self, events: int) -> None:
        if events & select.EPOLLOUT:
            self._flush()
        if events & ~select.EPOLLOUT and self._socket is not None:
            self._read(self._socket)

    def _read(self, socket_: socket.socket) -> None:
        try:
            data = socket_.recv(READ)
        except BlockingIOError:
            return
        except OSError as error:
            self._gone(f"broken: {error.strerror}")
            return
        if not data:
            self._gone("closed by the server")
            return
        self.received += len(data)
        if self._rest:
            data = self._rest + data
        if not self._upgraded:
            self._upgrading(data)
            return
        self._frames(data)

    def _upgrading(self, data: bytes) -> None:
        head, blank, data = data.partition(b"\r\n\r\n")
        if not blank:
            self._rest = head
        elif not head.startswith(b"HTTP/1.1 101"):
            self._gone(f"no upgrade: {head[:40].splitlines()[0].decode('latin-1')}")
        else:
            self._upgraded = True
            self._frames(data)

    def _frames(self, data: bytes) -> None:
        frames, self._rest = wire.cut(data)
        for head, payload in frames:
            if self.is_up and payload[:2] in (wire.EVENT, wire.ACK):
                self._took(payload)
            else:
                self._keep_up(head, payload)

    def _keep_up(self, head: int, payload: bytes) -> None:
        """What keeps a connection going: opening, pings, the end."""
        if head == wire.CLOSE or payload == wire.LEAVE:
            self._gone("cut by the server")
        elif head == wire.PING:
            self._write(wire.frame(payload, wire.PONG))
        elif payload == wire.ENGINE_PING:
            self.send(wire.ENGINE_PONG)
        elif payload.startswith(wire.ENGINE_OPEN):
            self.send(wire.packet(wire.CONNECTED, self._auth))
        elif payload.startswith(wire.CONNECTED):
            self.is_up = True
            self._up()
        elif payload.startswith(wire.REFUSED):
            self._gone(f"refused: {payload[2:80].decode('utf-8', 'replace')}")
