"""Proxies that hold WebSocket back, each in its own way: the word arrives all the same, within 20 seconds."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from tests.support.browser import lead
from tests.support.road import ANY, Road

WITHIN = 20_000
HEAD = b"\r\n\r\n"
WAYS = ("refused", "silent", "mute", "cut")


class Proxy(Road):
    """Carries requests like any other, and of WebSocket what its `way` lets through."""

    def __init__(self, port: int, way: str):
        self.way = way
        super().__init__(port)

    def _connect(self, here: socket.socket):
        head = b""
        while HEAD not in head and (data := here.recv(ANY)):
            head += data
        if b"upgrade: websocket" in head.lower():
            getattr(self, f"_{self.way}")(here, head)
        else:
            self._pass_on(here, head)

    def _pass_on(self, here: socket.socket, head: bytes) -> socket.socket:
        there = socket.create_connection(("127.0.0.1", self.to))
        self.lines += (here, there)
        there.sendall(head)
        self._start(self._carry, here, there)
        self._start(self._carry, there, here)
        return there

    def _refused(self, here: socket.socket, head: bytes):
        """As proxies that know nothing of it."""
        here.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        here.close()

    def _silent(self, here: socket.socket, head: bytes):
        """The request is swallowed."""
        self.lines.append(here)

    def _mute(self, here: socket.socket, head: bytes):
        """It opens, and nothing comes through."""
        there = socket.create_connection(("127.0.0.1", self.to))
        self.lines += (here, there)
        there.sendall(head)
        here.sendall(there.recv(ANY).partition(HEAD)[0] + HEAD)

    def _cut(self, here: socket.socket, head: bytes):
        """It opens, and ends as soon as something has been said."""
        there = self._pass_on(here, head)
        with suppress(OSError):
            time.sleep(0.3)  # the proxy's own patience: nothing is waited for
            there.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def proxies(server):
    made = {way: Proxy(server.port, way) for way in WAYS}
    yield made
    for one in made.values():
        one.close()


def test_the_word_arrives_whatever_a_proxy_does_to_websocket(people, server, proxies):
    lead(people.facilitator(), "Météo")
    ana = people.participant("Ana")
    pages = {}
    for way, proxy in proxies.items():
        page = people.page("phone")
        page.goto(server.link("Participants").replace(f":{server.port}", f":{proxy.port}"))
        page.locator("input[name=name]").fill(way.title())
        page.get_by_role("button", name="Entrer").click()
        page.wait_for_url("**/atelier/**")
        pages[way] = page
    ana.locator("#mine input[name=word]").fill("limpide")
    ana.locator("#mine input[name=word]").press("Enter")
    for way, page in pages.items():
        expect(page.locator(".cloud"), way).to_contain_text("limpide", timeout=WITHIN)
        page.locator("#mine input[name=word]").fill(f"par {way}")
        page.locator("#mine input[name=word]").press("Enter")
        expect(ana.locator(".cloud"), way).to_contain_text(f"par {way}", timeout=WITHIN)
        expect(page.locator("#banner"), way).to_be_hidden(timeout=WITHIN)
    chosen = pages["silent"].evaluate("() => localStorage.getItem('beffroi/line')")
    assert chosen.startswith("round@"), "the choice is kept: the next page does not wait again"
