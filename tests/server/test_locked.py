"""The database locked, or a disk that takes nothing more: said, asked again, and over when it is over."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
import requests

from tests.support.clients import command, csrf
from tests.support.crowd import Crowd
from tests.support.inside import read_log
from tests.support.serving import Server, day_in

ANSWERED_WITHIN = 10
OVER_WITHIN = 5


@contextmanager
def locked(server, file="beffroi.sqlite"):
    """Another process has the write lock, as a backup or a command line may."""
    with closing(sqlite3.connect(server.instance / file, timeout=10, isolation_level=None)) as connection:
        connection.execute("begin exclusive")
        try:
            yield
        finally:
            connection.execute("rollback")


@contextmanager
def no_more_room(server):
    """Every write past the first 4 kB of a file fails from here on: works for root and for a user alike."""
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


FAULTS = {"locked": locked, "no more room": no_more_room}


@pytest.fixture(params=list(FAULTS.values()), ids=list(FAULTS))
def fault(request):
    return request.param


def resent(line, asked) -> float:
    """Seconds until a command that is sent again and again is accepted."""
    began = time.monotonic()
    while (answer := line.call("command", asked, seconds=ANSWERED_WITHIN))["kind"] == "later":
        assert time.monotonic() - began < 2 * OVER_WITHIN, answer
        time.sleep(0.3)  # an outbox waits longer
    assert answer["kind"] == "accepted", answer
    return time.monotonic() - began


def test_a_command_is_told_later_and_goes_in_once_it_is_over(crowd, server, fault):
    mood, line = crowd.facilitator().open("Météo"), crowd.person("Ana").socket()
    word = f"tenace {len(fault.__name__)}"
    asked = command(mood, "say", f"faute-{fault.__name__}", word=word)
    with fault(server):
        answer = line.call("command", asked, seconds=ANSWERED_WITHIN)
        assert answer["kind"] == "later" and answer["sentence"]
        assert word not in line.hello()["blocks"]["board"].get("skeleton", "") + line.heard
    assert resent(line, asked) < OVER_WITHIN
    assert line.call("command", asked)["kind"] == "accepted"
    assert len(read_log(server.instance, "seq", where=f"request_id = '{asked['request_id']}'")) == 1


def test_what_was_not_recorded_is_drawn_nowhere(crowd, server, fault):
    lead = crowd.facilitator()
    mood, viewer = lead.open("Météo"), crowd.person("Vera").socket()
    with fault(server):
        assert lead.socket.command("", "core.lock", locked=True, seconds=ANSWERED_WITHIN)["kind"] == "later"
        assert lead.socket.command("", "core.stage", activity=mood, leaves="say", to="read")["kind"] == "later"
        assert viewer.hello()["blocks"]
        for path in (f"/rejoindre/{server.code}", "/healthz", "/"):
            assert crowd.stranger().get(path).status_code == 200
    assert lead.part("Météo")["stage"] == "say"
    assert crowd.person("Encore").socket().do(mood, "say", word="ouvert")


def test_everybody_who_waits_is_answered_and_nothing_is_lost_or_doubled(crowd, server):
    mood = crowd.facilitator().open("Météo")
    lines = [crowd.person(f"P{n}").socket() for n in range(6)]
    asked = [command(mood, "say", f"tous-{n}", word=f"mot {n}") for n in range(6)]
    with locked(server):
        ids = [line.ask("command", one) for line, one in zip(lines, asked, strict=True)]
        began = time.monotonic()
        for line, id in zip(lines, ids, strict=True):
            assert line.answer(id, ANSWERED_WITHIN)["kind"] == "later"
        assert time.monotonic() - began < ANSWERED_WITHIN, "each waits for the lock after the other"
    for line, one in zip(lines, asked, strict=True):
        assert resent(line, one) < OVER_WITHIN
    rows = [id for (id,) in read_log(server.instance, "request_id", where="request_id like 'tous-%'")]
    assert sorted(rows) == [f"tous-{n}" for n in range(6)]
    seqs = [seq for (seq,) in read_log(server.instance, "seq", where="seq > 0")]
    assert seqs == list(range(1, len(seqs) + 1))


def test_an_outbox_stops_at_the_first_that_was_not_taken(crowd, server, fault):
    mood, line = crowd.facilitator().open("Météo"), crowd.person("Ana").socket()
    batch = [command(mood, "say", f"file-{fault.__name__}-{n}", word=f"mot {n}") for n in range(5)]
    with fault(server):
        answers = line.call("batch", batch, seconds=ANSWERED_WITHIN)
        assert [answer["kind"] for answer in answers] == ["later"]
    assert {answer["kind"] for answer in line.call("batch", batch)} == {"accepted"}
    rows = [id for (id,) in read_log(server.instance, "request_id", where=f"request_id like 'file-{fault.__name__}-%'")]
    assert rows == [one["request_id"] for one in batch]


def test_an_anonymous_activity_is_not_opened_without_its_key(crowd, server):
    lead = crowd.facilitator()
    data = {"method": "mood", "title": "Sans clé", "stages": ["say", "read"], "anonymous": True}
    activity = lead.socket.do("", "core.add", **data)
    asked = command("", "core.open", activity=activity)
    with locked(server, "keys.sqlite"):
        assert lead.socket.call("command", asked, seconds=ANSWERED_WITHIN)["kind"] == "later"
    assert resent(lead.socket, asked) < OVER_WITHIN
    assert crowd.person("Ana").socket().do(activity, "say", word="ouvert")


def test_a_form_is_answered_503_and_when_to_try_again(crowd, server, fault):
    lead, guest = crowd.facilitator(), crowd.stranger()
    console = lead.browser.get(f"/animer/{server.code}").text
    token, path = csrf(console), f"/animer/{server.code}"
    screen = console.split("/ecrans/")[1].split("/revoquer")[0]
    forms = [
        (guest, f"/rejoindre/{server.code}", {"name": "Ana", "site": "s1", "csrf_token": csrf(guest.get("/").text)}),
        (lead.browser, f"{path}/ecrans", {"site": "s1"}),
        (lead.browser, f"{path}/ecrans/{screen}/revoquer", {}),
        (lead.browser, f"{path}/methodes", {"methods": "mood"}),
        (lead.browser, "/animer", {"title": "T", "sites": "Lens", "last_day": day_in(9), "locale": "fr"}),
    ]
    before = len(server.rest())

    def sent(browser, where, data):
        data = {"csrf_token": token, **data}
        return requests.post(browser.base + where, data=data, cookies=browser.http.cookies, timeout=30)

    with fault(server), ThreadPoolExecutor(len(forms)) as at_once:
        for answer in at_once.map(lambda form: sent(*form), forms):
            assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2"), answer.url
    assert guest.join("Ana").socket().hello()["blocks"]
    assert "Traceback" not in server.rest()[before:]


def test_a_full_disk_is_said_and_over_when_there_is_room_again(tmp_path):
    """A tiny file system of its own, where whoever runs the tests may mount one; prlimit above serves everybody."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True).returncode == 0
    )
    server = Server(disk / "instance").start()
    crowd = Crowd(server)
    filler = disk / "filler"
    try:
        mood, line = crowd.facilitator().open("Météo"), crowd.person("Ana").socket()
        line.do(mood, "say", word="avant")
        asked = command(mood, "say", word="après")
        if mounted:
            with filler.open("wb", buffering=0) as out, pytest.raises(OSError, match="No space"):
                while True:
                    out.write(b"x" * 4096)
            kinds = {line.command(mood, "say", word=f"plein {n}" * 2)["kind"] for n in range(25)}
            assert line.call("command", asked)["kind"] == "later" and kinds <= {"accepted", "later"}
            filler.unlink()
        else:
            with no_more_room(server):
                assert line.call("command", asked)["kind"] == "later"
        assert resent(line, asked) < OVER_WITHIN
        assert "Traceback" not in server.rest()
    finally:
        crowd.close()
        server.stop()
        if mounted:
            subprocess.run(["umount", disk], check=True)


def test_a_lock_that_nobody_else_has_is_none(crowd, server):
    """The helper itself: under the fault a write of ours fails too, and the files are whole afterwards."""
    other = sqlite3.connect(server.instance / "beffroi.sqlite", timeout=0)
    with closing(other), locked(server), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("begin immediate")
    with closing(sqlite3.connect(server.instance / "beffroi.sqlite")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert os.path.exists(f"/proc/{server.process.pid}")
