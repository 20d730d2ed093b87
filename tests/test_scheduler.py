"""What the clock does alone: closing for good, forgetting names, deleting content; after a restart too."""

from __future__ import annotations

import pytest

from app.domain.clock import now_ms
from app.live.hosting.scheduler import Scheduler
from app.store import deadlines, keys, workshops
from app.store import log as log_rows
from app.store import people as people_rows
from tests.support.rooms import DAY, due_in

STORES = ("sqlite", "postgresql")


@pytest.fixture
def scheduler(app, workshop):
    rooms = app.extensions["rooms"]
    workshop.serve()
    return Scheduler(rooms)


def test_a_day_after_the_end_anonymous_activities_close_for_good(scheduler, workshop, store):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    scheduler.look(due_in(workshop.facts, days=0.5))
    assert not workshop.room.record.agenda.activities[mood].closed
    scheduler.look(due_in(workshop.facts, days=1))
    assert workshop.room.record.agenda.activities[mood].closed
    assert keys.of_workshop(store, workshop.facts.id) == {}
    assert workshop.ask("ana", "say", mood, word="x").kind == "refused"


def test_names_go_after_thirty_days_and_what_was_written_stays(scheduler, workshop, store):
    mood = workshop.add("mood")
    person, link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "say", mood, word="Calme")
    scheduler.look(due_in(workshop.facts, days=30))
    with store.read() as session:
        assert [(one.name, one.site) for one in people_rows.people(session, workshop.facts.id)] == [("", "s1")]
        assert people_rows.person_by_link(session, link) is None
    workshop.open()
    assert workshop.room.record.standing(mood).state.counted() == [("calme", 1)]


def test_what_was_written_of_people_who_are_not_there_goes_with_the_names_and_is_still_counted(scheduler, workshop):
    notes = workshop.add("fieldnotes", anonymous=False)
    workshop.room.people.join("Ana", "s1", 1)
    workshop.do("ana", "add_contact", notes, function="Présidente", organisation="Les Tilleuls", state="accepted")
    workshop.do("ana", "write_note", notes, kind="interview", facts="Le guichet ferme à midi")
    scheduler.look(due_in(workshop.facts, days=29))
    assert "Tilleuls" in str(workshop.room.record.entries)
    scheduler.look(due_in(workshop.facts, days=30))
    workshop.open()
    kept = str(workshop.room.record.entries)
    assert "Tilleuls" not in kept and "Présidente" not in kept and "ferme à midi" in kept
    state = workshop.room.record.standing(notes).state
    assert [n for _sort, n in state.contacts.counted()] == [[0, 1, 0, 0]] and state.contacts.listed() == ()


def test_content_goes_after_twelve_months(scheduler, workshop, store):
    workshop.add("mood")
    workshop.room.people.join("Ana", "s1", 1)
    scheduler.look(due_in(workshop.facts, days=366))
    with store.read() as session:
        assert log_rows.read(session, workshop.facts.id) == []
        assert people_rows.people(session, workshop.facts.id) == []
        assert workshops.by_code(session, workshop.facts.code) is None
    assert deadlines.due(store, due_in(workshop.facts, days=9999)) == []


def test_what_is_done_is_done_once(scheduler, workshop, store):
    workshop.add("mood")
    for _ in range(2):
        scheduler.look(due_in(workshop.facts, days=1))
    assert [entry.name for entry in workshop.room.record.entries].count("core.close") == 1


def test_a_deadline_that_fails_stays_due(scheduler, workshop, store, monkeypatch):
    workshop.add("mood")
    monkeypatch.setattr(scheduler, "close", lambda facts: 1 / 0)
    now = due_in(workshop.facts, days=1)
    scheduler.look(now)
    assert [due.act for due in deadlines.due(store, now)] == ["close"]


def test_the_digests_of_closed_requests_are_kept_a_day(scheduler, workshop, store):
    mood = workshop.add("mood")
    workshop.ask("ana", "say", mood, "request-1", word="Calme")
    workshop.core("core.close", activity=mood, confirmed=True)
    scheduler.look(now_ms() + DAY - 60_000)
    with store.read() as session:
        assert log_rows.spent_requests(session, workshop.facts.id)
    scheduler.look(now_ms() + DAY + 60_000)
    with store.read() as session:
        assert not log_rows.spent_requests(session, workshop.facts.id)


def test_the_timer_counts_from_its_entry_whatever_restarts(workshop):
    workshop.add("time")
    workshop.core("core.clock", act="start", minutes=5)
    workshop.open()
    clock = workshop.room.snapshots.clock_now()
    assert clock["running"] and 290_000 < clock["left"] <= 300_000
    workshop.core("core.clock", act="pause")
    held = workshop.room.snapshots.clock_now()
    workshop.core("core.clock", act="extend", minutes=1)
    assert workshop.room.snapshots.clock_now()["left"] == held["left"] + 60_000
    workshop.core("core.clock", act="stop")
    assert workshop.room.snapshots.clock_now()["total"] == 0
