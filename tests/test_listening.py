"""A WebSocket between two messages: no greenlet, no request; what comes is answered in its order."""

from __future__ import annotations

import gc
from types import SimpleNamespace

import engineio
import pytest
from engineio.packet import MESSAGE, Packet
from engineio.socket import Socket
from gevent import Greenlet, sleep, socket, spawn
from gevent.event import Event
from wsproto.connection import Connection, ConnectionType
from wsproto.events import CloseConnection, Ping, TextMessage

from app.live.transport import writer as lines
from app.live.transport.claims import drop
from app.live.transport.engine_socket import EngineSocket, pings_without_waiting, slim_environ
from app.live.transport.websocket import WAITING_MOST, WebSocketConnection

HEADERS = {
    "SERVER_SOFTWARE": "gevent", "REQUEST_METHOD": "GET", "QUERY_STRING": "", "HTTP_HOST": "a",
    "HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade", "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA==",
}  # fmt: skip


class Page:
    """The other end, which speaks by wsproto."""

    def __init__(self, sock):
        self.sock, self.ws, self.texts, self.closed = sock, Connection(ConnectionType.CLIENT), [], False
        sock.settimeout(5)
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += sock.recv(1)
        assert head.startswith(b"HTTP/1.1 101")

    def say(self, *events):
        self.sock.sendall(b"".join(self.ws.send(TextMessage(one) if isinstance(one, str) else one) for one in events))

    def hear(self, least: int = 1) -> list[str]:
        """Texts until there are so many, or the end."""
        while len(self.texts) < least and not self.closed:
            data = self.sock.recv(65536)
            self.closed = not data
            if data:
                self.ws.receive_data(data)
            for event in self.ws.events():
                if isinstance(event, TextMessage):
                    self.texts.append(event.data)
                elif isinstance(event, CloseConnection):
                    self.texts.append(f"goodbye {event.code}")
        return self.texts


