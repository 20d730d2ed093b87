"""Strangers, and people who go on after they were told to stop, are hung up; the others are served as before."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

import pytest
import requests
import websocket

from tests.support.clients import PATIENCE, Polling, until
from tests.support.crowd import Crowd
from tests.support.serving import Server

GUESS = '40{"workshop":"ZZZZZZZ","role":"participant"}'
SOON = 14.0
"""Seconds within which whoever is not wanted is gone: their ten, and a look or two."""


@pytest.fixture
def mood(crowd):
    return crowd.facilitator().open("Météo")


def connection(server) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", server.port), SOON)
    made.settimeout(SOON)
    return made


def is_over(line: socket.socket) -> bool:
    """Whether the other side hangs up, whatever it says before; waits for it."""
    with suppress(ConnectionError):
        while line.recv(65536):
            pass
    line.close()
    return True


def test_a_refused_connect_is_told_so_and_its_line_ends(crowd, mood):
    for stranger in (crowd.stranger(), crowd.person("Ana")):
        line = stranger.knock("")
        line.send(GUESS)
        line.wait("to be refused", lambda line=line: line._begins("44") or not line.is_open)
        assert line.heard.count("not open to you") == 1
        line.wait("the end of the line", lambda line=line: not line.is_open, 5)


def test_a_second_try_on_one_line_is_not_answered(crowd, mood):
    line, other = crowd.stranger().knock(""), crowd.person("Bob").socket()
    with suppress(OSError, websocket.WebSocketException):
        for _ in range(5000):
            line.send(GUESS)
    line.wait("the end of the line", lambda: not line.is_open, 5)
    assert line.heard.count("44{") <= 1
    assert other.do(mood, "say", word="calme")


def test_a_place_that_keeps_being_refused_is_slowed_and_whoever_is_in_is_not(crowd, server):
    ana, stranger = crowd.person("Ana"), crowd.stranger()

    def is_turned_away() -> bool:
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            for _ in range(300):
                stranger.knock("").send(GUESS)
        return refused.value.status_code == 429

    assert is_turned_away()
    assert ana.socket().hello()["blocks"]
    assert stranger.get("/").ok


def test_whoever_was_told_to_go_and_goes_on_pouring_is_hung_up(crowd, mood):
    line, other = crowd.person("Flot").socket(), crowd.person("Bob").socket()
    frames = line.ws.sock
    packet = b"\x81\x99\0\0\0\0" + b'42["signal","nonsense!!"]'
    with pytest.raises(OSError):  # the line itself, not what runs over it
        for _ in range(200_000):
            frames.sendall(packet * 20)
    assert other.do(mood, "say", word="calme")


@pytest.mark.parametrize(
    "said", ["3", '42["nothing",1]', "43[]", '42["lead",{}]', '42["at",""]', '42["pages",[["",0,""]]]']
)
def test_nothing_that_can_be_said_is_free(crowd, said):
    line = crowd.person("Bavard").socket()
    with suppress(OSError, websocket.WebSocketException):
        for _ in range(3000):
            line.send(said)
    line.wait("to be hung up", lambda: not line.is_open, 5)


def test_a_line_that_only_answers_pings_and_one_that_waits_to_be_asked_are_hung_up(crowd, server, mood):
    silent, slow, pinging = connection(server), connection(server), crowd.stranger().knock("")
    page = crowd.person("Ana").socket()
    page.hello()
    opened = Polling(crowd.stranger())
    slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    ends = time.monotonic() + SOON
    pinging.wait("the end of the line", lambda: not pinging.is_open, SOON)
    assert is_over(silent) and is_over(slow) and time.monotonic() < ends
    until("its session is over, whatever it was sent before", lambda: opened.poll() == ["400"])
    assert page.is_open and page.hello()["blocks"]


def test_every_seat_and_tab_of_a_person_draws_on_one_budget(crowd, mood):
    tablet, other = crowd.stranger(), crowd.person("Bob").socket()
    tablet.post(f"/rejoindre/{tablet.code}", name="Tablette", site="s1", seats="12")
    who = tablet.who.partition(".")[0]
    said = {"workshop": tablet.code, "role": "participant", "locale": "fr", "sends": True}
    lines = [tablet.socket(auth={**said, "who": f"{who}.{seat}"}) for seat in range(1, 13)]
    began = time.monotonic()
    for line in lines:
        for _ in range(8):
            line.ask("hello", {"have": {}})
    for line in lines:
        line.wait("all answers", lambda line=line: len(line.answers) == 8)
    told = [answer for line in lines for answer in line.answers.values() if "blocks" in answer]
    assert len(told) <= 20 + 5 * (time.monotonic() - began) + 1
    assert other.do(mood, "say", word="calme")


def test_somebody_with_too_many_pages_is_told_so_and_may_open_one_when_another_is_closed(crowd):
    ana = crowd.person("Ana")
    lines = [ana.socket() for _ in range(20)]
    late = ana.knock()
    late.wait("to be refused", lambda: late._begins("44"))
    assert "trop de pages" in late.heard
    lines[0].close()
    until("one more page is let in", lambda: not ana.knock().refused())
    assert all(line.is_open for line in lines[1:])


@pytest.fixture
def narrow(tmp_path):
    """A server that may open few files, and who comes to it."""
    server = Server(tmp_path / "instance", under=("prlimit", "--nofile=160:160")).start()
    crowd = Crowd(server)
    yield crowd
    crowd.close()
    server.stop()
    assert "Traceback" not in server.rest()


def answers(server) -> None:
    for path in ("/readyz", "/healthz", "/"):
        answer = requests.get(server.url + path, timeout=PATIENCE)
        assert answer.ok, (path, answer.text)


def test_when_files_run_out_health_and_pages_still_answer(narrow):
    ana, held = narrow.person("Ana").socket(), []
    assert "Only 160 files" in narrow.server.said
    for _ in range(400):
        with suppress(OSError):
            held.append(connection(narrow.server))
    answers(narrow.server)
    assert ana.hello()["blocks"] and ana.is_open
    for line in held:
        line.close()


def test_when_pages_use_the_files_up_the_next_one_is_refused_and_the_others_are_served(narrow):
    people = [narrow.person(f"P{n}") for n in range(8)]
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        for _ in range(20):
            for person in people:
                person.knock()
    assert refused.value.status_code == 503
    answers(narrow.server)
    first = people[0].sockets[0]
    assert first.is_open and first.hello()["blocks"]
