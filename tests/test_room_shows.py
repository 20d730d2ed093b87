"""What pages are sent of a room: late pages, bursts, what changed, one's own part, and a method that fails."""

from types import SimpleNamespace

import pytest

from app.live.room import room as room_module
from app.live.room.room import CPU_FRACTION, SHORTEST_TICK

STORES = ("sqlite", "postgresql")


def test_a_late_page_gets_the_last_broadcast_not_a_fresh_drawing(workshop):
    mood = workshop.add("mood")
    first = workshop.connect("one", "ana")
    second = workshop.connect("two", "bob")
    assert second["blocks"]["board"] == first["blocks"]["board"]
    workshop.do("ana", "say", mood, word="Calme")
    workshop.settle()
    shown = [
        data
        for sid, name, data in workshop.wire.frames
        if name == "show" and sid == "two" and "/board/" in data["channel"]
    ]
    assert [message["base"] for message in shown] == [first["blocks"]["board"]["n"]]


def test_a_burst_is_drawn_once_a_channel_not_once_a_command(workshop):
    from gevent import joinall, spawn

    mood = workshop.add("mood")
    for sid in range(5):
        workshop.connect(f"s{sid}", f"p{sid}")
    workshop.wire.frames.clear()
    joinall([spawn(workshop.ask, f"q{n}", "say", mood, word=f"mot{n}") for n in range(50)])
    workshop.settle()
    boards = [
        data
        for sid, name, data in workshop.wire.frames
        if sid == "s0" and name == "show" and "/board/" in data["channel"]
    ]
    assert len(boards) <= 5
    assert sum(len(data["parts"]) for data in boards) == 50


def test_only_what_changed_is_sent(workshop):
    mood = workshop.add("mood")
    for n in range(300):
        workshop.do(f"p{n}", "say", mood, word=f"mot numéro {n}")
    workshop.connect("sid", "bob")
    workshop.wire.frames.clear()
    workshop.do("ana", "say", mood, word="mot numéro 7")
    workshop.settle()
    (board,) = [data for _sid, name, data in workshop.wire.frames if name == "show" and "/board/" in data["channel"]]
    assert list(board["parts"]) == ["mot numéro 7"]
    assert "skeleton" not in board


def test_one_person_gets_their_own_part_and_nobody_else(workshop):
    ideation = workshop.add("ideation")
    workshop.connect("one", "ana")
    workshop.connect("two", "bob")
    workshop.wire.frames.clear()
    workshop.do("ana", "write", ideation, text="Mon idée à moi")
    workshop.settle()
    told = {sid for sid, _name, data in workshop.wire.frames if "Mon idée" in str(data)}
    assert told == {"one"}


def test_a_method_that_raises_breaks_nothing_else(workshop, monkeypatch):
    mood, ideation = workshop.add("mood"), workshop.add("ideation")
    from plugins.mood import Mood, Say

    def explode(*_):
        raise RuntimeError("boum")

    monkeypatch.setattr(Say, "apply", explode)
    answer = workshop.ask("ana", "say", mood, word="x")
    assert answer.kind == "refused" and "met a problem" in answer.sentence
    monkeypatch.setattr(Mood, "view", explode)
    workshop.connect("sid", "bob")
    workshop.do("ana", "write", ideation, text="Tout continue")
    assert "hors service" in str(
        workshop.room.run(lambda: workshop.room.snapshots.of(workshop.grant("bob"), "fr", mood))
    )
    assert {fault.where for fault in workshop.room.registry.faults} >= {"say.apply"}


def test_a_quiet_room_draws_at_once_and_a_busy_one_takes_a_fifth_of_a_core(workshop, monkeypatch):
    room = workshop.room
    room._loop.kill()

    clock = SimpleNamespace(now=1000.0, spent=0.0)
    clock.monotonic, clock.thread_time = lambda: clock.now, lambda: clock.spent
    monkeypatch.setattr(room_module, "time", clock)

    def cost(_paced):  # a hundredth of a second of loop time
        clock.now, clock.spent = clock.now + 0.01, clock.spent + 0.01

    monkeypatch.setattr(room.broadcaster, "flush", cost)

    def pause() -> float:
        room._flush()
        return room._next_flush - room._last_flush

    assert [pause() for _ in range(2)] == pytest.approx([SHORTEST_TICK] * 2)  # at once: it had saved up

    def busy(broadcasts: int) -> float:  # each as soon as it may be
        began = clock.now
        for _ in range(broadcasts):
            clock.now += pause()
        return 0.01 * broadcasts / (clock.now - began)

    busy(5)  # what was saved is spent
    assert busy(50) == pytest.approx(CPU_FRACTION, rel=0.05)
    clock.now += 60  # a quiet minute saves up no more than a moment
    assert [pause() for _ in range(2)] == pytest.approx([SHORTEST_TICK] * 2)
    busy(5)
    assert busy(50) == pytest.approx(CPU_FRACTION, rel=0.05)
