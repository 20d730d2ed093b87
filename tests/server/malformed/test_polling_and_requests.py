"""Requests that no browser sends, whole or in part: refused without a fault, and nobody else waits."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest
import requests
import websocket

from tests.support.clients import PATIENCE, POLLING, Polling
from tests.support.inside import memory
from tests.support.malformed import DEEP, MEMORY, spoken

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
