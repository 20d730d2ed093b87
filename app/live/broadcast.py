"""Broadcasting: a packet encoded and framed once for all the pages of a group, written raw."""

from __future__ import annotations

import struct
from typing import Any

from engineio import packet as engine
from socketio import Manager
from socketio import packet as socket_packet

from app import metrics
from app.live.line import Line

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


class FrameOnce(Manager):
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
        if namespace not in self.rooms:
            return
        message = engine.Packet(engine.MESSAGE, encoded)
        framed = frame(message.encode().encode())
        written = 0
        for _sid, eio_sid in self.get_participants(namespace, room):
            if self._wrote(eio_sid, framed):
                written += 1
            else:
                self.server._send_eio_packet(eio_sid, message)  # counted where it goes: see sockets.bounded
        metrics.delivered(written, len(framed))

    def _wrote(self, eio_sid: str, framed: bytes) -> bool:
        return wrote(self.server.eio.sockets.get(eio_sid), framed)


def wrote(socket: Any, framed: bytes) -> bool:
    """Whether a frame went straight to the line of an engine.io socket: nothing that waits may be overtaken."""
    line: Line | None = getattr(socket, "line", None)
    if line is None or socket.closed or not socket.upgraded or not socket.queue.empty():
        return False
    try:
        line.send(framed)
    except OSError:
        return False
    return True
