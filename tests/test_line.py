"""The wire of a WebSocket: whole frames, in order, and no memory for who does not read."""

from __future__ import annotations

from typing import Any

import pytest
from gevent import socket, spawn
from gevent.event import Event

from app.live.transport import writer as lines
from app.live.transport.each_frame_once import frame
from app.live.transport.writer import SocketWriter


@pytest.fixture
def ends():
    here, there = socket.socketpair()
    line = SocketWriter(Tcp(here))
    yield line, there
    line.close()
    there.close()


class Tcp:
    """A local pair stands for a TCP connection; it has no Nagle to switch off."""

    def __init__(self, sock):
        self.sock = sock
        self.fileno, self.recv, self.close, self.shutdown = sock.fileno, sock.recv, sock.close, sock.shutdown

    def setsockopt(self, *_):
        return None


def read_all(sock, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = sock.recv(65536)
        assert piece, "the line ended early"
        got += piece
    return got


def test_big_frames_arrive_whole_and_in_order_however_slowly_they_are_read(ends):
    line, there = ends
    frames = [bytes([65 + n]) * 180_000 for n in range(5)]
    for one in frames:
        assert line.send(one) == len(one)
    assert line.size > 0, "the reader was not slow enough to prove anything"
    assert read_all(there, 900_000) == b"".join(frames)
    assert line.size == 0


def test_sending_never_waits_for_the_reader(ends):
    line, _there = ends
    done = Event()
    spawn(lambda: ([line.send(b"x" * 100_000) for _ in range(8)], done.set()))
    assert done.wait(1)


def test_who_does_not_read_is_cut_and_costs_no_memory(ends):
    line, there = ends
    with pytest.raises(OSError):  # noqa: PT011 - broken pipe
        for _ in range(40):
            line.send(b"x" * 100_000)
    assert line.size <= lines.MOST
    there.settimeout(5)
    while there.recv(1 << 20):
        pass  # what was under way, then the end


def test_a_closed_line_says_so(ends):
    line, _there = ends
    line.close()
    with pytest.raises(OSError, match="closed"):
        line.send(b"x")


@pytest.mark.parametrize(("length", "head"), [(5, 2), (125, 2), (126, 4), (65_535, 4), (65_536, 10)])
def test_a_frame_is_as_the_standard_has_it(length, head):
    from wsproto.connection import Connection, ConnectionType

    made = frame(b"a" * length)
    assert len(made) == head + length
    reader = Connection(ConnectionType.CLIENT)
    reader.receive_data(made)
    event: Any
    (event,) = reader.events()
    assert event.data == "a" * length and event.message_finished
