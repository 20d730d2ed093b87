"""Others have their turn while a room works: between commands, in an undo, in a drawing, in an erasure."""

import gc
import time

import pytest
from gevent import sleep, spawn

from app.domain import replay
from app.export import results
from app.live.commands import cooperative
from app.live.commands.cooperative import SLICE, Cooperative, TooLong
from beffroi.testing import Board
from plugins.ideation import Ideation
from tests.support.budget import pace, read

LONGEST = 0.02
"""Seconds of processor time that nobody else waits for at a stretch, on a machine of the tests' budget; on one that is
slower, or busy, the same work takes longer."""


class Clock:
    """Takes its turn whenever there is one, and keeps how much of the thread's time each turn waited for."""

    def __init__(self):
        self.gaps, self.at = [], time.thread_time()
        self.greenlet = spawn(self._tick)

    def _tick(self):
        while True:
            now = time.thread_time()
            self.gaps.append(now - self.at)
            self.at = now
            sleep(0.0001)

    def longest(self):
        """The longest that one turn waited for another, at the machine's pace; the last one, for the work to end."""
        return max(self.gaps) / max(1.0, pace() / read()["pace"])


def beside(work):
    """What a clock saw beside a work, and the processor time that the work took in all."""
    gc.collect()
    gc.disable()  # a collection in one piece is another matter
    try:
        clock, began = Clock(), time.thread_time()
        sleep(0.001)
        clock.gaps.clear()
        work()
        clock.gaps.append(time.thread_time() - clock.at)
        clock.greenlet.kill()
        return clock, time.thread_time() - began
    finally:
        gc.enable()


def taking(seconds, does):
    """What does the same, with so much processor time before."""

    def slowly(*args, **more):
        until = time.thread_time() + seconds
        while time.thread_time() < until:
            pass
        return does(*args, **more)

    return slowly


def written(workshop, n):
    activity = workshop.add("ideation", settings={"per_person": 20})
    entries = [workshop.do(f"p{i // 20}", "write", activity, text=f"Idée {i} " + "à dire " * 15) for i in range(n)]
    return activity, entries


@pytest.fixture
def crowd(workshop):
    before = Board(Ideation())  # templates are compiled once a process, by whoever draws first
    before.do("ana", "write", text="Une idée")
    before.stage("cluster")
    before.html("board", locale="fr")
    return workshop, *written(workshop, 400)


def test_two_hundred_commands_of_one_batch_let_others_have_their_turn(workshop):
    activity = workshop.add("ideation", settings={"per_person": 20})
    asks = [spawn(workshop.ask, f"p{i // 20}", "write", activity, text=f"Idée {i}") for i in range(200)]
    clock, spent = beside(lambda: [one.get() for one in asks])
    assert all(one.value.accepted for one in asks)
    assert clock.longest() < spent / 2, (spent, clock.longest())


def test_an_undo_lets_others_have_their_turn_and_is_as_before(crowd):
    workshop, activity, entries = crowd
    clock, _spent = beside(lambda: workshop.core("core.undo", activity=activity, entry=entries[0]))
    assert clock.longest() < LONGEST
    notes = workshop.room.record.scopes[activity][""].state.ideas.notes
    assert list(notes) == entries[1:]


def test_an_undo_that_would_take_too_long_is_refused_in_a_sentence(crowd, monkeypatch):
    workshop, activity, entries = crowd
    monkeypatch.setattr("app.live.commands.decide.UNDO_MOST", 0.0)
    answer = workshop.ask("fac", "core.undo", "", activity=activity, entry=entries[0])
    assert answer.kind == "refused" and "too much was done since" in answer.sentence
    assert entries[0] in workshop.room.record.scopes[activity][""].state.ideas.notes


def test_an_activity_that_takes_too_long_to_be_read_is_out_of_order_and_the_others_go_on(crowd, monkeypatch):
    workshop, activity, _entries = crowd
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    workshop.room.stop()
    monkeypatch.setattr(replay, "advance", taking(0.0002, replay.advance))  # hundreds, on a machine of any speed
    monkeypatch.setattr("app.live.commands.states.WORK_MOST", 0.02)
    workshop.open()
    assert workshop.room.record.broken == {activity}
    assert workshop.ask("ana", "say", mood, word="Vive").accepted
    assert "out of order" in workshop.ask("ana", "write", activity, text="Une idée").sentence


def test_four_hundred_cards_are_drawn_with_others_turns_in_between(crowd):
    workshop, activity, _entries = crowd
    workshop.connect("ana-1", "ana")
    workshop.wire.frames.clear()
    clock, spent = beside(lambda: (workshop.stage(activity, "cluster"), workshop.settle()))
    assert clock.longest() < min(spent, LONGEST), (spent, clock.longest())
    assert any(len(data.get("parts", ())) == 400 for sid, event, data in workshop.wire.frames if event == "show")


def test_a_work_that_has_had_its_time_ends(monkeypatch):
    monkeypatch.setattr(cooperative, "SLICE", 0.0)
    pace = Cooperative(0.01)
    with pytest.raises(TooLong):
        for _ in pace(iter(int, 1)):
            sum(range(10_000))
    assert SLICE > 0


def test_what_others_do_meanwhile_does_not_count_as_its_own(monkeypatch):
    monkeypatch.setattr(cooperative, "SLICE", 0.0)
    pace = Cooperative(0.05)
    others = [spawn(lambda: sum(range(2_000_000))) for _ in range(3)]
    assert list(pace(range(5))) == list(range(5)) and all(one.ready() for one in others)
    assert pace.rested > 0.05


def test_a_paced_undo_is_the_undo():
    board = Board(Ideation())
    first, *_others = [board.do(f"p{n}", "write", text=f"Idée {n}") for n in range(4)]
    board.record.slices = Cooperative
    board.undo(first)
    assert [note.text for note in board.state.ideas.notes.values()] == ["Idée 1", "Idée 2", "Idée 3"]
    assert board.snapshot() == board.replayed()


def test_results_of_four_hundred_cards_are_gathered_with_others_turns_in_between(crowd):
    workshop, activity, _entries = crowd
    workshop.stage(activity, "cluster")
    workshop.settle()
    job = lambda: results.gather(workshop.facts, workshop.room.record, "fr")  # noqa: E731
    clock, _spent = beside(lambda: workshop.room.run(job))
    assert clock.longest() < LONGEST
