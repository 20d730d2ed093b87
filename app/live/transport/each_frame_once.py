"""No frame is made or sent twice: a packet is framed once for all the pages of a group, and written raw once a page."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from engineio import packet as engine
from socketio import Manager
from socketio import packet as socket_packet

from app import metrics
from app.live.transport.writer import SocketWriter

SHORT, MIDDLE = 126, 1 << 16
TEXT = 0x81


def frame(payload: bytes) -> bytes:
    """An unfragmented, unmasked WebSocket text frame (RFC 6455, 5.2)."""
    length = len(payload)
    if length < SHORT:
        return struct.pack("!BB", TEXT, length) + payload
    if length < MIDDLE:
        return struct.pack("!BBH", TEXT, 126, length) + payload
    return struct.pack("!BBQ", TEXT, 127, length) + payload


class BroadcastManager(Manager):
    """python-socketio's manager, but for one thing: the WebSocket frame of a broadcast is built once.

    A page that polls, is upgrading, or has packets of its own waiting gets the packet the stock way,
    through its queue, so that nothing overtakes anything.
    """

    def emit(  # noqa: PLR0917 - python-socketio's own signature
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **options: Any,
    ) -> None:
        """Emit to a group; what is not a plain broadcast goes the stock way."""
        room = to or room
        packet = self.server.packet_class(socket_packet.EVENT, namespace=namespace, data=[event, data])
        encoded = packet.encode()
        if callback is not None or skip_sid is not None or not isinstance(encoded, str):
            super().emit(event, data, namespace, room, skip_sid=skip_sid, callback=callback, **options)
            return
        self._send([(_message(encoded), room)], namespace)

    def emit_all(self, event: str, told: Iterable[tuple[Any, str]], namespace: str) -> None:
        """Emit one after the other, each to its group; who is in several of them gets theirs in one write."""
        kind = self.server.packet_class
        packets = ((kind(socket_packet.EVENT, namespace=namespace, data=[event, data]), room) for data, room in told)
        self._send([(_message(packet.encode()), room) for packet, room in packets], namespace)

    def _send(self, messages: Sequence[tuple[engine.Packet, str]], namespace: str) -> None:
        if namespace not in self.rooms:
            return
        frames = [frame(message.encode().encode()) for message, _room in messages]
        theirs: dict[str, tuple[int, ...]] = {}
        for number, (_message, room) in enumerate(messages):
            for _sid, eio_sid in self.get_participants(namespace, room):
                theirs[eio_sid] = (*theirs.get(eio_sid, ()), number)
        joined = {which: b"".join(frames[number] for number in which) for which in set(theirs.values())}
        written: Counter[tuple[int, ...]] = Counter()
        for eio_sid, which in theirs.items():
            if self._wrote(eio_sid, joined[which]):
                written[which] += 1
            else:
                for number in which:
                    self.server._send_eio_packet(eio_sid, messages[number][0])  # counted where it goes: see bounded
        for which, times in written.items():
            metrics.delivered(times * len(which), times * len(joined[which]))

    def _wrote(self, eio_sid: str, framed: bytes) -> bool:
        return try_write(self.server.eio.sockets.get(eio_sid), framed)


def _message(encoded: str) -> engine.Packet:
    return engine.Packet(engine.MESSAGE, encoded)


def try_write(socket: Any, framed: bytes) -> bool:
    """Whether a frame went straight to the line of an engine.io socket: nothing that waits may be overtaken."""
    line: SocketWriter | None = getattr(socket, "line", None)  # from the moment it has one, nothing waits in its queue
    if line is None or socket.closed:
        return False
    try:
        line.send(framed)
    except OSError:
        return False
    return True
