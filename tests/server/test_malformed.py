"""Packets that no page sends: an answer or a cut at once, nobody else notices, and the log stays one line a packet."""

from __future__ import annotations

import json
import socket
import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
import requests
import websocket

from tests.server.clients import PATIENCE, POLLING, Crowd, Polling, command, memory, until

TEXT, BINARY = websocket.ABNF.OPCODE_TEXT, websocket.ABNF.OPCODE_BINARY
MEMORY = 100 * 1024  # kB

DEEP = "[" * 1500
HUGE = "x" * 300_000
SAY = '["command",{"activity":"%s","name":"say","request_id":"%s","data":%s}]'

CUT = {
    "no packet": "",
    "no engine type": "x",
    "an engine type there is not": "9",
    "base64 that is none": "b!",
    "a ping of another version": "2probe",
    "text that is no packet": "4hello",
    "deep in the engine's packet": "4" + DEEP,
    "deep in an event": "420" + DEEP,
    "deeper than allowed": "420" + "[" * 50_000,
    "deep objects": "420" + '{"a":' * 1500,
    "an event without a name": "420[]",
    "an event that is a text": '420"command"',
    "an event that is an object": '420{"a":1}',
    "an event that is nothing": "420null",
    "an event whose name is a list": '420[["command"]]',
    "an event whose name is an object": '420[{"a":1}]',
    "too many arguments": '420["command",1,2,3]',
    "a negative id": '42-1["hello"]',
    "an id of 200 figures": "42" + "9" * 200 + '["hello"]',
    "an id of another alphabet": '42²["hello"]',
    "half of JSON": '420["hello",{"a":',
    "not a number": '420["command",NaN]',
    "infinity": '420["command",-Infinity]',
    "an integer of 10,000 figures": '420["command",' + "9" * 10_000 + "]",
    "a packet type there is not": "49",
    "an error to connect": '44{"message":"no"}',
    "attachments that never come": '4599999999999-["command",{"_placeholder":true,"num":0}]',
    "one attachment": '451-["command",{"_placeholder":true,"num":0}]',
    "a forged arrival": '420["connect",{},{"role":"facilitator"}]',
    "a forged departure": '420["disconnect","transport close"]',
}

REFUSED = {
    "a list": "[]",
    "a text": '"say"',
    "a number": "7",
    "nothing": "null",
    "no fields": "{}",
    "fields of other types": '{"activity":1,"name":[],"data":{},"request_id":{}}',
    "data that is a list": '{"activity":"ID","name":"say","data":[1],"request_id":"r-list"}',
    "no request id": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":""}',
    "a request id with a lone surrogate": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":"\\ud800"}',
    "a request id of 1,000 signs": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":"%s"}'
    % ("r" * 1000),
    "a lone surrogate for an activity": '{"activity":"\\udfff","name":"say","data":{},"request_id":"r1"}',
    "a lone surrogate for a command": '{"activity":"ID","name":"\\ud800","data":{},"request_id":"r2"}',
    "a NUL for a command": '{"activity":"ID","name":"say\\u0000","data":{},"request_id":"r3"}',
    "a lone surrogate for a field": '{"activity":"ID","name":"say","data":{"\\ud800":1},"request_id":"r4"}',
    "a word that is deep": '{"activity":"ID","name":"say","data":{"word":%s},"request_id":"r5"}'
    % ("[" * 600 + "]" * 600),
    "a list of lone surrogates": '{"activity":"ID","name":"say","data":{"word":["\\ud800"]},"request_id":"r6"}',
    "a word that is a number": '{"activity":"ID","name":"say","data":{"word":1e400},"request_id":"r7"}',
    "a word of nothing but NUL": '{"activity":"ID","name":"say","data":{"word":"\\u0000"},"request_id":"r8"}',
    "a word of 90,000 signs": '{"activity":"ID","name":"say","data":{"word":"%s"},"request_id":"r9"}' % ("w" * 90_000),
    "a field more": '{"activity":"ID","name":"say","data":{"word":"a","who":"ana","role":"system"},"request_id":"r10"}',
    "a method of the object": '{"activity":"ID","name":"__class__","data":{},"request_id":"r11"}',
}  # fmt: skip


