"""What engine.io does on a WebSocket with a queue, two greenlets that wait and one that sleeps: here, with none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import simple_websocket
from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import NOOP, PING, PONG, UPGRADE, Packet
from gevent import spawn_later
from gevent.queue import Empty
from wsproto.utilities import ProtocolError

from app.live.transport.websocket import WebSocketConnection

READABLE = ("40", "41", "42", "43", "44", "1", "2", "3", "5")
"""How the packets begin that a page sends: nothing binary, nothing of another protocol."""


TRIES, BREATH = 50, 0.1
"""How often, and seconds apart, the polls of a page are ended that is about to come over."""


class DirectQueue:
    """Stands where engine.io has a queue, once there is a line: a packet put in is written, None ends the line."""

    def __init__(self, listener: WebSocketConnection) -> None:
        self.listener = listener

    def put(self, packet: Packet | None) -> None:
        """Write it now, or as soon as the reader takes it."""
        if packet is None:
            self.listener.finish()
        else:
            self.listener.say(packet.encode())

    def get(self, block: bool = True, timeout: float | None = None) -> Packet:
        """Nothing ever waits here."""
        raise Empty

    def task_done(self) -> None:
        """What waited is done with."""

    def join(self) -> None:
        """What waited is done with."""

    def empty(self) -> bool:
        """Always."""
        return True

    def qsize(self) -> int:
        """None."""
        return 0


class EngineSocket:
    """An engine.io socket on its WebSocket, opened so or come over from polling."""

    def __init__(self, socket: Any, listener: WebSocketConnection) -> None:
        self.socket, self.listener = socket, listener
        listener.pace = getattr(socket, "pace", None) or listener.pace
        self._is_up = False
        self._take: Callable[[Packet], bool] = self._receive
        if socket.connected:
            # engine.io would answer each poll with nothing from here on; something on the way may pass nothing on.
            self._take = self._probe
        else:
            socket.connected = True
            self._rise()
        listener.listen(self.hear, self.over)

    def hear(self, text: object) -> bool:
        """One packet; whether to go on."""
        if not isinstance(text, str) or not text.startswith(READABLE):
            return False
        try:
            packet = Packet(encoded_packet=text)
        except (ValueError, RecursionError):
            return False
        return self._take(packet)

    def over(self) -> None:
        """The line has ended. A page that had not come over goes on polling."""
        socket = self.socket
        if not self._is_up:
            return
        socket.close(wait=False, abort=True, reason=socket.server.reason.TRANSPORT_CLOSE)
        socket.server.sockets.pop(socket.sid, None)

    def _probe(self, packet: Packet) -> bool:
        if (packet.packet_type, packet.data) != (PING, "probe"):
            return False
        self.listener.say(Packet(PONG, data="probe").encode())
        self._take = self._come_over
        self._end_polls(TRIES)
        return True

    def _end_polls(self, tries: int) -> None:
        """End the poll that is under way, and the next, until the page comes over: it waits for its last poll to end.

        One that never does has not heard the answer, and goes on polling.
        """
        if self._is_up or self.socket.closed:
            return
        if not tries:
            self.listener.finish()
            return
        self.socket.queue.put(Packet(NOOP))
        spawn_later(BREATH, self._end_polls, tries - 1)

    def _come_over(self, packet: Packet) -> bool:
        if packet.packet_type != UPGRADE or self.socket.upgraded:
            return False
        self._rise()
        self._take = self._receive
        return True

    def _rise(self) -> None:
        """From here on what is sent goes straight to the line, after what waited."""
        socket, waited = self.socket, self.socket.queue
        self._is_up = socket.upgraded = True
        socket.line, socket.queue = self.listener.sock, DirectQueue(self.listener)
        while not waited.empty():
            socket.queue.put(waited.get())
        waited.put(Packet(NOOP))  # ends a poll that somebody left behind

    def _receive(self, packet: Packet) -> bool:
        try:
            self.socket.receive(packet)
        except UnknownPacketError:
            return True  # passed over, as engine.io does
        except SocketIsClosedError:
            return False
        return not self.socket.closed


class WebSocket:
    """What engine.io opens a WebSocket with: it shakes hands and leaves; what is said is answered when it comes."""

    def __init__(self, handler: Any, _server: object) -> None:
        self.socket = handler.__self__

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Shake hands. No list in return, ever: engine.io would send it as packets."""
        try:
            listener = WebSocketConnection(environ)
        except (ProtocolError, simple_websocket.ConnectionError, OSError):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return (b"",)
        EngineSocket(self.socket, listener)
        return ()


def pings_without_waiting(connected: Callable[[str, Any], Any], eio: Any) -> Callable[[str, Any], Any]:
    """The handler of engine.io's "connect", after which that socket's pings keep no greenlet asleep, nor a request."""

    def on_connect(sid: str, environ: dict[str, Any]) -> Any:
        socket = eio.sockets[sid]
        socket.schedule_ping = lambda: _schedule_ping(socket)
        return connected(sid, slim_environ(environ))

    return on_connect


def _schedule_ping(socket: Any) -> None:
    """As engine.io's: no sooner than the last ping is answered."""
    if socket.last_ping:
        socket.last_ping = None
        spawn_later(socket.server.ping_interval, _ping, socket)


def _ping(socket: Any) -> None:
    if not socket.closing and not socket.closed:
        socket.last_ping = time.time()
        socket.send(Packet(PING))


def slim_environ(environ: dict[str, Any]) -> dict[str, Any]:
    """What is kept of the request that a page connected with: enough for it to say "connect" once more.

    The rest holds the request, the connection it came on, and all that was worked out from them.
    """
    return {name: value for name, value in environ.items() if isinstance(value, str) or name == "flask.app"}
