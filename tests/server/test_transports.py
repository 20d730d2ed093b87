"""The same workshop over WebSocket, over polling, and on the way from one to the other."""

from __future__ import annotations

import json

import pytest
import websocket

from tests.support.clients import PATIENCE, Polling, command, until
from tests.support.inside import memory
from tests.support.serving import on_both


@pytest.fixture
def mood(crowd):
    return crowd.facilitator().open("Météo")


def polled(browser) -> Polling:
    page = Polling(browser)
    page.post(f'40{{"workshop":"{browser.code}","role":"participant","locale":"fr"}}')
    assert page.until("40").startswith("40{")
    page.post('420["hello",{"have":{}}]')
    assert page.until("430").startswith("430")
    return page


def come_over(page: Polling) -> websocket.WebSocket:
    """What a page's client does to leave polling."""
    browser = page.browser
    address = browser.base.replace("http", "ws") + page.path.replace("polling", "websocket")
    line = websocket.create_connection(address, origin=browser.base, cookie=browser.cookie, timeout=PATIENCE)
    line.send("2probe")
    assert line.recv() == "3probe"
    assert "6" in page.poll()
    line.send("5")
    return line


def heard(line, start: str) -> str:
    while not (packet := line.recv()).startswith(start):
        if packet == "2":
            line.send("3")
    return packet


@on_both
def test_a_page_that_polls_is_told_what_others_write(crowd, mood):
    page, bob = polled(crowd.person("Ana")), crowd.person("Bob").socket()
    bob.do(mood, "say", word="limpide")
    assert "limpide" in page.until('42["show",{"channel":"' + mood)


@on_both
def test_a_page_comes_over_to_websocket_and_goes_on_where_it_was(crowd, mood):
    page, bob = polled(crowd.person("Ana")), crowd.person("Bob").socket()
    bob.hello()
    line = come_over(page)
    bob.do(mood, "say", word="franchi")
    assert "franchi" in heard(line, '42["show",{"channel":"' + mood)
    line.send("421" + json.dumps(["command", command(mood, "say", word="arrivé")]))
    assert json.loads(heard(line, "431")[3:])[0]["kind"] == "accepted"
    until("Bob sees it", lambda: "arrivé" in bob.heard)
    line.shutdown()


@on_both
def test_a_page_that_is_gone_is_counted_out_at_once(crowd, mood):
    lead, ana = crowd.facilitator(), crowd.person("Ana", "s2")
    lead.socket.hello()
    line = ana.socket()
    lead.socket.wait("to be told that she is there", lambda: online(lead) == 1)
    line.close()
    lead.socket.wait("to be told that she is gone", lambda: online(lead) == 0)


def online(lead) -> int:
    """The last that a console was told of who has a page open at Amiens."""
    told = [data["parts"]["s2"] for data in lead.socket.events("show") if "s2" in data.get("parts", {})]
    return int(told[-1].split('data-head="En ligne">')[1].split("<")[0]) if told else -1


def test_pages_take_little_memory(crowd, server, mood):
    """Not a figure, those are the bench's: a greenlet for each would break it several times over."""
    people = [crowd.person(f"P{number}") for number in range(10)]
    for person in people:
        person.socket().hello()
    before = memory(server)
    lines = [person.socket() for person in people for _ in range(15)]
    for line in lines:
        line.hello()
    assert (memory(server) - before) / len(lines) < 40
