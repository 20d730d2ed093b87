"""A stage that ends as its timer runs out: the host goes on, and starts the next one's."""

from __future__ import annotations

from app.live.room.clocked import going_on


def _asked(workshop, later=0):
    now = workshop.room.clock() + later * 60_000
    return [(one.name, one.data.get("to") or one.data.get("minutes")) for one in going_on(workshop.room.sources, now)]


def test_sheets_pass_on_by_the_clock_where_its_facilitator_says_so_and_the_next_timer_runs(workshop):
    activity = workshop.add(
        "brainwriting", anonymous=False, settings={"by_clock": True}, stages=["round1", "round2", "mark"]
    )
    assert _asked(workshop, later=60) == [], "no timer was started"
    workshop.core("core.clock", act="start", minutes=3)
    assert _asked(workshop, later=2) == []
    assert _asked(workshop, later=4) == [("core.stage", "round2"), ("core.clock", 4)]
    for ask in going_on(workshop.room.sources, workshop.room.clock() + 240_000):
        assert workshop.room.ask(ask).accepted
    agenda = workshop.room.record.agenda
    assert agenda.activities[activity].stage == "round2" and agenda.timer.running
    assert _asked(workshop, later=2) == []
    workshop.core("core.pause", paused=True)
    assert _asked(workshop, later=9) == []


def test_a_stage_that_does_not_end_with_its_timer_stays(workshop):
    workshop.add("brainwriting", anonymous=False, stages=["round1", "round2"])
    workshop.core("core.clock", act="start", minutes=3)
    assert _asked(workshop, later=9) == []
