"""/metrics: closed unless asked for, counts what happens, and names nobody."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text

from app import create_app, metrics
from app.config import BadSetting, Settings
from app.store import database
from app.store.committer import Unavailable

TOKEN = "un-jeton-long-et-bien-secret"


@pytest.fixture
def app(tmp_path):
    made = create_app(Settings(instance=tmp_path / "instance", metrics_token=TOKEN))
    made.config["TESTING"] = True
    database.upgrade(made)
    yield made
    made.extensions["rooms"].stop()
    made.extensions["store"].stop()


def read(app) -> str:
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return answer.text


def value(text: str, name: str) -> float:
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)[1])


def test_without_the_setting_there_is_no_such_page(tmp_path):
    closed = create_app(Settings(instance=tmp_path / "closed"))
    database.upgrade(closed)
    answer = closed.test_client().get("/metrics", headers={"Authorization": "Bearer "})
    assert answer.status_code == 404 and "beffroi_" not in answer.text


@pytest.mark.parametrize("given", ({}, {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"},
                                   {"Authorization": "Bearer é"}))  # fmt: skip
def test_without_the_token_nothing_is_told(app, given):
    answer = app.test_client().get("/metrics", headers=given)
    assert answer.status_code == 401 and "beffroi_" not in answer.text
    assert app.test_client().get(f"/metrics?token={TOKEN}").status_code == 401, "an address is kept in logs"


def test_a_token_that_could_be_guessed_stops_the_start(tmp_path):
    with pytest.raises(BadSetting, match="METRICS_TOKEN"):
        create_app(Settings(instance=tmp_path / "i", metrics_token="prometheus"))


COUNTED = {
    "beffroi_commands_accepted_total": 3,  # put on the agenda, opened, said
    'beffroi_commands_refused_total{reason="rule"}': 1,
    'beffroi_commands_refused_total{reason="fields"}': 1,
}


def test_commands_flushes_and_commits_are_counted(app, workshop):
    before = read(app)
    mood = workshop.add("mood")
    workshop.connect("sid-ana", "ana")
    workshop.do("ana", "say", mood, word="Calme")
    assert workshop.ask("ana", "core.open", "", activity=mood).kind == "refused"
    assert workshop.ask("ana", "say", mood, word="").kind == "errors"
    workshop.settle()
    after = read(app)
    for name, times in COUNTED.items():
        assert value(after, name) - value(before, name) == times, name
    for name in ("beffroi_flush_seconds_count", "beffroi_commit_seconds_count", "beffroi_commit_jobs_sum"):
        assert value(after, name) > value(before, name), name


def test_nobody_and_no_workshop_is_named(app, workshop):
    mood = workshop.add("mood", title="Un titre bien à part")
    person, _link = workshop.room.people.join("Ana-Lucía", "s1", 1)
    workshop.do(person.id, "say", mood, word="Calme")
    text = read(app)
    for told in (workshop.facts.code, workshop.facts.id, workshop.facts.title, "Lucía", person.id, "Calme", mood):
        assert told.casefold() not in text.casefold()
    labels = set(re.findall(r'[{,](\w+)="', text))
    assert labels <= {"reason", "le"}, labels


def test_reasons_are_a_closed_set():
    assert set(metrics.REFUSED) == {"rule", "fields", "later", "haste", "unreadable"}
    with pytest.raises(KeyError):
        metrics.count("anything else")


def test_the_figures_of_the_process_need_nothing_of_proc_but_processes(tmp_path):
    (tmp_path / "self").symlink_to("/proc/self")  # as ProcSubset=pid has it: no /proc/stat
    told = {one.name for one in metrics.OwnProcess(registry=None, proc=str(tmp_path)).collect()}
    assert {"process_resident_memory_bytes", "process_cpu_seconds", "process_open_fds", "process_max_fds"} <= told


def test_a_write_that_was_not_taken_is_counted_and_dated(app):
    def not_taken(connection):
        connection.execute(text("pragma max_page_count = 1"))
        connection.execute(text("insert into service (id, name) values ('x', hex(zeroblob(400000)))"))

    before = value(read(app), "beffroi_commits_failed_total")
    with pytest.raises(Unavailable):
        app.extensions["store"].write(not_taken)
    text_of = read(app)
    assert value(text_of, "beffroi_commits_failed_total") == before + 1
    assert value(text_of, "beffroi_commit_failed_timestamp_seconds") > 1_700_000_000
