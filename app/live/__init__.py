"""A workshop in memory: the room, its channels, who is there, and the sockets."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its rooms and its sockets."""
    from app.live import rooms, sockets
    from app.live.claims import Claims
    from app.live.door import Door

    socketio = sockets.build(app)
    app.extensions["door"] = app.wsgi_app = door = Door(app)  # type: ignore[method-assign]
    claims = Claims(socketio, door)
    store, name = app.extensions["store"], app.extensions["settings"].process
    open_rooms = rooms.Rooms(
        store, app.extensions["registry"], sockets.SocketWire(socketio, claims), name if store.is_shared else None
    )
    app.extensions["rooms"] = open_rooms
    app.extensions["sockets"] = sockets.Sockets(open_rooms)
    sockets.wire_up(socketio, app.extensions["sockets"], claims)
