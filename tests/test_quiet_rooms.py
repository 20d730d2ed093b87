"""A room in which nothing goes on leaves memory, and comes back as it was."""

from __future__ import annotations

import weakref

import pytest
from gevent import spawn
from gevent.event import Event

from app.domain.clock import now_ms
from app.live.commands.request import CommandRequest, Grant
from app.live.hosting.rooms import QUIET
from app.live.hosting.scheduler import Scheduler
from app.store import keys

DAY = 24 * 3600 * 1000


@pytest.fixture
def rooms(app, workshop):
    made = app.extensions["rooms"]
    made._open[workshop.facts.id] = workshop.room
    made.of(workshop.facts)
    return made


def is_open(rooms, workshop) -> bool:
    return rooms.get(workshop.facts.id) is not None


def test_a_room_that_nobody_looks_at_is_let_go_once_it_was_quiet_for_long_enough(rooms, workshop):
    rooms.let_go()
    assert is_open(rooms, workshop)
    rooms._asked[workshop.facts.id] -= QUIET
    rooms.let_go()
    assert not is_open(rooms, workshop)


def test_what_was_said_is_there_when_it_opens_again(rooms, workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    rooms.let_go(0)
    again = rooms.of(workshop.facts)
    assert again is not workshop.room
    assert again.record.standing(mood).state.counted() == [("calme", 1)]
    asked = CommandRequest(workshop.grant("bob"), mood, "say", {"word": "Vif"}, "r-1")
    assert again.ask(asked).accepted
    rooms.let_go(0)
    assert rooms.of(workshop.facts).ask(asked).accepted  # sent again: one entry still
    assert rooms.of(workshop.facts).record.standing(mood).state.counted() == [("calme", 1), ("vif", 1)]


def test_a_room_with_a_page_is_kept_and_its_quiet_begins_when_the_page_is_gone(rooms, workshop):
    workshop.connect("one", "ana")
    rooms._asked[workshop.facts.id] -= 10 * QUIET
    rooms.let_go()
    assert is_open(rooms, workshop)
    workshop.room.run(lambda: workshop.room.visits.depart("one"))
    rooms.let_go()
    assert is_open(rooms, workshop)
    rooms.let_go(0)
    assert not is_open(rooms, workshop)


def test_a_room_whose_timer_counts_down_is_kept(rooms, workshop):
    workshop.core("core.clock", act="start", minutes=5)
    rooms.let_go(0)
    assert is_open(rooms, workshop)
    workshop.core("core.clock", act="stop")
    rooms.let_go(0)
    assert not is_open(rooms, workshop)


def test_a_room_in_which_something_waits_is_kept(rooms, workshop):
    go_on, begun = Event(), Event()
    workshop.room.run(lambda: None)
    holding = spawn(workshop.room.run, lambda: begun.set() or go_on.wait())
    begun.wait()
    waiting = spawn(workshop.room.run, lambda: "answered")
    while not workshop.room.queue.jobs:
        workshop.room.queue.news.wait()
    rooms.let_go(0)
    assert is_open(rooms, workshop)
    go_on.set()
    assert waiting.get() == "answered" and holding.get()


def test_its_memory_is_given_back_without_waiting_for_a_collection(rooms, workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    workshop.connect("one", "ana")
    workshop.settle()
    workshop.room.run(lambda: workshop.room.visits.depart("one"))
    record, pages = weakref.ref(workshop.room.record), weakref.ref(workshop.room.renderer)
    workshop.room = None
    rooms.let_go(0)
    rooms.store.write(lambda connection: None)  # the committer holds what it did last
    workshop.open()  # the fixture stops it
    assert record() is None and pages() is None


def test_what_is_due_is_done_though_the_room_was_let_go(rooms, workshop, store):
    mood = workshop.add("mood")
    rooms.let_go(0)
    Scheduler(rooms).look(workshop.facts.ends_at + DAY + 1)
    assert rooms.of(workshop.facts).record.agenda.activities[mood].closed
    assert keys.of_workshop(store, workshop.facts.id) == {}


def test_what_is_of_the_moment_may_go_and_the_page_it_was_for_is_drawn_anew(rooms, workshop):
    workshop.add("mood")
    workshop.room.visits.signal(workshop.grant("ana"), "done")
    rooms.let_go(0)
    again = rooms.of(workshop.facts)
    assert again.presence.signals == {}
    grant = Grant(workshop.facts.id, "participant", "ana", "s1", "ana")
    assert again.run(lambda: again.snapshots.page(grant, "fr"))["blocks"]["board"]["html"]
    assert again.clock() <= now_ms()
