"""A workshop whose opening ended a process twice is set aside; nothing else ever sets one aside."""

import pytest
from gevent import sleep, spawn
from gevent.event import Event
from sqlalchemy import select

from app.cli import workshop as command_line
from app.live.hosting import rooms as rooms_module
from app.live.hosting.rooms import Rooms
from app.live.room.room import Room
from app.store import openings
from app.store.models import OpeningRow
from app.store.openings import SetAside
from tests.support.pages import sign_in
from tests.support.rooms import Wire

STORES = ("sqlite", "postgresql")


def ended_in_an_opening(store, facts, times=1):
    """What is on the disk after a process was killed while it opened the workshop."""
    for _ in range(times):
        store.write(openings.mark, facts.id)


def marks(store):
    with store.read() as session:
        return dict(session.execute(select(OpeningRow.workshop_id, OpeningRow.tries)).all())


@pytest.fixture
def rooms(app, store):
    shared_as = "a" if store.is_shared else None
    made = Rooms(store, app.extensions["registry"], Wire(), shared_as)
    yield made
    made.stop()


def test_the_mark_is_there_before_the_log_is_read_and_struck_out_once_it_is_open(rooms, store, facts, monkeypatch):
    seen = []

    class Watched(Room):
        def _read(self, facts):
            seen.append(marks(store))
            super()._read(facts)

    monkeypatch.setattr(rooms_module, "Room", Watched)
    assert rooms.of(facts) is rooms.of(facts)
    assert seen == [{facts.id: 1}] and marks(store) == {}


def test_two_openings_that_ended_a_process_set_a_workshop_aside(rooms, store, facts):
    ended_in_an_opening(store, facts, times=2)
    for _ in range(2):
        with pytest.raises(SetAside):
            rooms.of(facts)
    assert rooms.get(facts.id) is None and marks(store) == {facts.id: 2}
    store.write(openings.strike_out, [facts.id])
    assert rooms.of(facts).facts == facts


def test_one_that_ended_and_one_that_went_well_begin_anew(app, rooms, store, facts):
    for _ in range(3):
        ended_in_an_opening(store, facts)
        rooms.of(facts)
        rooms.close(facts.id)
    assert marks(store) == {}


def test_an_opening_that_fails_without_ending_the_process_counts_for_nothing(rooms, store, facts, monkeypatch):
    def fails(*_args):
        raise LookupError

    monkeypatch.setattr(rooms_module, "Room", fails)
    for _ in range(3):
        with pytest.raises(LookupError):
            rooms.of(facts)
    assert marks(store) == {}


def test_a_process_that_is_told_to_end_while_it_opens_leaves_no_mark(rooms, store, facts, monkeypatch):
    started = Event()

    class Slow(Room):
        def _read(self, facts):
            started.set()
            Event().wait()

    monkeypatch.setattr(rooms_module, "Room", Slow)
    opening = spawn(rooms.of, facts)
    started.wait()
    assert marks(store) == {facts.id: 1}
    rooms.stop()
    assert marks(store) == {}
    opening.kill()
    sleep(0)


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_who_leads_it_reads_what_to_do_and_who_takes_part_whom_to_ask(app, store, facts):
    ended_in_an_opening(store, facts, times=2)
    guest, lead = app.test_client(), app.test_client()
    page = guest.get(f"/rejoindre/{facts.code}?lang=en")
    assert page.status_code == 503 and "cannot be opened just now" in page.text and "set aside" not in page.text
    assert sign_in(lead).status_code == 303
    page = lead.get(f"/animer/{facts.code}?lang=en")
    assert page.status_code == 503 and "is set aside: opening it stopped the server twice" in page.text
    assert "Set aside: opening it stopped the server twice" in lead.get("/animer?lang=en").text


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_the_command_line_lists_it_and_opens_it_again(app, store, facts, monkeypatch):
    monkeypatch.setattr(command_line, "the_store", lambda: store)
    runner = app.test_cli_runner()
    assert "set aside" not in runner.invoke(command_line.workshop, ["list"]).output
    assert "is not set aside" in runner.invoke(command_line.workshop, ["reopen", facts.code]).output
    ended_in_an_opening(store, facts, times=2)
    assert "set aside: opening it ended the server twice" in runner.invoke(command_line.workshop, ["list"]).output
    assert runner.invoke(command_line.workshop, ["reopen", facts.code]).exit_code == 0
    assert app.test_client().get(f"/rejoindre/{facts.code}").status_code == 200
