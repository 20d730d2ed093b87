"""Planned against real: how late the workshop is, when what is to come begins now, and what could be shortened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import MINUTE_MS, Activity, Agenda
from app.domain.calendar import start_of, today
from app.domain.timetable import Row, Timetable, timetable

BREAK_LEAST = 5
"""Minutes that a break keeps, whatever is cut."""

FREE_MOST = 60
"""Minutes that a break may grow by until the fixed hour of what follows."""

LEAST = 3
"""Minutes that anything else keeps."""


@dataclass(frozen=True)
class Paced:
    """One activity: when it was to begin, when it did, or when it will as things stand; in ms since 1970."""

    activity: Activity
    planned: int
    began: int
    """0 where it has not."""
    expected: int
    """Where it has not begun: when it will, as things stand."""
    minutes: int
    is_over: bool = False
    stages: tuple[tuple[str, int, int], ...] = ()
    """Of what is on: each stage, when it was to come up and when it did, 0 where it has not or nobody said."""


@dataclass(frozen=True)
class Pace:
    """The day as it goes."""

    rows: tuple[Paced, ...]
    late: int
    """Minutes by which what is on will be over late; below 0, early."""
    late_at_end: int
    """Minutes by which all of it will be over late: fixed hours and free minutes take up some of it."""
    ends: int
    """When all of it will be over, in ms since 1970."""

    @property
    def to_come(self) -> tuple[Paced, ...]:
        """What is still to begin; what was jumped over is not."""
        return tuple(row for row in self.rows if row.expected)


def is_break(activity: Activity) -> bool:
    """Whether people have a break meanwhile, as the settings of its method say."""
    return activity.settings.get("kind") == "break"


def pace(agenda: Agenda, now: int, zone: str) -> Pace | None:
    """How it goes; None before anything of the agenda was opened."""
    plan = timetable(agenda)
    begun = [row for row in plan.rows if row.activity.id in agenda.began]
    if not begun:
        return None
    zero = _midnight(agenda, plan, begun, zone)
    here = plan.row(agenda.now) or _last_begun(agenda, begun)
    over = _over(agenda, here.activity, now)
    expected = dict(_expected(agenda, plan, here, over, zero))
    rows = tuple(_paced(agenda, row, zero, here, expected) for row in plan.rows)
    ends = max(
        [
            over,
            *(expected[row.activity.id] + row.minutes * MINUTE_MS for row in plan.rows if row.activity.id in expected),
        ]
    )
    planned_end = zero + (plan.ends_at if plan.ends_at is not None and plan.is_timed else plan.end) * MINUTE_MS
    return Pace(rows, _minutes(over - zero - here.end * MINUTE_MS), _minutes(ends - planned_end), ends)


def resumes_at(agenda: Agenda, zone: str) -> int:
    """When the break that leads the pages is over: by its clock, else by its minutes, and not before the fixed hour of
    what follows; in ms since 1970. 0 where no break leads, its facilitators typed an hour, or nobody said how long."""
    here = agenda.present
    if here is None or not is_break(here) or here.settings.get("resume") or here.id not in agenda.began:
        return 0
    began = _began(agenda, here)
    over = began + here.minutes_in_all * MINUTE_MS if here.minutes_in_all else 0
    if agenda.timer.total_ms:
        over = agenda.timer.ends_at if agenda.timer.running else 0
    plan = timetable(agenda)
    listed = [row.activity for row in plan.rows]
    ahead = listed[listed.index(here) + 1 :] if here in listed else []
    after = next((one for one in ahead if one.id not in agenda.began), None)
    if not over or after is None or not plan.is_timed or after.fixed_at is None:
        return over
    fixed = start_of(today(began, zone), zone) + after.fixed_at * MINUTE_MS
    return max(over, fixed) if fixed - over < FREE_MOST * MINUTE_MS else over


def _midnight(agenda: Agenda, plan: Timetable, begun: Sequence[Row], zone: str) -> int:
    """The moment that the minutes of the timetable count from: of the day on which it was begun; where nobody said an
    hour, so that the first one to be opened began in time."""
    first = min(begun, key=lambda row: _began(agenda, row.activity))
    opened = _began(agenda, first.activity)
    return start_of(today(opened, zone), zone) if plan.is_timed else opened - first.start * MINUTE_MS


def _began(agenda: Agenda, activity: Activity) -> int:
    return min(agenda.began.get(activity.id, {}).values(), default=0)


def _last_begun(agenda: Agenda, begun: Sequence[Row]) -> Row:
    return max(begun, key=lambda row: _began(agenda, row.activity))


def _over(agenda: Agenda, activity: Activity, now: int) -> int:
    """When what is on will be over: its stage when its clock or its minutes have run, then the stages that follow."""
    here = max(now, agenda.back_at) if agenda.paused else now
    began, is_timed = (
        agenda.began[activity.id],
        any(activity.steps.get(id) and activity.steps[id].minutes for id in activity.stages),
    )
    if activity.id == agenda.now and agenda.timer.total_ms:
        stage_over = here + agenda.timer.left(now)
    else:
        since = began.get(activity.stage, 0) if is_timed else _began(agenda, activity)
        stage_over = max(here, since + activity.minutes_at(activity.stage) * MINUTE_MS)
    return stage_over + (sum(_later(activity)) * MINUTE_MS if is_timed else 0)


def _later(activity: Activity) -> Iterable[int]:
    place = activity.stages.index(activity.stage) + 1 if activity.stage in activity.stages else 0
    return (activity.minutes_at(id) for id in activity.stages[place:])


def _expected(agenda: Agenda, plan: Timetable, here: Row, over: int, zero: int) -> Iterator[tuple[str, int]]:
    """When each activity after the one that is on will begin: one that is fixed waits for its hour."""
    at = over
    after = plan.rows[[row.activity.id for row in plan.rows].index(here.activity.id) + 1 :]
    for row in (row for row in after if row.activity.id not in agenda.began):
        is_fixed = plan.is_timed and row.activity.fixed_at is not None
        at = max(at, zero + (row.start - row.overrun) * MINUTE_MS) if is_fixed else at
        yield row.activity.id, at
        at += row.minutes * MINUTE_MS


def _paced(agenda: Agenda, row: Row, zero: int, here: Row, expected: dict[str, int]) -> Paced:
    id, began, is_here = row.activity.id, _began(agenda, row.activity), row is here
    planned = zero + row.start * MINUTE_MS
    stages = tuple(_stages(agenda, row.activity, planned)) if is_here and len(row.activity.stages) > 1 else ()
    will = 0 if began else expected.get(id, 0)
    return Paced(row.activity, planned, began, will, row.minutes, bool(began) and not is_here, stages)


def _stages(agenda: Agenda, activity: Activity, starts: int) -> Iterator[tuple[str, int, int]]:
    at, began = starts, agenda.began.get(activity.id, {})
    is_timed = any(id in activity.steps and activity.steps[id].minutes for id in activity.stages)
    for id in activity.stages:
        yield id, at if is_timed or id == activity.stages[0] else 0, began.get(id, 0)
        at += activity.minutes_at(id) * MINUTE_MS if is_timed else 0


def _minutes(ms: int) -> int:
    return round(ms / MINUTE_MS)


# --- what could be shortened ---------------------------------------------------------------------


@dataclass(frozen=True)
class Cut:
    """An activity to come that could take less time; `by` is how much less is proposed."""

    activity: Activity
    minutes: int
    spare: int
    by: int = 0


def least(activity: Activity) -> int:
    """The minutes that an activity keeps: half of them, and a break never under five."""
    minutes = activity.minutes_in_all
    return min(minutes, max(BREAK_LEAST if is_break(activity) else LEAST, (minutes + 1) // 2))


def cuts(to_come: Iterable[Activity], need: int) -> list[Cut]:
    """What can go of what is to come, and how much of each would make up for so many minutes, the longest first.

    What is fixed keeps its minutes: it begins when it does, and often somebody else holds it.
    """
    open_ones = [one for one in to_come if one.fixed_at is None]
    found = [Cut(one, one.minutes_in_all, one.minutes_in_all - least(one)) for one in open_ones]
    found = [cut for cut in found if cut.spare > 0]
    taken: dict[str, int] = {}
    for cut in sorted(found, key=lambda cut: -cut.spare):
        taken[cut.activity.id] = min(cut.spare, max(0, need - sum(taken.values())))
    return [Cut(cut.activity, cut.minutes, cut.spare, taken[cut.activity.id]) for cut in found]


def with_minutes(activity: Activity, minutes: int) -> dict[str, Any]:
    """What a command says so that an activity takes so many minutes in all: of its stages, the longest give or take."""
    timed = {
        id: activity.steps[id].minutes for id in activity.stages if id in activity.steps and activity.steps[id].minutes
    }
    if not timed:
        return {"minutes": minutes}
    over = sum(timed.values()) - minutes
    if over < 0:
        last = activity.stage if activity.stage in timed else max(timed, key=lambda id: timed[id])
        return {"stage_minutes": {last: timed[last] - over}}
    changed: dict[str, int] = {}
    while over > 0:
        longest = max(timed, key=lambda id: timed[id])
        if timed[longest] <= 1:
            break
        timed[longest] -= 1
        over -= 1
        changed[longest] = timed[longest]
    return {"stage_minutes": changed}
