"""A method that computes makes everybody wait: it is named, and suspended when it goes on; facilitators resume it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from app.host import never_ending
from app.live.commands import slow_methods
from plugins.mood import Mood, Say

SLOW = 0.02


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A fifteenth of what is borne, so that the tests are as much shorter."""
    monkeypatch.setattr(slow_methods, "MOST", SLOW)


def compute():
    until = time.thread_time() + 2 * SLOW
    while time.thread_time() < until:
        pass


class SlowSay(Say, name="say", stage="say"):
    def apply(self, words, stamp):
        compute()
        super().apply(words, stamp)


class SlowToApply(Mood):
    commands = (SlowSay,)


class SlowToDraw(Mood):
    def personal_view(self, words, who):
        compute()
        return super().personal_view(words, who)


class EndlessSay(Say, name="say", stage="say"):
    def apply(self, words, stamp):
        words.by_person["half"] = "done"
        while True:
            with suppress(Exception):
                len(self.word)


class Endless(Mood):
    commands = (EndlessSay,)


for kind in (SlowToApply, SlowToDraw, Endless):
    kind.__module__ = Mood.__module__  # its template is the one of the method that it slows down


@pytest.fixture
def slow(workshop, request):
    """A workshop whose one-word mood computes."""
    registry = workshop.room.registry
    plugin = next(one for one in registry.plugins if any(method.id == "mood" for method in one.methods))
    plugin.methods = [request.param()]
    workshop.room.stop()
    workshop.open()  # with that method in its catalogue
    return workshop


@pytest.mark.parametrize("slow", [SlowToApply], indirect=True)
def test_three_slow_calls_suspend_the_activity_and_say_so(slow):
    mood = slow.add("mood")
    for word in ("calme", "vive", "claire"):
        assert slow.ask("ana", "say", mood, word=word).accepted
    answer = slow.ask("bob", "say", mood, word="vite")
    assert (answer.kind, "suspended" in answer.sentence) == ("refused", True)
    fault = slow.room.registry.faults[-1]
    assert (fault.method, fault.where) == ("mood", "say.apply") and "3 times" in fault.error


@pytest.mark.parametrize("slow", [SlowToApply], indirect=True)
def test_what_was_written_is_kept_and_a_facilitator_lets_it_go_on(slow):
    mood = slow.add("mood")
    for word in ("calme", "vive", "claire"):
        slow.ask("ana", "say", mood, word=word)
    slow.room.lead(slow.grant("fac"), "resume", mood)
    assert slow.ask("ana", "say", mood, word="encore").accepted
    assert "encore" in str(slow.room.record.standing(mood).state)


@pytest.mark.parametrize("slow", [SlowToDraw], indirect=True)
def test_drawing_counts_as_well_and_the_pages_show_who_may_resume(slow):
    mood = slow.add("mood")
    for n in range(3):
        slow.connect(f"ana{n}", "ana", "en")
    assert mood in slow.room.record.patience.suspended
    slow.settle()
    hers = slow.connect("bob", "bob", "en")
    assert "is suspended" in str(hers["blocks"]["board"]) and "resume" not in str(hers["blocks"])
    theirs = slow.connect("fac", "fac", "en")
    assert f'data-lead="resume" data-value="{mood}"' in str(theirs["blocks"]["control"])


@pytest.mark.parametrize("slow", [Mood], indirect=True)
def test_a_method_that_keeps_nobody_waiting_is_never_suspended(slow):
    mood = slow.add("mood")
    for n in range(20):
        slow.ask("ana", "say", mood, word=f"mot {n}")
    assert not slow.room.record.patience.suspended


@pytest.mark.parametrize("slow", [SlowToApply], indirect=True)
def test_what_is_noticed_is_told_once_and_suspends_nothing(slow, monkeypatch):
    monkeypatch.setattr(slow_methods, "MOST", 60)
    monkeypatch.setattr(slow_methods, "NOTICED", SLOW)
    mood = slow.add("mood")
    for n in range(4):
        assert slow.ask("ana", "say", mood, word=f"mot {n}").accepted
    told = [fault for fault in slow.room.registry.faults if fault.where == "say.apply"]
    assert len(told) == 1 and "ms of processor time; 60000 are borne" in told[0].error


class Wordy(Mood):
    def view(self, words):
        return {"words": [("x" * 200_000, 1)] if words.by_person else []}


@pytest.mark.parametrize("slow", [Wordy], indirect=True)
def test_a_large_board_is_told_by_name_and_drawn(slow):
    mood = slow.add("mood")
    slow.do("ana", "say", mood, word="calme")
    hers = slow.connect("bob", "bob", "en")
    assert "xxxx" in str(hers["blocks"]["board"])
    (fault,) = [fault for fault in slow.room.registry.faults if fault.where == "drawing board"]
    assert (fault.method, fault.error) == ("mood", "400 kB, which a slow line waits for; 3000 are sent at most")


@pytest.mark.parametrize("slow", [Wordy], indirect=True)
def test_one_that_is_too_large_is_sent_to_nobody(slow, monkeypatch):
    monkeypatch.setattr(slow_methods, "LARGEST", 350_000)
    mood = slow.add("mood")
    slow.do("ana", "say", mood, word="calme")
    hers = slow.connect("bob", "bob", "en")
    assert "out of order" in str(hers["blocks"]["board"]) and "xxxx" not in str(hers["blocks"])
    assert "TooLarge: 400 kB, and a page is sent 350 at most: show fewer things" in slow.room.registry.faults[-1].error


@pytest.mark.parametrize("slow", [Mood], indirect=True)
def test_nothing_is_told_of_a_small_one(slow, monkeypatch):
    monkeypatch.setattr(slow_methods, "MOST", 60)
    monkeypatch.setattr(slow_methods, "NOTICED", 60)
    mood = slow.add("mood")
    slow.do("ana", "say", mood, word="calme")
    slow.connect("bob", "bob", "en")
    assert not slow.room.registry.faults


@pytest.mark.parametrize("slow", [Endless], indirect=True)
def test_one_that_never_ends_is_interrupted_in_its_line_and_suspended_at_once(slow, monkeypatch):
    monkeypatch.setattr(never_ending, "LONGEST", 2 * SLOW)
    monkeypatch.setattr(never_ending, "TICK", SLOW)
    never_ending.start()
    mood, topic = slow.add("mood"), slow.add("ideation")
    answer = slow.ask("ana", "say", mood, word="calme")
    assert (answer.kind, slow.room.record.standing(mood).state.by_person) == ("refused", {}), "half of it is kept"
    fault = slow.room.registry.faults[-1]
    assert fault.where == "say.apply" and fault.error.startswith("NeverEnds: it computed for"), fault
    assert "suspended" in slow.ask("bob", "say", mood, word="vite").sentence
    assert slow.ask("bob", "write", topic, text="Un guichet").accepted, "nobody else is served"
