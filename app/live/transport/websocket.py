"""A WebSocket that nobody waits at: a greenlet comes when something was said, and goes when it is answered.

A greenlet that waits keeps tens of kB: its stacks, and all that it was called with. Here a connection between two
messages is a few small objects.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import simple_websocket
from gevent import sleep, spawn
from gevent.monkey import get_original
from wsproto.connection import Connection, ConnectionType
from wsproto.utilities import LocalProtocolError

from app import metrics
from app.live.transport.each_frame_once import frame
from app.live.transport.rate_limit import BIGGEST, PACKETS, TokenBucket
from app.live.transport.received_frames import Taken, take
from app.live.transport.writer import SocketWriter

WAITING_MOST = 64
"""Messages of one client that may wait to be answered; until they are, its line is not read."""

UNHEARD_MOST = 65_536
"""Bytes that are read of whoever was told goodbye, and thrown away; who goes on pouring is cut."""

A_MS = 0.001
"""Seconds of judging, by wsproto, that cost as much as a packet: pieces of messages cost most."""

log = logging.getLogger("server")

plain_socket = get_original("socket", "socket")
"""Not gevent's: that one keeps two watchers of its own."""


class _Nobody:
    """Where simple-websocket wants a thread that reads and an event that wakes whoever waits."""

    name = ""

    def __init__(self, target: object = None) -> None: ...

    def start(self) -> None: ...

    def set(self) -> None: ...


NOBODY = _Nobody()


class WebSocketConnection(simple_websocket.Server):  # type: ignore[misc]
    """simple-websocket's server on a `SocketWriter`, from the handshake on; reads no faster than is answered.

    Raises what simple-websocket raises where the request is no handshake, or the client is gone.
    """

    connected: bool
    ws: Any
    _rest = b""
    _is_odd = False
    _is_answering = False
    _is_over = False
    _is_gone = False
    _unheard = 0

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(
            environ, max_message_size=BIGGEST, thread_class=lambda target: NOBODY, event_class=lambda: NOBODY
        )
        self.pace = TokenBucket(PACKETS)
        # Only for the handshake: headers, and a parser of them.
        self.environ = self.ws = None

    @property
    def sock(self) -> SocketWriter:
        """What it reads and writes."""
        return self._line

    @sock.setter
    def sock(self, raw: Any) -> None:
        self._line = SocketWriter(plain_socket(fileno=raw.detach()))

    def listen(self, hear: Callable[[object], bool], over: Callable[[], None]) -> None:
        """From now on hand each message to `hear`, in their order, which tells whether to go on; at the end `over`."""
        self._hear, self._tell_over = hear, over
        self.sock.listen(self._heard)

    def say(self, text: str) -> None:
        """Send a text, in whole frames; to nobody where the line is broken."""
        with suppress(OSError):
            self.sock.send(frame(text.encode()))

    def finish(self) -> None:
        """Say goodbye to whoever still listens; what they said and nobody answered is not answered any more."""
        self.input_buffer.clear()
        if self.connected:
            with suppress(OSError, LocalProtocolError):
                self._judge_from_here()
                self.close()
        self._leave()
        self._come()

    def _leave(self) -> None:
        """Goodbye was said, or the line is broken."""
        self.connected = False
        self.sock.end()

    # --- in the loop: nothing here may wait -----------------------------------------------------

    def _heard(self) -> None:
        data = self._read()
        if data is None:
            return
        if not data:
            self._break_off()
        elif self.connected:
            self._take(data)
        else:
            self._unheard += len(data)
            if self._unheard > UNHEARD_MOST:
                self._break_off()
        if self._is_gone or self.input_buffer or not (self.connected or self._is_over):
            self._come()

    def _read(self) -> bytes | None:
        """What came; nothing at the end of the line, None where there is nothing yet."""
        try:
            return self.sock.read(self.receive_bytes)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _take(self, data: bytes) -> None:
        """Plain texts at once, which is what pages send; wsproto judges the rest, and once asked, all that follows."""
        taken = Taken(rest=data, odd=True) if self._is_odd else take(self._rest + data, self.max_message_size)
        self._rest, self._is_odd = taken.rest, taken.odd
        self.input_buffer += taken.texts
        if taken.odd:
            taken.controls.append(taken.rest)
            self._rest = b""
        if taken.controls:
            self._judge(taken.controls)
        if len(self.input_buffer) > WAITING_MOST:
            self.sock.pause()

    def _judge(self, controls: list[bytes]) -> None:
        """Have wsproto read what is no plain text; it costs time, which its sender has a budget of."""
        began = time.thread_time()
        try:
            for one in controls:
                self._judge_from_here()
                self.ws.receive_data(one)
                if not self._handle_events():
                    self._leave()
        except (OSError, LocalProtocolError):
            log.debug("a line broke")
            self._leave()
        if self.pace.take(len(controls) + (time.thread_time() - began) / A_MS):
            metrics.HUNG_UP["flood"].inc()
            self.input_buffer.clear()
            self._break_off()

    def _break_off(self) -> None:
        """As where the client is gone: nothing more is read, and the socket is given back."""
        self._is_gone, self.connected = True, False
        self.sock.pause()

    def _judge_from_here(self) -> None:
        if self.ws is None:
            self.ws = Connection(ConnectionType.SERVER)

    def _come(self) -> None:
        if not self._is_answering:
            self._is_answering = True
            spawn(self._answer)

    # --- in a greenlet that lasts as long as there is something to answer --------------------------

    def _answer(self) -> None:
        try:
            while self.input_buffer:
                if not self._is_heard(self.input_buffer.pop(0)):
                    self.finish()
                elif len(self.input_buffer) == WAITING_MOST and not self._is_gone:
                    self.sock.resume()
                if self.input_buffer:
                    sleep(0)  # everybody else's turn, whatever one client has to say
        finally:
            if not self.connected:
                self._end()
            self._is_answering = False

    def _is_heard(self, message: object) -> bool:
        try:
            return self._hear(message)
        except Exception:
            log.exception("a message could not be taken")
            return False

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._tell_over()
        if self._is_gone:
            self.sock.close()
        else:
            self.sock.resume()
            self.sock.hang_up()
