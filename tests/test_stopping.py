"""A room that is stopped in the middle of something: it ends, and whoever waits is told to ask again."""

from __future__ import annotations

import pytest
from gevent import GreenletExit, Timeout, spawn
from gevent.event import Event
from gevent.hub import sleep

from app.live.commands.request import CommandRequest
from app.store.committer import Unavailable


def stopped_in_the_middle(room, *waiting):
    """Stop the room while the first of those who wait is being served."""
    sleep(0.05)
    with Timeout(5):
        room.stop()
        for one in waiting:
            one.join()


def test_whoever_waits_for_a_page_is_told_to_ask_again(workshop):
    room, never = workshop.room, Event()
    pages = [spawn(room.run, never.wait), spawn(room.run, lambda: None)]
    sleep(0.05)
    pages.append(spawn(room.run, lambda: None))  # while the first is being served
    stopped_in_the_middle(room, *pages)
    assert [type(one.exception) for one in pages] == [Unavailable] * 3


def test_whoever_waits_for_a_commit_is_told_later(workshop, monkeypatch):
    room, mood, never = workshop.room, workshop.add("mood"), Event()
    monkeypatch.setattr(room.committing, "_commit_batch", lambda pending: never.wait())  # a disk that does not answer
    asked = spawn(room.ask, CommandRequest(workshop.grant("ana"), mood, "say", {"word": "Calme"}, "r-1"))
    stopped_in_the_middle(room, asked)
    assert asked.value.kind == "later"
    with pytest.raises(Unavailable):
        room.run(lambda: None)


def test_a_library_that_makes_an_error_of_its_own_of_the_stop_keeps_no_room_alive(workshop):
    """As psycopg and SQLAlchemy do between them, now and then, of a connection that is just being tried."""
    room, never = workshop.room, Event()

    def tries_a_connection():
        try:
            never.wait()
        except GreenletExit:
            raise ConnectionError("it was in the middle of something") from None

    page = spawn(room.run, tries_a_connection)
    stopped_in_the_middle(room, page)
    assert isinstance(page.exception, ConnectionError)
