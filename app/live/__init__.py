"""A workshop in memory: the room, its channels, who is there, and the sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from app.live.transport.socket_wire import SocketWire


def init_app(app: Flask) -> None:
    """Give the app its rooms and its sockets."""
    from app.domain.secret_keys import SecretKeys
    from app.live.gateway.events import EventHandlers
    from app.live.hosting.rooms import Rooms
    from app.live.hosting.webhooks import Webhooks

    settings, store = app.extensions["settings"], app.extensions["store"]
    app.extensions["wire"] = wire = stock_wire(app) if settings.stock_sockets else patched_wire(app)
    process = settings.process if store.is_shared else None
    app.extensions["rooms"] = Rooms(store, app.extensions["registry"], wire, process)
    keys = SecretKeys(app.config["SECRET_KEY"], tuple(app.config["SECRET_KEY_FALLBACKS"]))
    app.extensions["webhooks"] = Webhooks(store, settings.told_hosts, keys)
    app.extensions["sockets"] = sockets = EventHandlers(app.extensions["rooms"])
    wire.attach(sockets.handlers)


def patched_wire(app: Flask) -> SocketWire:
    """Socket.IO with lines of our own in engine.io's place."""
    from app.live.transport import socketio_server
    from app.live.transport.door import stand_before
    from app.live.transport.each_frame_once import BroadcastManager
    from app.live.transport.engineio_patches import PatchedWire

    return PatchedWire(socketio_server.build(app, BroadcastManager()), stand_before(app))


def stock_wire(app: Flask) -> SocketWire:
    """Socket.IO as it comes (STOCK_SOCKETS=1); nothing that is written for one release of it is imported."""
    from app.live.transport import socketio_server
    from app.live.transport.door import stand_before
    from app.live.transport.stock_sockets import StockWire

    return StockWire(socketio_server.build(app), stand_before(app))
