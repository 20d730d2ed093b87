"""kill -9 while people send: what was acknowledged is there, once, and nobody has to come back in."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from random import Random

import requests

from tests.support.clients import until
from tests.support.inside import read_log
from tests.support.senders import Sender

KILLS = 5


def is_healthy(server) -> bool:
    with suppress(requests.RequestException):
        return requests.get(f"{server.url}/healthz", timeout=1).ok
    return False


def numbered(server) -> dict[str, int]:
    rows = read_log(server.instance, "request_id", "seq", where="name = 'say'")
    return dict(rows)


def test_killed_five_times_in_mid_burst_the_log_holds_each_word_once(server, crowd):
    lead = crowd.facilitator()
    mood = lead.open("Météo")
    senders = [Sender(name, crowd.person(name), mood) for name in ("ana", "bob", "cle", "dan")]
    cookies = [sender.browser.cookie for sender in senders]
    seen: dict[str, int] = {}
    for kill in range(KILLS):
        before = sum(len(sender.acknowledged) for sender in senders)
        until("words go in", lambda before=before: sum(len(s.acknowledged) for s in senders) > before + 20)
        time.sleep(Random(kill).uniform(0, 0.05))  # anywhere in a commit
        server.kill()
        began = time.monotonic()
        server.start()
        assert is_healthy(server) and time.monotonic() - began < 10
        now = numbered(server)
        assert seen.items() <= now.items(), "a word that was in the log is gone, or its seq is another's"
        seen = now
    for sender in senders:
        sender.finish()

    rows = read_log(server.instance, "request_id", "seq", "data", where="name = 'say'")
    times = Counter(request_id for request_id, _seq, _data in rows)
    acknowledged = [id for sender in senders for id in sender.acknowledged]
    assert len(acknowledged) > 100 and set(acknowledged) <= set(times)
    assert set(times.values()) == {1}
    assert max(Counter(json.loads(data)["word"] for _r, _s, data in rows).values()) == 1
    assert seen.items() <= numbered(server).items()
    for sender in senders:  # each one's own order, across five deaths
        words = [json.loads(data)["word"] for _r, _s, data in rows if sender.name in data]
        assert words == sorted(words)
    assert [sender.browser.cookie for sender in senders] == cookies, "somebody had to come in again"
    seqs = [seq for (seq,) in read_log(server.instance, "seq", where="seq > 0")]
    assert seqs == list(range(1, len(seqs) + 1))


def test_after_it_a_resend_finds_its_entry_and_no_link_has_to_be_opened_again(server, crowd):
    lead, screen = crowd.facilitator(), crowd.screen()
    mood, ana = lead.open("Météo"), crowd.person("Ana")
    first = ana.socket().command(mood, "say", "une-seule-fois", word="calme")
    server.kill()
    server.start()
    again = ana.socket().command(mood, "say", "une-seule-fois", word="calme")
    assert (again["kind"], again["entry"]) == ("accepted", first["entry"])
    other = ana.socket().command(mood, "say", "une-seule-fois", word="autre")
    assert other["kind"] == "refused"
    assert len(read_log(server.instance, "seq", where="request_id = 'une-seule-fois'")) == 1
    assert lead.browser.get(f"/animer/{server.code}").url.endswith(f"/animer/{server.code}")
    assert lead.browser.socket("facilitator").hello()["blocks"]
    assert screen.socket("screen").hello()["blocks"]
    with closing(sqlite3.connect(server.instance / "beffroi.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