@pytest.fixture(scope="module")
def bob(server):
    """Somebody else, on one line from the first test to the last."""
    crowd = Crowd(server)
    lead = crowd.facilitator()
    lead.open("Météo")
    line: Any = crowd.person("Bob").socket()
    line.mood, line.ana = lead.ids["Météo"], crowd.person("Ana")
    yield line
    crowd.close()


@pytest.fixture
def ana(bob):
    """The one who misbehaves; her browser stays the same, each test opens a line of its own."""
    yield bob.ana
    for line in bob.ana.sockets:
        line.close()
    bob.ana.sockets.clear()


@pytest.fixture
def mood(bob) -> str:
    return bob.mood


@pytest.fixture
def bystander(server, bob, mood):
    """He must be served as if nothing was; at the end of a test the server has not complained either."""
    before = len(server.rest())

    def is_served():  # one person's own pace holds for him too
        return until("Bob is served", lambda: bob.command(mood, "say", word="calme")["kind"] == "accepted", 5)

    yield is_served
    is_served()
    said = server.rest()[before:]
    assert "Traceback" not in said and "failed" not in said, said[-3000:]


@pytest.mark.parametrize("packet", CUT.values(), ids=CUT.keys())
def test_what_is_no_packet_is_passed_over_or_cut_at_once(ana, bystander, packet):
    line = ana.socket()
    line.send(packet)
    with suppress(OSError, websocket.WebSocketException):
        line.ask("hello", {"have": {}})
    line.wait("an answer or a cut", lambda: line.answers or line.was_cut, 5)
    bystander()


@pytest.mark.parametrize("message", REFUSED.values(), ids=REFUSED.keys())
def test_a_command_of_the_wrong_form_is_answered_in_words(ana, mood, bystander, message):
    line = ana.socket()
    line.send('427["command",' + message.replace("ID", mood) + "]")
    answer = line.answer(7, 5)
    assert answer["kind"] in ("refused", "errors") and (answer.get("sentence") or answer["errors"])
    bystander()
    assert line.do(mood, "say", word="encore là")


def test_lone_surrogates_and_nul_inside_a_text_are_left_out(ana, mood, bystander):
    line = ana.socket()
    line.send(
        f'427["command",{{"activity":"{mood}","name":"say","data":{{"word":"a\\ud800b\\u0000c"}},"request_id":"s"}}]'
    )
    assert line.answer(7)["kind"] == "accepted"
    assert "abc" in json.dumps(line.hello())
    bystander()


@pytest.mark.parametrize("said", ["null", "7", "[]", '"x"', '{"have":[]}', '{"activity":[]}', '{"activity":"\\ud800"}',
                                  '{"have":{"board":{"n":"\\ud800"}}}'])  # fmt: skip
def test_a_strange_hello_is_answered_as_one_from_nowhere(ana, bystander, said):
    line = ana.socket()
    line.send(f'427["hello",{said}]')
    assert line.answer(7)["blocks"]
    bystander()


@pytest.mark.parametrize("said", ["null", "7", "{}", '"x"', "[[]]", "[null,7]", '[{"activity":"\\ud800"}]'])
def test_a_strange_batch_and_a_strange_signal_are_answered(ana, bystander, said):
    line = ana.socket()
    line.send(f'427["batch",{said}]')
    assert all(answer["kind"] == "refused" for answer in line.answer(7))
    line.send(f'428["signal",{said}]')
    assert line.answer(8) == {}
    bystander()


@pytest.mark.parametrize("auth", ["", "[]", "7", '"x"', "{}", '{"role":[],"workshop":"A"}', '{"role":"facilitator"}',
                                  '{"role":"participant","workshop":7}', '{"role":"participant","workshop":"\\ud800"}',
                                  '{"role":{"a":1},"workshop":{}}', DEEP, "{" * 90_000])  # fmt: skip
def test_a_strange_way_to_connect_is_refused(ana, bystander, auth):
    line = ana.knock("")
    line.send("40" + auth)
    assert line.refused(5)
    bystander()


def test_a_packet_over_the_limit_ends_its_connection_and_nobody_elses(ana, mood, bystander):
    line = ana.socket()
    with suppress(OSError, websocket.WebSocketException):
        line.send("420" + SAY % (mood, "h1", json.dumps({"word": HUGE})))
    line.wait("to be cut", lambda: line.was_cut, 5)
    bystander()


