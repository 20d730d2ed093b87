"""A stop that was asked for: what was acknowledged is kept, the rest is sent again, and pages know they come back."""

from __future__ import annotations

import json
import socket
import struct
import subprocess
import threading
from collections import Counter
from contextlib import closing

import pytest
import requests

from tests.support.clients import Polling, command, until
from tests.support.inside import read_log
from tests.support.senders import Sender
from tests.support.serving import on_both

GOES_WITHIN = 15
"""Seconds after which a server that is asked to stop hangs; it takes a few."""


def leave(server) -> str:
    """SIGTERM; what it said until it ended, by itself and without a complaint."""
    server.process.terminate()
    try:
        assert server.process.wait(GOES_WITHIN) == 0, server.rest()
    except subprocess.TimeoutExpired:
        pytest.fail(f"The server hangs on its way out: {server.rest()}")
    server._ended()
    said = server.rest()
    assert "Traceback" not in said, said
    return said


def words(server) -> list[tuple[str, str]]:
    rows = read_log(server.instance, "request_id", "data", where="name = 'say'")
    return [(request_id, json.loads(data)["word"]) for request_id, data in rows]


@on_both
def test_a_burst_goes_on_through_a_stop_and_each_word_counts_once(server, crowd):
    lead = crowd.facilitator()
    mood = lead.open("Météo")
    senders = [Sender(name, crowd.person(name), mood) for name in ("ana", "bob", "cle", "dan")]
    for _ in range(2):
        before = sum(len(sender.acknowledged) for sender in senders)
        until("words go in", lambda before=before: sum(len(s.acknowledged) for s in senders) > before + 20)
        leave(server)
        kept = {request_id for request_id, _word in words(server)}
        acknowledged = {id for sender in senders for id in sender.acknowledged}
        assert acknowledged <= kept, f"acknowledged and lost: {acknowledged - kept}"
        server.start()
    for sender in senders:
        sender.finish()
    found = words(server)
    acknowledged = [id for sender in senders for id in sender.acknowledged]
    assert Counter(request_id for request_id, _word in found) == Counter(acknowledged), "each once, and nothing else"
    for sender in senders:  # each one's own order, across the stops
        own = [word for _id, word in found if word.startswith(sender.name)]
        assert own == sorted(own) and len(own) == sender.number


@on_both
def test_pages_are_told_that_it_stops_and_come_back_as_who_they_are(server, crowd):
    lead, ana = crowd.facilitator(), crowd.person("Ana")
    lead.open("Météo")
    line, ben = ana.socket(), crowd.person("Ben")
    polls = Polling(ben)
    polls.post("40" + json.dumps({"workshop": ben.code, "role": "participant", "locale": "en"}))
    polls.until("40")
    heard = []
    thread = threading.Thread(target=lambda: heard.extend([polls.until('42["leaving"'), polls.until("1")]))
    thread.start()
    leave(server)
    line.wait("the end", lambda: not line.is_open)
    assert line.events("leaving") == [{}]
    assert lead.socket.events("leaving") == [{}]
    assert not line._begins("41"), "Socket.IO's own disconnect would tell the page that it was thrown out"
    thread.join(GOES_WITHIN)
    assert heard == ['42["leaving",{}]', "1"], "who polls is answered, too"
    server.start()
    assert ana.socket().hello()["mine"] is not None


def test_the_close_says_that_the_service_restarts(server, crowd):
    line = crowd.person("Ana").socket()
    frames = []
    line.is_reading = False
    line.ws.settimeout(GOES_WITHIN)
    line.ask("at", "")  # its answer wakes the thread that reads, which then ends
    line._reader.join(GOES_WITHIN)

    def read():
        while True:
            opcode, data = line.ws.recv_data(control_frame=True)
            frames.append((opcode, data))
            if opcode == 8:
                return

    thread = threading.Thread(target=read)
    thread.start()
    leave(server)
    thread.join(GOES_WITHIN)
    assert frames[-1] == (8, struct.pack("!H", 1012))
    server.start()


@on_both
def test_somebody_who_reads_nothing_does_not_hold_it_up(server, crowd):
    lead = crowd.facilitator()
    mood = lead.open("Météo")
    deaf = crowd.person("Sourde").socket()
    deaf.is_reading = False  # its thread reads one more frame, and then nobody does
    ana = crowd.person("Ana").socket()
    for n in range(30):
        ana.do(mood, "say", word=f"mot{n}")
    with closing(socket.create_connection(("127.0.0.1", server.port))) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")  # a request that never ends
        leave(server)
    server.start()


def test_what_is_sent_to_a_server_that_stops_is_kept_or_sent_again_and_counts_once(server, crowd):
    mood = crowd.facilitator().open("Météo")
    ana = crowd.person("Ana")
    line, asked = ana.socket(), command(mood, "say", "pendant-l-arret", word="tard")
    server.process.terminate()
    line.wait("the farewell", lambda: line.events("leaving"), GOES_WITHIN)
    try:
        answer = line.call("command", asked)["kind"]
    except (AssertionError, OSError):
        answer = "none: the line was cut before"
    leave(server)
    assert ("pendant-l-arret" in dict(words(server))) == (answer == "accepted"), answer
    server.start()
    again = ana.socket()
    assert [again.call("command", asked)["kind"] for _ in range(2)] == ["accepted"] * 2
    assert [id for id, _word in words(server)].count("pendant-l-arret") == 1


def test_whoever_comes_then_is_refused_at_once_and_not_left_waiting(server):
    assert requests.get(f"{server.url}/readyz", timeout=5).text == "ok\n"
    leave(server)
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.url}/healthz", timeout=5)
    server.start()
