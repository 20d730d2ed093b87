"""A backup made while people write, put back into another instance: all that was acknowledged before it is there."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.clients import until
from tests.support.crowd import Crowd
from tests.support.inside import read_log
from tests.support.senders import Sender
from tests.support.serving import Server, command_line

WHOLE = ("workshop_id", "seq", "id", "activity", "share", "name", "data", "who", "at", "chance")


def db(instance, *words) -> subprocess.CompletedProcess:
    done = command_line(instance, "db", *words)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def restored(tmp_path):
    """Puts a backup into a fresh instance, and serves that."""
    served = []

    def restore(folder) -> Server:
        instance = tmp_path / "fresh"
        done = db(instance, "restore", folder)
        assert done.returncode == 0, done.stderr
        served.append(Server(instance).start())
        return served[-1]

    yield restore
    for one in served:
        one.stop()


def test_what_was_acknowledged_before_it_is_there_after_it_is_put_back(server, crowd, tmp_path, restored):
    mood = crowd.facilitator().open("Météo")
    senders = [Sender(name, crowd.person(name), mood) for name in ("ana", "bob", "cle", "dan")]

    def sent() -> int:
        return sum(len(sender.acknowledged) for sender in senders)

    until("words go in", lambda: sent() > 50)
    before = {id for sender in senders for id in list(sender.acknowledged)}
    made = db(server.instance, "backup", tmp_path / "b", "--with-keys")
    assert made.returncode == 0, made.stderr
    so_far = sent()
    until("it goes on", lambda: sent() > so_far + 20)
    for sender in senders:
        sender.finish()
    other = restored(tmp_path / "b")
    there, everything = read_log(other.instance, *WHOLE), read_log(server.instance, *WHOLE)
    kept = set(there)
    assert there == [row for row in everything if row in kept], "rows that are not the log's, or in another order"
    requests = [id for (id,) in read_log(other.instance, "request_id", where="name = 'say'")]
    for sender in senders:  # the log says of nobody's words what came between them
        own = [id for id in sender.acknowledged if id in set(requests)]
        assert own == list(sender.acknowledged)[: len(own)], "not the log as it was at one moment"
    assert len(before) > 50 and before <= set(requests) and len(requests) == len(set(requests))
    again = db(other.instance, "check")
    assert again.returncode == 0 and "0 broken activities" in again.stdout


def test_results_are_the_same_and_the_workshop_goes_on(server, crowd, tmp_path, restored):
    lead = crowd.facilitator()
    mood = lead.open("Météo")
    crowd.person("Ana").socket().do(mood, "say", word="calme")
    told = lead.results()
    assert db(server.instance, "backup", tmp_path / "b", "--with-keys").returncode == 0
    other = restored(tmp_path / "b")
    people = Crowd(other)
    try:
        there = people.facilitator()
        assert there.results() == told
        assert people.person("Zoé").socket().do(mood, "say", word="neuf")
    finally:
        people.close()


def test_without_its_keys_an_anonymous_activity_comes_back_closed(server, crowd, tmp_path, restored):
    mood = crowd.facilitator().open("Météo")
    crowd.person("Ana").socket().do(mood, "say", word="calme")
    assert db(server.instance, "backup", tmp_path / "b").returncode == 0
    assert sorted(one.name for one in (tmp_path / "b").iterdir()) == ["backup.json", "beffroi.sqlite"]
    other = restored(tmp_path / "b")
    people = Crowd(other)
    try:
        answer = people.person("Zoé").socket().command(mood, "say", word="neuf")
        assert answer["kind"] == "refused", answer
    finally:
        people.close()


def test_a_restore_is_refused_while_a_server_runs_and_changes_nothing(server, crowd, tmp_path):
    line = crowd.person("Ana").socket()
    assert db(server.instance, "backup", tmp_path / "b").returncode == 0
    log = read_log(server.instance, *WHOLE)
    refused = db(server.instance, "restore", tmp_path / "b")
    assert refused.returncode != 0 and "Another server is using" in refused.stderr
    assert read_log(server.instance, *WHOLE) == log and not list(server.instance.glob("before-restore-*"))
    assert line.hello()["blocks"], "the server goes on"
