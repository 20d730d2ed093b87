"""The manager frames a broadcast once; what it takes from python-socketio is there, or this fails by name."""

from __future__ import annotations

import inspect

import engineio
import engineio.socket
import pytest
import socketio
from engineio.packet import MESSAGE, Packet

from app.live.transport.each_frame_once import BroadcastManager, frame

NAMESPACE = "/"


class SocketWriter:
    """A line that takes what it is given, or is broken."""

    def __init__(self):
        self.written, self.is_broken = [], False

    def send(self, data):
        if self.is_broken:
            raise BrokenPipeError
        self.written.append(data)


@pytest.fixture
def server():
    """Three pages: two with a line, one that polls; all in one group, the first in a second one too."""
    made = socketio.Server(client_manager=BroadcastManager(), async_mode="threading")
    made.sids, made.lines = [], {}
    for name in ("first", "second", "polling"):
        socket = made.eio.sockets[name] = engineio.socket.Socket(made.eio, name)
        if name != "polling":
            socket.line = made.lines[name] = SocketWriter()
        made.sids.append(made.manager.connect(name, NAMESPACE))
        made.enter_room(made.sids[-1], "all", namespace=NAMESPACE)
    made.enter_room(made.sids[0], "some", namespace=NAMESPACE)
    return made


def waiting(server, name: str) -> list[str]:
    queue, said = server.eio.sockets[name].queue, []
    while not queue.empty():
        said.append(queue.get().encode())
    return said


def framed(text: str) -> bytes:
    return frame(text.encode())


def test_a_broadcast_is_one_write_a_line_and_goes_the_stock_way_to_a_page_that_polls(server):
    server.emit("show", {"n": 1}, to="all", namespace=NAMESPACE)
    packet = '42["show",{"n":1}]'
    assert [line.written for line in server.lines.values()] == [[framed(packet)], [framed(packet)]]
    assert waiting(server, "polling") == [packet]


def test_several_at_once_are_one_write_of_whole_frames_in_their_order(server):
    server.manager.emit_all("show", [({"n": 1}, "all"), ({"n": 2}, "some"), ({"n": 3}, "nobody")], NAMESPACE)
    one, two = framed('42["show",{"n":1}]'), framed('42["show",{"n":2}]')
    assert server.lines["first"].written == [one + two] and server.lines["second"].written == [one]
    assert waiting(server, "polling") == ['42["show",{"n":1}]']


def test_who_cannot_be_written_to_keeps_nobody_from_being_told(server):
    server.lines["first"].is_broken = True
    server.eio.sockets["polling"].closed = True
    server.manager.emit_all("show", [({"n": 1}, "all")], NAMESPACE)
    assert server.lines["second"].written == [framed('42["show",{"n":1}]')]


def test_what_is_no_plain_broadcast_is_left_to_python_socketio(server):
    server.emit("show", {"n": 1}, to="all", skip_sid=server.sids[0], namespace=NAMESPACE)
    assert server.lines["first"].written == [] and waiting(server, "second") == ['42["show",{"n":1}]']
    server.emit("show", {"n": 2}, to=server.sids[1], callback=print, namespace=NAMESPACE)
    assert waiting(server, "second") == ['421["show",{"n":2}]']


def test_what_is_taken_from_python_socketio_and_engineio_is_still_there(server):
    """All that the server relies on beside their documents: read app/live again where one of these has gone."""
    told = inspect.signature(socketio.Manager.emit).parameters
    assert list(told)[1:8] == ["event", "data", "namespace", "room", "skip_sid", "callback", "to"]
    assert list(inspect.signature(socketio.Server._send_eio_packet).parameters) == ["self", "eio_sid", "eio_pkt"]
    assert list(inspect.signature(engineio.Server.send_packet).parameters) == ["self", "sid", "pkt"]
    assert dict(server.manager.get_participants(NAMESPACE, "some")) == {server.sids[0]: "first"}
    assert server.manager.rooms[NAMESPACE] and server.environ == {} and "websocket" in server.eio._async
    assert {"connect", "message", "disconnect"} <= set(server.eio.handlers)
    socket = server.eio.sockets["polling"]
    for name in ("queue", "connected", "upgrading", "upgraded", "closing", "closed", "last_ping"):
        assert hasattr(socket, name), name
    for name in ("schedule_ping", "receive", "close", "send", "poll"):
        assert callable(getattr(socket, name)), name
    assert Packet(MESSAGE, "text").encode() == "4text"
    for name in ("TRANSPORT_CLOSE", "TRANSPORT_ERROR", "SERVER_DISCONNECT"):
        assert getattr(server.eio.reason, name), name