def flood(line, packets):
    """Send raw bytes until they are all gone or the server cuts."""
    line.ws.sock.settimeout(5)
    for packet in packets:
        try:
            line.ws.sock.sendall(packet)
        except OSError:
            return


def raw_frame(head: int, payload: bytes, says: int | None = None) -> bytes:
    """A client's frame, masked with zeros; `says` is the length that it claims."""
    size = len(payload) if says is None else says
    return struct.pack("!BBQ", head, 0x80 | 127, size) + b"\0\0\0\0" + payload


@pytest.mark.parametrize(
    "kind", ["one frame of 1 GB", "frames without an end", "a bomb", "attachments", "unread answers"]
)
def test_memory_is_bounded_whatever_one_connection_sends(crowd, server, mood, bystander, kind):
    before = memory(server)
    ana = crowd.person("Ana")
    line = ana.knock(header=["Sec-WebSocket-Extensions: permessage-deflate"]) if kind == "a bomb" else ana.socket()
    block = b"x" * 65536
    if kind == "one frame of 1 GB":
        flood(line, [raw_frame(0x81, b"4", 1 << 30), *[block] * 3200])
    elif kind == "frames without an end":
        flood(line, [raw_frame(0x01, b"4"), *[raw_frame(0x00, block)] * 3200])
    elif kind == "a bomb":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(b"x" * 300_000_000) + packer.flush(zlib.Z_SYNC_FLUSH)
        flood(line, [raw_frame(0xC1, packed[:-4])])
    elif kind == "attachments":
        flood(line, [raw_frame(0x81, b'459999-["hello"]'), *[raw_frame(0x82, block)] * 3200])
    else:
        slow_batch = json.dumps([command(mood, "say", word="lent") for _ in range(200)])
        filler = b'42["x","' + block + b'"]'
        flood(line, [raw_frame(0x81, f'420["batch",{slow_batch}]'.encode()), *[raw_frame(0x81, filler)] * 3200])
    bystander()
    assert memory(server) - before < MEMORY


@pytest.mark.parametrize("kind", ["reserved bits", "an opcode there is not", "a long ping", "no mask", "no UTF-8",
                                  "half a frame", "a binary packet"])  # fmt: skip
def test_broken_frames_end_their_connection(ana, bystander, kind):
    line = ana.socket()
    frames = {
        "reserved bits": raw_frame(0xF1, b"4"),
        "an opcode there is not": raw_frame(0x83, b"4"),
        "a long ping": raw_frame(0x89, b"p" * 500),
        "no mask": b"\x81\x012",
        "no UTF-8": raw_frame(0x81, b'42["\xff\xfe"]'),
        "half a frame": raw_frame(0x81, b"4", 50)[:-1],
        "a binary packet": raw_frame(0x82, b"\x00\x01\x02"),
    }
    line.ws.sock.sendall(frames[kind])
    if kind == "half a frame":
        line.close()
    line.wait("to be cut", lambda: line.was_cut, 5)
    bystander()


