"""The web server when it is crowded: no file is left, a body that never ends, an answer that nobody takes."""

from __future__ import annotations

import os
import resource
import time

import pytest
from gevent import sleep
from gevent import socket as green

from app.live.transport.server import UNREAD_MOST, serve


def answer(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@pytest.fixture
def server():
    made = serve(("127.0.0.1", 0), answer)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def no_file():
    """Not one file more may be opened, until it is called."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    more = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))  # noqa: E731

    def none():
        free = os.dup(0)
        os.close(free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
        return more

    yield none
    more()


def asked(client) -> bytes:
    client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    return client.recv(65536)


def test_where_no_file_is_left_those_who_come_wait_nothing_spins_and_they_are_served_in_the_end(server, no_file, capfd):
    client = green.socket()
    more = no_file()
    client.connect(server.address)
    began = time.thread_time()
    sleep(0.5)
    spent = time.thread_time() - began
    more()
    assert asked(client).startswith(b"HTTP/1.1 200")
    assert spent < 0.1 and "Traceback" not in capfd.readouterr().err
    client.close()


def test_where_no_file_is_left_the_one_who_said_nothing_goes_for_the_one_who_comes(server, no_file):
    silent, client = green.socket(), green.socket()
    silent.connect(server.address)
    sleep(0.05)  # it is taken
    no_file()
    client.connect(server.address)
    assert asked(client).startswith(b"HTTP/1.1 200")
    assert silent.recv(1) == b""
    silent.close()
    client.close()


def test_a_body_that_nobody_wants_is_not_read_to_its_end(server):
    client = green.create_connection(server.address)
    size = UNREAD_MOST + 1
    client.sendall(f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\nabc".encode())
    said = b""
    while more := client.recv(65536):
        said += more
    assert said.startswith(b"HTTP/1.1 200") and len(server.callers.sending) == 0
    client.close()


def test_a_connection_that_was_answered_may_ask_again_and_is_idle_meanwhile(server):
    client = green.create_connection(server.address)
    for _ in range(3):
        assert asked(client).endswith(b"ok")
        assert (len(server.callers.idle), len(server.callers.silent)) == (1, 0)
    client.close()
    while len(server.callers.idle):
        sleep(0)
