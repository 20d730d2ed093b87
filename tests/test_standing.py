"""Deadlines as standing rules: kept for whatever is opened or joined later, and moved with the last day."""

from __future__ import annotations

import pytest

from app.live.hosting.scheduler import Scheduler
from app.store import deadlines, keys
from app.store import log as log_rows
from app.store import people as people_rows
from app.web.facilitator import workshop_form
from beffroi import Refused
from tests.support.rooms import due_in
from tests.support.serving import day_in

STORES = ("sqlite", "postgresql")


@pytest.fixture
def scheduler(app, workshop):
    rooms = app.extensions["rooms"]
    workshop.serve()
    return Scheduler(rooms)


def names(store, facts):
    with store.read() as session:
        return [one.name for one in people_rows.people(session, facts.id)]


def lasting_until(workshop, day):
    """The last day said by a facilitator."""
    form = workshop_form.Form({"title": "Atelier", "first_day": day_in(0), "last_day": day, "zone": "Europe/Paris"})
    now = workshop.room.clock()
    workshop.facts = workshop.room.change_facts(lambda facts: workshop_form.of_known(form, facts, now, set()))


def test_an_anonymous_activity_opened_after_the_closing_is_closed_as_well(scheduler, workshop, store):
    workshop.add("mood")
    scheduler.look(due_in(workshop.facts, days=1))
    late = workshop.add("mood", title="Après")
    workshop.do("ana", "say", late, word="Calme")
    scheduler.look(due_in(workshop.facts, days=2))
    assert workshop.room.record.agenda.activities[late].closed
    assert keys.of_workshop(store, workshop.facts.id) == {}


def test_an_anonymous_activity_cannot_be_opened_only_to_be_closed_at_once(workshop, store):
    workshop.room.keys.clock = lambda: due_in(workshop.facts, days=1)
    added = {"method": "mood", "title": "Météo", "stages": ["say", "read"], "anonymous": True}
    activity = workshop.core("core.add", **added)
    answer = workshop.ask("fac", "core.open", "", "", activity=activity)
    assert answer.kind == "refused" and "another last day" in answer.sentence
    assert keys.of_workshop(store, workshop.facts.id) == {}
    signed = workshop.core("core.add", **{**added, "anonymous": False})
    workshop.core("core.open", activity=signed)


def test_the_name_of_somebody_who_comes_after_the_purge_goes_too(scheduler, workshop, store, app):
    workshop.room.people.join("Ana", "s1", 1)
    scheduler.look(due_in(workshop.facts, days=30))
    room = app.extensions["rooms"].of(workshop.facts)
    _zoe, link = room.people.join("Zoé", "s1", 1)
    scheduler.look(due_in(workshop.facts, days=41))
    assert names(store, workshop.facts) == ["", ""]
    with store.read() as session:
        assert people_rows.person_by_link(session, link) is None


def test_what_has_nothing_to_do_opens_no_workshop(scheduler, workshop, store, app):
    workshop.add("mood")
    workshop.room.people.join("Ana", "s1", 1)
    scheduler.look(due_in(workshop.facts, days=31))
    app.extensions["rooms"].close(workshop.facts.id)
    assert deadlines.due(store, due_in(workshop.facts, days=32)) == []
    scheduler.look(due_in(workshop.facts, days=32))
    assert app.extensions["rooms"].get(workshop.facts.id) is None


def test_a_later_last_day_puts_the_closing_and_the_purges_off(scheduler, workshop, store):
    mood = workshop.add("mood")
    before = workshop.facts
    lasting_until(workshop, day_in(20))
    workshop.room.people.join("Ana", "s1", 1)
    scheduler.look(due_in(before, days=2))
    assert not workshop.room.record.agenda.activities[mood].closed
    scheduler.look(due_in(before, days=31))
    assert names(store, before) == ["Ana"]
    scheduler.look(workshop.facts.names_until)
    assert names(store, before) == [""]
    assert workshop.facts.names_until > before.names_until + 15 * 24 * 3600 * 1000


def test_a_last_day_cannot_be_put_off_for_ever(workshop):
    for day in (day_in(400), "9999-12-31", "0001-01-01", "2026-02-30", "demain", "２０２６-11-25", ""):
        with pytest.raises(Refused):
            lasting_until(workshop, day)


def test_no_key_outlives_what_it_opens(scheduler, workshop, store):
    keys.create(store, workshop.facts.id, "never opened")
    workshop.add("mood")
    scheduler.look(due_in(workshop.facts, days=1))
    assert keys.of_workshop(store, workshop.facts.id) == {}
    scheduler.look(due_in(workshop.facts, days=366))
    keys.create(store, workshop.facts.id, "left over")  # as a file of keys that was put back
    scheduler.look(due_in(workshop.facts, days=367))
    assert keys.of_workshop(store, workshop.facts.id) == {}
    with store.read() as session:
        assert log_rows.read(session, workshop.facts.id) == []