BODIES = {
    "nothing": "",
    "no packet": "x",
    "no packets": "\x1e\x1e",
    "no UTF-8": b"\xff\xfe",
    "base64 that is none": "b!",
    "deep": "4" + DEEP,
    "an event without a name": "42[]",
    "100 packets": "\x1e".join(["3"] * 100),
    "JSONP": "d=4" + DEEP,
    "JSONP that is none": "d",
    "JSONP without a value": "d=",
    "90 kB": "42" + "9" * 90_000,
    "a lone surrogate": '420["command",{"activity":"a","name":"b","data":{},"request_id":"\\ud800"}]',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_polling_takes_strange_bodies_without_a_fault(ana, bystander, body):
    line = Polling(ana)
    line.post(f'40{{"workshop":"{ana.code}","role":"participant"}}')
    assert line.until("40").startswith("40")
    assert line.post(body).status_code < 500
    bystander()


def test_an_oversized_polling_post_is_refused_before_it_is_read(ana, server, bystander):
    before = memory(server)
    line = Polling(ana)
    with suppress(requests.ConnectionError):  # it may hang up while we still send
        assert line.post("4" * 5_000_000).status_code == 413
    chunks = (b"4" * 50_000 for _ in range(100))
    with suppress(requests.ConnectionError):
        answer = line.browser.http.post(line.browser.base + line.path, data=chunks, timeout=PATIENCE)
        assert answer.status_code == 413
    bystander()
    assert memory(server) - before < MEMORY


def spoken(server, request: bytes, ends: bool = False) -> bytes:
    """What the server answers to these bytes; "" where it hangs up or waits."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as line:
        said = b""
        with suppress(OSError):
            line.sendall(request)
            if ends:
                line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                said += more
        return said


LIES = {
    "more than comes": b"Content-Length: 5000",
    "less than comes": b"Content-Length: 1",
    "none": b"X-None: 1",
    "a word": b"Content-Length: many",
    "a negative one": b"Content-Length: -1",
    "a huge one": b"Content-Length: 99999999999999999999999",
    "two": b"Content-Length: 1\r\nContent-Length: 9",
    "other figures": "Content-Length: ٣".encode(),
    "chunks that are none": b"Transfer-Encoding: chunked",
    "chunks and a length": b"Content-Length: 3\r\nTransfer-Encoding: chunked",
}


@pytest.mark.parametrize("path", ["/socket.io", "/rejoindre"])
@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_content_length_that_lies_harms_nobody(ana, server, bystander, lie, path):
    where = Polling(ana).path if path == "/socket.io" else f"/rejoindre/{server.code}"
    head = f"POST {where} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
    said = spoken(server, head + lie + b"\r\n\r\n" + b"zzz", ends=True)
    assert not said.startswith(b"HTTP/1.1 5"), said
    bystander()


REQUESTS = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "a path of 100 kB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "a header of 1 MB": b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "10,000 headers": b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 10_000 + b"\r\n",
    "a NUL in the path": b"GET /rejoindre/%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "a path of no UTF-8": b"GET /rejoindre/%ff%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "a surrogate in the path": b"GET /rejoindre/%ed%a0%80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "a strange host": b"GET / HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "a strange cookie": b"GET / HTTP/1.1\r\nHost: a\r\nCookie: beffroi=\xff\x00;;;=\r\nConnection: close\r\n\r\n",
    "an upgrade without a key": b"GET WS HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "an upgrade of another version": b"GET WS HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "an upgrade of a page": b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "an upgrade that is no GET": b"POST WS HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS.keys())
def test_a_request_that_no_browser_sends_is_refused_without_a_fault(server, bystander, request_):
    said = spoken(server, request_.replace(b"WS", b"/socket.io/?EIO=4&transport=websocket"), ends=True)
    assert not said.startswith(b"HTTP/1.1 5"), said[:300]
    # What a proxy is not told of it finds out with its next request, and takes this server for a dead one.
    assert b"Upgrade" not in request_ or b"\r\nConnection: close\r\n" in said
    bystander()


QUERIES = ["EIO=3&transport=polling", "EIO=4&transport=carrier-pigeon", "EIO=4&transport=polling&sid=nobodys",
           "EIO=4&transport=polling&j=x", "EIO=4&transport=polling&j=", "EIO=4&transport=websocket", "", "sid=%ff%00",
           "EIO=4&transport=polling&sid=a&sid=b"]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_strange_query_of_the_socket_is_refused_without_a_fault(ana, bystander, query):
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = ana.http.request(method, f"{ana.base}/socket.io/?{query}", timeout=PATIENCE)
        assert answer.status_code < 500
    bystander()


@pytest.mark.parametrize("first", ["x", "", "2", "2probe|x", "2probe|", "b!", "4" + DEEP])
def test_a_strange_change_of_transport_ends_it(ana, bystander, first):
    browser = ana
    path = Polling(browser).path.replace("polling", "websocket")
    line = websocket.create_connection(
        browser.base.replace("http", "ws") + path, origin=browser.base, cookie=browser.cookie, timeout=5
    )
    with suppress(OSError, websocket.WebSocketException):
        for packet in first.split("|"):
            line.send(packet)
        while line.recv():
            pass
    line.shutdown()
    bystander()


def test_a_line_left_half_open_keeps_nobody_from_being_served(server, bystander):
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    for line in lines:
        line.sendall(f"POST {POLLING}&sid=x HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\nabc".encode())
    bystander()
    for line in lines:
        line.close()
    bystander()
