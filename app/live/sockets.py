"""Socket.IO: who is connecting is settled once, from the session; messages carry no identity."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from engineio.packet import MESSAGE
from flask import Flask
from flask_socketio import SocketIO
from gevent import spawn
from gevent.hub import sleep

from app import metrics
from app.live.ask import SCREEN, Answer, Ask, Grant
from app.live.audience import Connection
from app.live.broadcast import FrameOnce, frame, wrote
from app.live.console import LONGEST as LONGEST_LED
from app.live.exchange import READABLE, kept_of, pings_without_waiting
from app.live.limits import Bucket
from app.live.listening import BIGGEST
from app.live.presence import SIGNALS
from app.live.room import Room
from app.live.rooms import Rooms
from app.live.server import WebSocket
from app.live.writing import LONGEST
from app.logs import logger
from app.sdk import FACILITATOR, PARTICIPANT, translator
from app.sdk.fields import tidy
from app.sdk.words import DEFAULT_LOCALE, speaking
from app.store.committer import Unavailable

_ = translator(__name__)
log = logger(__name__)

DEEPEST = 2000
"""Brackets in one message, at most."""

NESTED = 16
"""Levels of a command's data, at most."""

VALUES_MOST = 200
"""Values in a command's data, at most, those inside others among them: each may be wrong, and told."""

BACKLOG = 1_000_000
"""Characters that may wait for a client that does not read."""

BACKLOG_PACKETS = 2000
"""Packets that may wait for it."""

BATCH_MOST = 200
"""Commands an outbox may send at once."""

NAMESPACE = "/"


