"""A workshop on the stock python-socketio (STOCK_SOCKETS=1): what people see is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.support.clients import Polling, command, until
from tests.support.serving import ROOT, STOCK, Server
from tests.support.shown import Shown

WRITTEN_FOR_ONE_RELEASE = [
    f"app.live.transport.{name}"
    for name in ("each_frame_once", "claims", "engine_socket", "engineio_patches", "websocket")
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("stock") / "instance", STOCK).start()
    yield made
    made.stop()
    assert "Traceback" not in made.rest(), made.said


@pytest.fixture
def lead(crowd):
    return crowd.facilitator()


def polled(browser) -> Polling:
    page = Polling(browser)
    page.post(f'40{{"workshop":"{browser.code}","role":"participant","locale":"fr"}}')
    assert page.until("40").startswith("40{")
    page.post('420["hello",{"have":{}}]')
    assert page.until("430").startswith("430")
    return page


def test_a_command_is_acknowledged_and_reaches_all_at_both_sites_over_both_transports(crowd, lead):
    mood = lead.open("Météo")
    ana, bob = crowd.person("Ana", "s1").socket(), crowd.person("Bob", "s2").socket()
    screen, polls = crowd.screen().socket("screen"), polled(crowd.person("Cléo", "s2"))
    for line in (bob, screen, lead.socket):
        line.hello()
    assert ana.do(mood, "say", word="limpide")
    for line in (bob, screen, lead.socket):
        line.wait("the word", lambda line=line: "limpide" in line.heard)
    assert "limpide" in polls.until('42["show",{"channel":"' + mood)
    polls.post("421" + json.dumps(["command", command(mood, "say", word="posé")]))
    assert '"accepted"' in polls.until("431")
    bob.wait("the word of the page that polls", lambda: "posé" in bob.heard)


def test_a_command_sent_twice_counts_once(crowd, lead):
    mood, ana = lead.open("Météo"), crowd.person("Ana").socket()
    asked = command(mood, "say", "deux-fois", word="double")
    first, second = ana.call("command", asked), ana.call("command", asked)
    assert first["kind"] == second["kind"] == "accepted" and first["entry"] == second["entry"]


def test_a_page_whose_line_is_cut_comes_back_to_what_it_missed(crowd, lead):
    mood, ana, bob = lead.open("Météo"), crowd.person("Ana"), crowd.person("Bob").socket()
    line = ana.socket()
    line.hello()
    line.close()
    bob.do(mood, "say", word="entretemps")
    again = ana.socket()
    again.hello()
    assert "entretemps" in again.heard
    bob.do(mood, "say", word="ensuite")
    again.wait("what comes after", lambda: "ensuite" in again.heard)
    assert Shown().replay(again.frames).asked_again == 0


def test_pages_come_back_to_a_server_that_was_started_again(server, crowd, lead):
    mood, ana = lead.open("Météo"), crowd.person("Ana")
    line = ana.socket()
    line.do(mood, "say", word="gardé")
    server.stop()
    line.wait("the end", lambda: not line.is_open)
    assert line.events("leaving") == [{}] and not line._begins("41")
    server.start()
    again = ana.socket()
    again.hello()
    assert "gardé" in again.heard


def test_what_is_hidden_and_who_wrote_it_are_sent_to_nobody(crowd, lead):
    activity = lead.add("ideation", "En silence", ["collect", "reveal", "read", "cluster", "vote", "decide"])
    watchers = [crowd.person("Temoin").socket(), crowd.screen().socket("screen"), lead.socket]
    for line in watchers:
        line.hello()
    author = crowd.person("Anatoline", "s2")
    author.socket().do(activity, "write", text="zorglub en secret")
    for line in watchers:
        line.hello()
        assert "zorglub" not in line.heard
    lead.stage("En silence", "reveal")
    for line in watchers:
        line.wait("the card, once it is shown", lambda line=line: "zorglub" in line.heard)
    for line in watchers[:2]:
        assert "Anatoline" not in line.heard and author.who not in line.heard


def test_whoever_is_taken_out_is_told_and_gets_nothing_more_done(crowd, lead):
    mood, eve = lead.open("Météo"), crowd.person("Eve")
    line, other = eve.socket(), crowd.person("Bob").socket()
    line.hello()
    lead.browser.post(f"/animer/{eve.code}/personnes/{eve.who}/retirer", from_page=f"/animer/{eve.code}/personnes")
    line.wait("to be cut", lambda: line.was_cut)
    assert eve.knock().refused()
    other.do(mood, "say", word="calme")
    assert "calme" not in line.heard


def test_a_line_that_no_page_claims_is_hung_up_and_the_others_are_served(crowd, lead):
    mood, ana, stranger = lead.open("Météo"), crowd.person("Ana").socket(), crowd.stranger()
    silent, refused = stranger.knock(""), stranger.knock("")
    refused.send('40{"workshop":"ZZZZZZZ","role":"participant"}')
    refused.wait("the refusal", lambda: refused._begins("44"))
    assert ana.do(mood, "say", word="calme")
    for line in (refused, silent):
        line.wait("the end of the line", lambda line=line: not line.is_open, 14)
    assert ana.is_open and ana.hello()["blocks"]


def test_a_message_too_long_ends_its_line_and_memory_does_not_grow_with_it(crowd, lead):
    mood, ana, bob = lead.open("Météo"), crowd.person("Ana").socket(), crowd.person("Bob").socket()
    ana.is_reading = False
    with pytest.raises(OSError):
        head = b"\x81\xff" + (1 << 30).to_bytes(8, "big") + b"\0\0\0\0"
        for piece in [head, *[b"x" * 65_536] * 16_000]:
            ana.ws.sock.sendall(piece)
    until("Bob is served", lambda: bob.command(mood, "say", word="calme")["kind"] == "accepted")


def test_nothing_that_is_written_for_one_release_of_the_library_is_imported(tmp_path):
    code = (
        "import sys; from app import create_app; from app.config import from_environment as settings; "
        "create_app(settings()); "
        f"print([name for name in {WRITTEN_FOR_ONE_RELEASE} if name in sys.modules])"
    )
    for settings, imported in ((STOCK, []), ({}, WRITTEN_FOR_ONE_RELEASE)):
        env = {**os.environ, "INSTANCE": str(tmp_path), **settings}
        out = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True
        )
        assert out.stdout.strip() == str(imported), out.stderr
