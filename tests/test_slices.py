"""Long work lets others have their turn."""

from __future__ import annotations

import gc
import logging
import time

import pytest
from gevent import socket, spawn
from gevent.event import Event
from gevent.hub import sleep

from app.domain.anonymous_authors import Veils
from app.live.commands.cooperative import Cooperative, collect_garbage, frozen_heap, yield_to_loop
from app.live.commands.record import Record
from app.live.hosting import rooms as rooms_module
from app.live.hosting.rooms import Rooms
from app.live.room.room import Room
from app.store import committer, database, keys
from app.store import log as log_rows
from beffroi.testing import Board
from tests.sheets_sample import Sketching
from tests.support.rooms import Wire


def test_others_have_their_turn_while_much_is_gone_through():
    turns = []
    other = spawn(lambda: [turns.append(n) or sleep(0) for n in range(3)])
    gone = [number for number in Cooperative()(range(2000)) if not number % 64 and not time.sleep(0.001)]
    other.join()
    assert len(gone) == 32
    assert turns == [0, 1, 2]


def test_a_log_read_in_pieces_is_the_log(workshop, store):
    mood = workshop.add("mood")
    for number in range(2 * log_rows.PIECE + 3):
        workshop.do(f"p{number % 7}", "say", mood, word=f"mot {number}")
    with store.read() as session:
        read = log_rows.read(session, workshop.facts.id, Veils(keys.of_workshop(store, workshop.facts.id)).lifted)
    kept = workshop.room.record.entries
    assert [one for one in read if one.seq > 0] == [one for one in kept if one.seq > 0]
    # Participants' entries stand by lane, turn and lot: the order in which they came is gone.
    written = [one for one in read if one.seq < 0]
    assert len(written) == 2 * log_rows.PIECE + 3
    assert written == sorted((one for one in kept if one.seq < 0), key=lambda one: (one.after, one.turn, one.seq))
    place = {one.seq: number for number, one in enumerate(read)}
    assert all(place[one.after] < place[one.seq] for one in written if one.after)


def test_many_short_runs_rest_like_a_long_one():
    turns, paced = [], Cooperative()
    other = spawn(lambda: [turns.append(n) or sleep(0) for n in range(3)])
    for _ in range(60):
        for _one in paced(range(3)):
            time.sleep(0.0005)
    other.join(timeout=0)
    assert turns == [0, 1, 2]


def test_a_rest_is_long_enough_for_the_sockets_to_be_looked_at():
    here, there = socket.socketpair()
    heard = spawn(here.recv, 1)
    sleep(0)
    there.send(b"x")
    assert not heard.ready()
    yield_to_loop()
    yield_to_loop()
    assert heard.ready() and heard.value == b"x"
    here.close()
    there.close()


def test_no_collection_goes_through_a_log_that_opens_nor_through_one_that_is_open(workshop):
    gc.unfreeze()  # what the tests froze when they were collected
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    workshop.room.stop()
    begun = gc.get_stats()[2]["collections"]
    with frozen_heap(), frozen_heap():
        assert not gc.isenabled()
    assert gc.isenabled()
    workshop.open()
    assert gc.isenabled() and gc.get_stats()[2]["collections"] == begun
    entries = {id(entry) for entry in workshop.room.record.entries}
    assert not entries & {id(one) for one in gc.get_objects()}
    collect_garbage()
    assert gc.get_freeze_count() > len(entries) and not entries & {id(one) for one in gc.get_objects()}


def test_a_collection_that_was_off_is_on_again_after_an_opening_that_fails():
    with pytest.raises(LookupError), frozen_heap():
        raise LookupError
    assert gc.isenabled()


def test_a_sheet_folded_in_slices_is_the_sheet():
    board = Board(Sketching(), tables=3, anonymous=False)
    for number in range(1, 4):
        board.do(f"ana#{number}", "add", slot="name", text=f"Personne {number}")
    board.undo(board.do("ana#1", "add", slot="needs", text="Repris"))
    rests = []

    def paced(things):
        for thing in things:
            rests.append(thing)
            yield thing

    again = Record(board.registry, board.record.entries, {}, people=board.presence.people, slices=lambda most: paced)
    assert repr(again.scopes) == repr(board.record.scopes) and len(again.scopes[board.activity]) == 4
    assert len(rests) > 4 * len(board.record.logs[board.activity])  # each scope is gone through at its pace


@pytest.fixture
def opening(app, facts, monkeypatch):
    """Rooms of which each waits, while it opens, until it is let go."""
    started, go_on = Event(), Event()

    class Slow(Room):
        def _read(self, workshop):
            if workshop.id == facts.id:
                started.set()
                go_on.wait()
            super()._read(workshop)

    monkeypatch.setattr(rooms_module, "Room", Slow)
    made = Rooms(app.extensions["store"], app.extensions["registry"], Wire())
    yield made, started, go_on
    made.stop()


def test_a_workshop_that_opens_keeps_nobody_from_another(opening, facts, app, facilitator):
    rooms, started, go_on = opening
    other = type(facts)(**{**vars(facts), "id": "another"})
    first, second = spawn(rooms.of, facts), spawn(rooms.of, facts)
    assert started.wait(30)
    assert rooms.of(other).facts is other and not first.ready()
    go_on.set()
    assert first.get(timeout=30) is second.get(timeout=30) is rooms.get(facts.id)


def test_a_room_that_opens_while_its_workshop_is_purged_does_not_stay(opening, facts):
    rooms, started, go_on = opening
    first = spawn(rooms.of, facts)
    assert started.wait(30)
    closed = spawn(rooms.close, facts.id)
    sleep(0)
    go_on.set()
    closed.join(30)
    assert first.get(timeout=30).queue.is_closed and rooms.get(facts.id) is None


@pytest.fixture
def busy(app, workshop, monkeypatch):
    """A connection that writes, without patience, and a reader in the middle of the log."""
    mood = workshop.add("mood")
    writer = database.writer(app.config["SQLALCHEMY_DATABASE_URI"]).connect()
    writer.exec_driver_sql("PRAGMA busy_timeout=0")
    reading = app.extensions["store"].reader.connect()
    rows = reading.exec_driver_sql("select * from entry")
    rows.fetchone()
    workshop.do("ana", "say", mood, word="Calme")
    monkeypatch.setattr(committer, "BREATH", 0.0)
    yield writer, rows
    rows.close()
    reading.close()
    writer.close()


def test_the_log_of_writes_is_emptied_again_when_somebody_was_reading(busy, caplog, monkeypatch):
    writer, rows = busy
    monkeypatch.setattr("app.store.committer.time.sleep", lambda _: rows.close())
    with caplog.at_level(logging.ERROR):
        committer.empty_wal(writer)
    assert "write-ahead" not in caplog.text


def test_what_stays_in_the_log_of_writes_is_told_to_the_operator(busy, caplog):
    writer, _rows = busy
    with caplog.at_level(logging.ERROR):
        committer.empty_wal(writer)
    assert "write-ahead log could not be emptied" in caplog.text