class SocketWire:
    """The wire of the rooms over Socket.IO. Until a server is at work it carries nothing."""

    def __init__(self, socketio: SocketIO) -> None:
        self.socketio = socketio

    def emit(self, event: str, data: dict[str, Any], to: str) -> None:
        """Send to a group; python-socketio encodes the packet once for all of it."""
        self.socketio.server.emit(event, data, to=to, namespace=NAMESPACE)

    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None:
        """Send several, each to its group, in one write a page."""
        self.socketio.server.manager.emit_all(event, told, NAMESPACE)

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group."""
        self.socketio.server.enter_room(sid, group, namespace=NAMESPACE)

    def leave(self, sid: str, group: str) -> None:
        """Take it out."""
        self.socketio.server.leave_room(sid, group, namespace=NAMESPACE)

    def polls(self, sid: str) -> bool:
        """Whether a connection has only polling."""
        return self.socketio.server.transport(sid, NAMESPACE) == "polling"  # type: ignore[no-any-return]

    def cut(self, sid: str) -> None:
        """End a connection."""
        self.socketio.server.disconnect(sid, namespace=NAMESPACE)

    def hang_up(self, sid: str) -> None:
        """Break its line."""
        eio = self.socketio.server.eio
        line = eio.sockets.get(self.socketio.server.manager.eio_sid_from_sid(sid, NAMESPACE))
        if line is not None:
            spawn(drop, line, eio.reason.TRANSPORT_ERROR)


class Sockets:
    """The open connections of this process, by sid."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.open: dict[str, tuple[Room, Connection]] = {}
        self.buckets: dict[str, Bucket] = {}

    def connect(self, sid: str, room: Room, grant: Grant, locale: str) -> None:
        """A page whose grant the server has checked."""
        if sid in self.open:
            raise ValueError("connected already")  # a page that says "connect" instead of connecting
        connection = Connection(sid, grant, locale)
        self.open[sid] = (room, connection)
        self._forget_spare_buckets()
        room.run(lambda: room.arrive(connection))
        if sid not in self.open:  # gone while it arrived
            room.depart(sid)

    def disconnect(self, sid: str, *_reason: object) -> None:
        """A page is gone."""
        room, connection = self.open.pop(sid, (None, None))
        if room is not None and connection is not None:
            room.depart(sid)

    def _forget_spare_buckets(self) -> None:
        """Buckets outlive connections, or coming back would fill them; full ones go from time to time."""
        if len(self.buckets) > 100 + 2 * len(self.open):  # noqa: PLR2004
            self.buckets = {who: bucket for who, bucket in self.buckets.items() if not bucket.is_spare}

    # --- messages ----------------------------------------------------------------------------

    def hello(self, sid: str, message: object = None) -> dict[str, Any]:
        """A page asks for all that it shows; it says what it has."""
        room, connection = self._of(sid)
        said = message if isinstance(message, dict) else {}
        pinned = said.get("activity")
        pinned = pinned if isinstance(pinned, str) else ""
        table = said.get("table")
        table = table if isinstance(table, str) and len(table) <= LONGEST else ""
        if self._wait(connection.grant.who):
            self._cut_a_flood(sid, connection)
            return {"later": True}
        room.hears(connection, self.rooms.wire.polls(sid))
        try:
            return room.run(
                lambda: room.audience.welcome(
                    connection.grant,
                    connection.locale,
                    pinned,
                    have=said.get("have"),
                    connection=connection,
                    table=table,
                )
            )
        except Unavailable:  # the room is closing
            return {"later": True}

    def command(self, sid: str, message: object = None) -> dict[str, Any]:
        """One command; the acknowledgement comes once it is committed."""
        room, connection = self._of(sid)
        wait = self._wait(connection.grant.who)
        if wait:
            return self._too_fast(sid, connection)
        return self._ask(room, connection, message).packed()

    def batch(self, sid: str, messages: object = None) -> list[dict[str, Any]]:
        """An outbox, in its order; nothing passes one that has to be sent again. Haste is slowed, not cut."""
        room, connection = self._of(sid)
        answers: list[dict[str, Any]] = []
        for message in messages[:BATCH_MOST] if isinstance(messages, list) else []:
            while wait := self._wait(connection.grant.who):
                sleep(wait)
            answer = self._ask(room, connection, message)
            answers.append(answer.packed())
            if answer.kind == "later":
                break
        return answers

    def signal(self, sid: str, message: object = None) -> dict[str, Any]:
        """« J'ai fini », « Encore un peu », or neither."""
        room, connection = self._of(sid)
        if connection.grant.role == PARTICIPANT and message in SIGNALS and not self._wait(connection.grant.who):
            room.signal(connection.grant, str(message))
        return {}

    def at(self, sid: str, message: object = None) -> dict[str, Any]:
        """The field of a sheet that somebody begins to write in; "" when they end."""
        room, connection = self._of(sid)
        is_field = isinstance(message, str) and len(message) <= LONGEST and _is_plain(message)
        if is_field and connection.grant.role in (PARTICIPANT, FACILITATOR) and not self._wait(connection.grant.who):
            room.write_at(sid, str(message))
        return {}

    def lead(self, sid: str, message: object = None) -> dict[str, Any]:
        """What a console asks for beside the log: the hand, a signal, a page of the screens."""
        room, connection = self._of(sid)
        said = message if isinstance(message, dict) else {}
        act, value = said.get("act"), said.get("value", "")
        is_read = isinstance(act, str) and isinstance(value, str)
        if connection.grant.role == FACILITATOR and is_read and not self._wait(connection.grant.who):
            room.lead(connection.grant, str(act), tidy(str(value), LONGEST_LED))
        return {}

    def pages(self, sid: str, message: object = None) -> dict[str, Any]:
        """How many pages a screen's board takes; all that a screen may say."""
        room, connection = self._of(sid)
        is_number = isinstance(message, int) and not isinstance(message, bool)
        if connection.grant.role == SCREEN and is_number and not self._wait(connection.grant.who):
            room.counts_pages(sid, int(str(message)))
        return {}

    def _ask(self, room: Room, connection: Connection, message: object) -> Answer:
        ask = read_ask(message, connection.grant, connection.locale)
        if ask is None:
            metrics.REFUSED["unreadable"].inc()
            with speaking(connection.locale):
                return Answer("refused", str(_("This message could not be read: reload the page.")))
        return room.ask(ask)

    def _cut_a_flood(self, sid: str, connection: Connection) -> None:
        if self.buckets[connection.grant.who].is_flooding:
            log.warning("a connection was cut for flooding")
            sleep(0)
            self.rooms.wire.cut(sid)

    def _too_fast(self, sid: str, connection: Connection) -> dict[str, Any]:
        self._cut_a_flood(sid, connection)
        metrics.REFUSED["haste"].inc()
        with speaking(connection.locale):
            return Answer("later", str(_("That is too fast: wait a second."))).packed()

    def _wait(self, who: str) -> float:
        return self.buckets.setdefault(who, Bucket()).take()

    def _of(self, sid: str) -> tuple[Room, Connection]:
        found = self.open.get(sid)
        if found is None:
            raise ConnectionError("not connected")
        return found


def read_ask(message: object, grant: Grant, locale: str = DEFAULT_LOCALE) -> Ask | None:
    """A command from what a page sent; None where it has not the form of one."""
    if not isinstance(message, dict):
        return None
    fields = [message.get(name) for name in ("activity", "name", "request_id")] + [message.get("share", "")]
    data = message.get("data")
    if not all(isinstance(field, str) and len(field) <= 64 and _is_plain(field) for field in fields):  # noqa: PLR2004
        return None
    if not isinstance(data, dict) or not _is_small(data):
        return None
    if not all(map(_is_plain, data)) or not _is_flat(data, NESTED):
        return None
    activity, name, request_id, share = map(str, fields)
    return Ask(grant, activity, name, data, request_id, locale, share)


def _is_plain(id: str) -> bool:
    """Whether a text could be an id or a name of ours: no lone surrogate, no control character."""
    return id.isascii() and id.isprintable()


def _is_flat(value: object, levels: int) -> bool:
    """Whether a value is nested no deeper than that: what reads it later has no depth to fear."""
    if not isinstance(value, dict | list):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_flat(one, levels - 1) for one in inside)


def _is_small(data: dict[str, Any]) -> bool:
    """Whether data holds few values, those inside others among them; counted no further than that."""
    left, waiting = VALUES_MOST, [iter(data.values())]
    while waiting and left:
        for value in waiting.pop():
            left -= 1
            if isinstance(value, dict | list):
                waiting.append(iter(value.values() if isinstance(value, dict) else value))
            if not left:
                break
    return left > 0


