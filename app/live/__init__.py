"""A workshop in memory: the room, its channels, who is there, and the sockets."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its rooms and its sockets."""
    from app.live.gateway.events import Sockets
    from app.live.hosting.rooms import Rooms
    from app.live.transport import engineio_patches, socketio_server
    from app.live.transport.claims import Claims
    from app.live.transport.door import Door
    from app.live.transport.wire import SocketWire

    socketio = socketio_server.build(app)
    app.extensions["door"] = app.wsgi_app = door = Door(app)  # type: ignore[method-assign]
    claims = Claims(socketio, door)
    store, name = app.extensions["store"], app.extensions["settings"].process
    process = name if store.is_shared else None
    app.extensions["rooms"] = Rooms(store, app.extensions["registry"], SocketWire(socketio, claims), process)
    app.extensions["sockets"] = sockets = Sockets(app.extensions["rooms"])
    engineio_patches.attach(socketio, sockets.handlers, claims)
