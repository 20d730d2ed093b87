"""The end of a process that serves: pages are told to come back, what was begun is settled, lines are closed."""

from __future__ import annotations

from flask import Flask
from gevent.pywsgi import WSGIServer

from app.live.hosting.rooms import Rooms
from app.live.transport.socket_wire import SocketWire
from app.logs import logger

log = logger(__name__)

SETTLE = 3.0
"""Seconds that commands in flight may take to be committed and acknowledged."""

DRAIN_SECONDS = 1.0
"""Seconds that pages may take to read what they were sent, and to hang up."""

EVERYBODY = ""
"""The group of all pages of this process."""


def shutdown(app: Flask, server: WSGIServer) -> None:
    """Stop serving, within some six seconds: nothing that was acknowledged is lost, nothing new is taken.

    New connections are refused at once, so that a proxy turns to another process; what a page sends from then on is
    answered "later" or not at all, and its outbox sends it again to whoever comes next.
    """
    app.extensions["is_leaving"] = True
    log.info("stopping", connections=len(app.extensions["sockets"].open))
    server.stop_accepting()
    server.socket.close()
    rooms: Rooms = app.extensions["rooms"]
    wire: SocketWire = app.extensions["wire"]
    wire.emit("leaving", {}, EVERYBODY)
    if not rooms.finish(SETTLE):
        log.warning("some commands were not settled in time: they are unanswered, and will be sent again")
    wire.wait_until_read(DRAIN_SECONDS)
    rooms.stop()  # before the lines are closed: nobody is told who has just left
    wire.close()
    server.close()  # whoever serves it waits for DRAIN_SECONDS, and cuts the lines that are left