@pytest.fixture
def opened():
    """A listener that hears nothing yet, and the page at the other end."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        there = socket.create_connection(door.getsockname())
        here, _ = door.accept()
    listener = WebSocketConnection({**HEADERS, "wsgi.input": SimpleNamespace(raw=SimpleNamespace(_sock=here))})
    here.close()
    page = Page(there)
    yield listener, page
    there.close()
    listener.sock.close()


def until(condition):
    for _ in range(500):
        if condition():
            return
        sleep(0.01)
    raise AssertionError("five seconds were not enough")


def greenlets() -> int:
    """How many have begun and not ended: those have stacks."""
    return sum(isinstance(one, Greenlet) and one.gr_frame is not None for one in gc.get_objects())


def test_messages_are_answered_in_their_order_and_nobody_waits_between_two(opened):
    listener, page = opened
    heard = []
    before = greenlets()

    def hear(text):
        sleep(0)  # others have their turn, and more comes meanwhile
        heard.append(text)
        return True

    listener.listen(hear, heard.clear)
    page.say(*map(str, range(100)))
    until(lambda: len(heard) == 100)
    assert heard == list(map(str, range(100)))
    until(lambda: greenlets() == before)
    page.say("again")
    until(lambda: heard[-1] == "again")
    assert listener.environ is None and listener.ws is None  # of the handshake nothing is kept


def test_a_client_is_read_no_faster_than_it_is_answered(opened):
    listener, page = opened
    heard, go_on = [], Event()
    listener.listen(lambda text: go_on.wait() and not heard.append(text), heard.clear)
    sent = [f"{number} {'x' * 1000}" for number in range(2000)]
    writing = spawn(page.say, *sent)
    until(lambda: len(listener.input_buffer) > WAITING_MOST)
    sleep(0.05)
    assert len(listener.input_buffer) < WAITING_MOST + 8  # those of one read
    go_on.set()
    until(lambda: len(heard) == 2000)
    assert heard == sent
    writing.get()


def test_a_ping_is_answered_while_a_message_is(opened):
    listener, page = opened
    go_on = Event()
    listener.listen(lambda text: go_on.wait(), lambda: None)
    page.say("slow", Ping(b"there?"))
    assert b"there?" in page.sock.recv(100)
    go_on.set()


@pytest.mark.parametrize("ends", ["the page hangs up", "it says goodbye", "a message is refused", "a message raises"])
def test_whatever_ends_a_line_it_is_told_once_and_the_socket_given_back(opened, ends):
    listener, page = opened
    told = []

    def hear(text):
        return {"no": False}[text]

    listener.listen(hear, lambda: told.append("over"))
    if ends == "the page hangs up":
        page.sock.close()
    elif ends == "it says goodbye":
        page.say(CloseConnection(1000))
    else:
        page.say("no" if ends == "a message is refused" else "what raises")
    until(lambda: told)
    if ends != "the page hangs up":
        page.hear(10)
        assert page.texts and page.texts[0].startswith("goodbye") and page.closed
        page.sock.close()
    until(lambda: listener.sock.closed)
    assert told == ["over"]


def bytes_until_the_end(page) -> bytes:
    return b"".join(iter(lambda: page.sock.recv(65536), b""))


GOODBYE = b"\x88\x02" + (1000).to_bytes(2, "big")


def test_nothing_is_said_after_a_goodbye_that_the_page_began(opened):
    listener, page = opened
    go_on = Event()
    listener.listen(lambda text: go_on.wait(), lambda: listener.say("to all who are left"))
    page.say("a question", CloseConnection(1000))
    until(lambda: not listener.connected)
    listener.say("a broadcast")
    with pytest.raises(OSError):
        listener.sock.send(b"a frame of a broadcast")
    go_on.set()
    assert bytes_until_the_end(page) == GOODBYE


def test_nothing_is_said_after_a_goodbye_that_the_server_began(opened):
    listener, page = opened
    listener.listen(lambda text: True, lambda: listener.say("to all who are left"))
    listener.finish()
    listener.say("a broadcast")
    page.sock.shutdown(socket.SHUT_WR)
    assert bytes_until_the_end(page) == GOODBYE


def test_who_does_not_hang_up_when_told_goodbye_is_cut(opened, monkeypatch):
    monkeypatch.setattr(lines, "LINGER", 0.05)
    listener, page = opened
    listener.listen(lambda text: True, lambda: None)
    listener.finish()
    assert page.hear(10) == ["goodbye 1000"]
    until(lambda: listener.sock.closed)


# --- engine.io over it ------------------------------------------------------------------------------


@pytest.fixture
def engine():
    made = engineio.Server(async_mode="gevent", ping_interval=0.05, ping_timeout=5, async_handlers=False)
    made.heard, made.gone = [], []
    made.on("message", lambda sid, text: made.heard.append(text))
    made.on("disconnect", lambda sid, reason: made.gone.append(reason))
    return made


@pytest.fixture
def polling(engine):
    """A page that polls."""
    made = Socket(engine, "one")
    made.connected, engine.sockets["one"] = True, made
    return made


def test_a_page_comes_over_from_polling_and_nothing_is_lost_nor_overtaken(opened, engine, polling):
    listener, page = opened
    poll = spawn(polling.poll)
    sleep(0)
    EngineSocket(polling, listener)
    page.say("2probe")
    assert page.hear() == ["3probe"]
    assert [packet.encode() for packet in poll.get()] == ["6"]
    for number in range(3):
        polling.send(Packet(MESSAGE, f"before {number}"))
    page.say("5", "42mine")
    until(lambda: engine.heard)
    polling.send(Packet(MESSAGE, "after"))
    assert page.hear(5)[1:] == ["4before 0", "4before 1", "4before 2", "4after"]
    assert engine.heard == ["2mine"] and polling.upgraded and polling.queue.empty()


@pytest.mark.parametrize("said", [["4x"], ["2probe", "2probe"], ["2probe", ""], ["b!"]])
def test_a_page_that_fails_to_come_over_goes_on_polling(opened, engine, polling, said):
    listener, page = opened
    EngineSocket(polling, listener)
    page.say(*said)
    page.hear(10)
    assert page.closed
    polling.send(Packet(MESSAGE, "still here"))
    assert "4still here" in [packet.encode() for packet in polling.poll()]
    assert not (polling.upgraded or polling.upgrading or polling.closed or engine.gone)


def test_a_line_that_breaks_ends_its_engine_socket_and_is_forgotten(opened, engine):
    listener, page = opened
    made = engine.sockets["one"] = Socket(engine, "one")
    EngineSocket(made, listener)
    page.sock.close()
    until(lambda: engine.gone)
    assert engine.gone == [engine.reason.TRANSPORT_CLOSE] and engine.sockets == {}


def test_an_engine_socket_that_is_closed_says_goodbye_and_waits_for_nobody(opened, engine):
    listener, page = opened
    made = engine.sockets["one"] = Socket(engine, "one")
    EngineSocket(made, listener)
    engine.disconnect("one")
    assert page.hear(10) == ["1", "goodbye 1000"]
    assert made.closed


def test_a_line_that_is_broken_off_ends_at_once_and_its_page_finds_it_gone(opened, engine):
    listener, page = opened
    made = engine.sockets["one"] = Socket(engine, "one")
    EngineSocket(made, listener)
    drop(made, engine.reason.TRANSPORT_ERROR)
    assert page.hear(10) == ["goodbye 1000"]  # and not "1": its page comes back by itself
    assert page.closed and made.closed and engine.gone == [engine.reason.TRANSPORT_ERROR]


def test_pings_keep_no_greenlet_asleep_and_wait_for_their_answer(opened, engine):
    listener, page = opened
    made = engine.sockets["one"] = Socket(engine, "one")
    pings_without_waiting(lambda sid, environ: None, engine)("one", {})
    EngineSocket(made, listener)
    before = greenlets()
    made.schedule_ping()
    assert greenlets() == before
    assert page.hear() == ["2"]
    sleep(0.2)
    page.sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        page.sock.recv(100)
    page.sock.settimeout(5)
    page.say("3")
    assert page.hear(2) == ["2", "2"]


def test_of_a_request_its_texts_and_the_app_are_kept():
    environ = {"HTTP_COOKIE": "a=b", "flask.app": "app", "wsgi.input": object(), "werkzeug.request": object()}
    assert slim_environ(environ) == {"HTTP_COOKIE": "a=b", "flask.app": "app"}
