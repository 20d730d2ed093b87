"""The end of a process that serves: pages are told to come back, what was begun is settled, lines are closed."""

from __future__ import annotations

import struct
from typing import Any

from flask import Flask
from gevent.hub import sleep
from gevent.pywsgi import WSGIServer

from app.live.hosting.rooms import Rooms
from app.logs import logger

log = logger(__name__)

SETTLE = 3.0
"""Seconds that commands in flight may take to be committed and acknowledged."""

FAREWELL = 1.0
"""Seconds that pages may take to read what they were sent, and to hang up."""

EVERYBODY = ""
"""The group of all pages of this process."""

RESTARTS = struct.pack("!BBH", 0x88, 2, 1012)
"""A WebSocket's close frame: "service restart" (RFC 6455, 5.5.1, and its registry of codes)."""


def leave(app: Flask, server: WSGIServer) -> None:
    """Stop serving, within some six seconds: nothing that was acknowledged is lost, nothing new is taken.

    New connections are refused at once, so that a proxy turns to another process; what a page sends from then on is
    answered "later" or not at all, and its outbox sends it again to whoever comes next.
    """
    app.extensions["is_leaving"] = True
    log.info("stopping", connections=len(app.extensions["sockets"].open))
    server.stop_accepting()
    server.socket.close()
    rooms: Rooms = app.extensions["rooms"]
    eio = app.extensions["socketio"].server.eio
    rooms.wire.emit("leaving", {}, EVERYBODY)
    if not rooms.finish(SETTLE):
        log.warning("some commands were not settled in time: they are unanswered, and will be sent again")
    _wait_until_read(eio, FAREWELL)
    rooms.stop()  # before the lines are closed: nobody is told who has just left
    for one in list(eio.sockets.values()):
        _hang_up(one, eio.reason.SERVER_DISCONNECT)
    server.close()  # whoever serves it waits for FAREWELL, and cuts the lines that are left


def _wait_until_read(eio: Any, seconds: float) -> None:
    """Acknowledgements wait for slow readers, for a moment."""
    for _ in range(int(seconds / 0.05)):
        sleep(0.05)
        if not any(_waits(one) for one in list(eio.sockets.values())):
            return


def _waits(one: Any) -> bool:
    line = getattr(one, "line", None)
    return not one.closed and ((line is not None and line.size > 0) or not one.queue.empty())


def _hang_up(one: Any, reason: str) -> None:
    """End an engine.io socket the way after which its page comes back by itself: not Socket.IO's own disconnect."""
    line = getattr(one, "line", None)
    if line is None:
        one.close(wait=False, reason=reason)  # a page that polls: its request is answered
        return
    try:
        line.end(RESTARTS)
    except OSError:
        line.cut()
