"""One who floods is slowed, told so, and cut; the others notice nothing."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
import websocket

from tests.support.clients import command, until
from tests.support.inside import read_log
from tests.support.serving import on_both

BURST, RATE = 30, 30


@pytest.fixture
def mood(crowd):
    return crowd.facilitator().open("Météo")


def pour(line, mood, name, count) -> int:
    """Send commands without waiting; how many went before the line was cut."""
    for n in range(count):
        try:
            line.ask("command", command(mood, "say", f"{name}-{n}", word=f"{name}{n}"))
        except (OSError, websocket.WebSocketException):
            return n
    return count


def accepted(server, name) -> int:
    return len(read_log(server.instance, "seq", where=f"request_id like '{name}-%'"))


@on_both
def test_a_flooder_is_told_later_then_cut_and_others_are_served(crowd, server, mood):
    flooder, other = crowd.person("Flot").socket(), crowd.person("Bob").socket()
    began = time.monotonic()
    sent = pour(flooder, mood, "flot", 1000)
    for n in range(20):
        assert other.do(mood, "say", word=f"calme {n}")
    flooder.wait("to be cut", lambda: flooder.was_cut)
    seconds = time.monotonic() - began
    kinds = [answer["kind"] for answer in list(flooder.answers.values())]
    assert sent > 100 and "later" in kinds
    assert 0 < accepted(server, "flot") <= BURST + RATE * seconds + 1
    assert accepted(server, "flot") < 300


def test_coming_back_fills_no_bucket(crowd, server, mood):
    """Neither on the same line nor on new ones: the bucket is the person's."""
    person = crowd.person("Retour")
    began = time.monotonic()
    for back in range(12):
        line = person.socket()
        pour(line, mood, f"retour-{back}", 30)
        with suppress(AssertionError):
            line.wait("answers", lambda line=line: len(line.answers) == 30 or line.was_cut, 3)
        line.close()
    seconds = time.monotonic() - began
    assert 0 < accepted(server, "retour") <= BURST + RATE * seconds + 1


def test_two_tabs_share_one_bucket(crowd, server, mood):
    person = crowd.person("Onglets")
    tabs = [person.socket(), person.socket(), person.socket()]
    began = time.monotonic()
    for place, tab in enumerate(tabs):
        pour(tab, mood, f"onglet-{place}", 40)
    for tab in tabs:
        tab.wait("all answers", lambda tab=tab: len(tab.answers) == 40 or tab.was_cut)
    assert 0 < accepted(server, "onglet") <= BURST + RATE * (time.monotonic() - began) + 1


@on_both
def test_an_outbox_that_drains_is_slowed_and_never_cut(crowd, server, mood):
    line, other = crowd.person("Boite").socket(), crowd.person("Bob").socket()
    began = time.monotonic()
    for part in range(2):
        id = line.ask("batch", [command(mood, "say", f"boite-{part}-{n}", word=f"b{n}") for n in range(75)])
        assert other.do(mood, "say", word="calme")
        assert {answer["kind"] for answer in line.answer(id)} == {"accepted"}
    assert accepted(server, "boite") == 150
    assert time.monotonic() - began > (150 - BURST) / RATE - 1
    until("the bucket fills", lambda: line.command(mood, "say", word="encore")["kind"] == "accepted", 2)
    assert not line.was_cut


@on_both
def test_a_flood_of_hellos_and_signals_is_cut_too(crowd, mood):
    flooder, other = crowd.person("Bonjour").socket(), crowd.person("Bob").socket()
    with suppress(OSError, websocket.WebSocketException):
        for _ in range(600):
            flooder.ask("hello", {"have": {}})
    assert other.do(mood, "say", word="calme")
    flooder.wait("to be cut", lambda: flooder.was_cut)
    assert {"later": True} in flooder.answers.values()