def build(app: Flask) -> SocketIO:
    """The Socket.IO server: same origin only (and the public address), bounded, in order."""
    settings = app.extensions["settings"]
    socketio = SocketIO(
        app,
        async_mode="gevent",
        client_manager=FrameOnce(),
        async_handlers=False,  # a client's messages are answered in their order
        cors_allowed_origins=from_this_site(settings.public_url),
        max_http_buffer_size=BIGGEST,
        ping_interval=10,
        ping_timeout=10,
        manage_session=False,
        json=frugal_json,
        logger=False,
        engineio_logger=False,
    )
    socketio.server.eio.logger.setLevel(logging.CRITICAL)
    return socketio


def from_this_site(public_url: str) -> Callable[[str, dict[str, Any]], bool]:
    """Whether a page that opens a socket comes from this site: by the name it was asked under, or the public one."""

    def allowed(origin: str, environ: dict[str, Any]) -> bool:
        asked = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
        return origin == asked or (bool(public_url) and origin == public_url.rstrip("/"))

    return allowed


class frugal_json:  # noqa: N801 - stands where the json module stands
    """JSON without blanks, whose texts any page can read."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """As compact as it gets."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def loads(text: str, **_options: Any) -> Any:
        """Refuse what no page sends: NaN, infinities, depths."""
        if text.count("[") + text.count("{") > DEEPEST:
            raise ValueError("too deep")
        return json.loads(text, parse_constant=_no_constant)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def wire_up(socketio: SocketIO, sockets: Sockets) -> None:
    """Register the hot handlers on the server itself: no request context, in the order they come."""
    for name, handler in (
        ("hello", sockets.hello),
        ("command", sockets.command),
        ("batch", sockets.batch),
        ("signal", sockets.signal),
        ("at", sockets.at),
        ("lead", sockets.lead),
        ("pages", sockets.pages),
        ("disconnect", sockets.disconnect),
    ):
        socketio.server.on(name, handler, namespace=NAMESPACE)
    eio = socketio.server.eio
    eio.on("connect", pings_without_waiting(eio.handlers["connect"], eio))
    eio.on("message", forgetful(guarded(eio.handlers["message"], eio), socketio.server.environ))
    eio.send_packet = bounded(eio.send_packet, eio)
    # A copy: the drivers' own table is everybody's.
    eio._async = {**eio._async, "websocket": WebSocket}


def forgetful(handler: Callable[[str, Any], Any], environs: dict[str, Any]) -> Callable[[str, Any], Any]:
    """Once a page has said "connect", all that was worked out from its request is let go."""

    def on_message(sid: str, data: Any) -> Any:
        handler(sid, data)
        if isinstance(data, str) and data.startswith("0") and sid in environs:
            environs[sid] = kept_of(environs[sid])

    return on_message


def guarded(handler: Callable[[str, Any], Any], eio: Any) -> Callable[[str, Any], Any]:
    """A packet that cannot be read ends its connection, in one line of the log and without a traceback."""

    def on_message(sid: str, data: Any) -> Any:
        try:
            if not isinstance(data, str) or not f"4{data[:1]}".startswith(READABLE):
                raise ValueError("no packet of a page")
            return handler(sid, data)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ConnectionError) as error:
            log.warning("a malformed packet ended a connection", kind=type(error).__name__)
            if sid in eio.sockets:
                # Not eio.disconnect: it waits until the client has read all that it was sent.
                eio.sockets[sid].close(wait=False, reason=eio.reason.SERVER_DISCONNECT)
            return None

    return on_message


def bounded(send_packet: Callable[[str, Any], Any], eio: Any) -> Callable[[str, Any], Any]:
    """A client that does not read is cut, not kept in memory; it comes back to the last broadcast."""

    def send(sid: str, packet: Any) -> Any:
        line = eio.sockets.get(sid)
        if line is not None and not line.closed and _is_behind(line.queue):
            log.warning("a connection was cut: it does not read what it is sent")
            metrics.CUTS.inc()
            spawn(drop, line, eio.reason.TRANSPORT_ERROR)  # who sends is in the middle of a broadcast
            return None
        # An answer: no greenlet has to wake to write it. What the line itself keeps is bounded there: see line.py.
        if packet.packet_type == MESSAGE and not packet.binary:
            framed = frame(packet.encode().encode())
            metrics.delivered(1, len(framed))
            if wrote(line, framed):
                return None
        return send_packet(sid, packet)

    return send


def _is_behind(queue: Any) -> bool:
    waiting = queue.qsize()
    if waiting < 2:  # noqa: PLR2004 - the usual case costs nothing
        return False
    return waiting > BACKLOG_PACKETS or sum(len(p.data or "") for p in queue.queue if p is not None) > BACKLOG


def drop(line: Any, reason: str) -> None:
    """Break an engine.io socket off, whatever still waits in it."""
    while not line.queue.empty():
        line.queue.get()
    line.close(wait=False, abort=True, reason=reason)
    if hasattr(line, "line"):
        line.line.cut()
