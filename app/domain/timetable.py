"""When each activity of the agenda is to begin, how long all of it takes, and by how much it runs over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.agenda import Activity, Agenda
from beffroi.patterns import linear

DAY = 24 * 60
"""Minutes of a day."""

HALF_A_DAY = DAY // 2

_TYPED = linear(r"([01]?[0-9]|2[0-3])[:h]?([0-5][0-9])?")


@dataclass(frozen=True)
class Row:
    """One activity of the timetable; its times are minutes since the midnight before the workshop begins."""

    activity: Activity
    start: int
    minutes: int
    gap: int = 0
    """Minutes that are free before its fixed hour."""
    overrun: int = 0
    """Minutes by which what comes before it runs over its fixed hour; it begins that much later."""

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.minutes


@dataclass(frozen=True)
class Timetable:
    """The agenda in time. Where nobody said when it begins, its rows count from 0 and no hour is fixed."""

    rows: tuple[Row, ...]
    starts_at: int | None
    ends_at: int | None
    """When it is to be over, where somebody said so."""

    @property
    def is_timed(self) -> bool:
        """Whether its times are hours of a day; else they are minutes since it began."""
        return self.starts_at is not None

    @property
    def minutes(self) -> int:
        """The sum of all activities, without what is free between them."""
        return sum(row.minutes for row in self.rows)

    @property
    def end(self) -> int:
        """When the last activity is over."""
        return self.rows[-1].end if self.rows else self.starts_at or 0

    @property
    def lasts(self) -> int:
        """Minutes from the beginning to the end, what is free between activities counted in."""
        return self.end - (self.starts_at or 0)

    @property
    def overrun(self) -> int:
        """Minutes by which it runs over the end that somebody said; 0 where nobody did, or it does not."""
        if self.ends_at is None or self.starts_at is None:
            return 0
        return max(0, self.end - self.ends_at)

    def row(self, activity: str) -> Row | None:
        """The row of an activity; None of one that is put aside, or was asked beside what was on."""
        return next((row for row in self.rows if row.activity.id == activity), None)


def timetable(agenda: Agenda) -> Timetable:
    """The agenda in time, without what was put aside or asked beside what was on."""
    listed = (one for one in agenda.listed() if not one.aside)
    return Timetable(tuple(_rows(listed, agenda.starts_at)), agenda.starts_at, agenda.ends_at)


def _rows(activities: Iterable[Activity], starts_at: int | None) -> Iterable[Row]:
    now = starts_at or 0
    for one in activities:
        fixed = None if starts_at is None or one.fixed_at is None else next_hour(one.fixed_at, now)
        row = Row(
            one,
            start=now if fixed is None else max(now, fixed),
            minutes=one.minutes_in_all,
            gap=0 if fixed is None else max(0, fixed - now),
            overrun=0 if fixed is None else max(0, now - fixed),
        )
        yield row
        now = row.end


def next_hour(hour: int, now: int) -> int:
    """An hour of the day on the timetable: up to half a day before `now` it is missed, earlier it is the next day's."""
    here = now - now % DAY + hour
    if here - now > HALF_A_DAY and here >= DAY:
        return here - DAY
    return here + DAY if now - here > HALF_A_DAY else here


def as_typed(minute: int | None) -> str:
    """A time of day as a field of a form and a template have it: `10:30`; "" of none."""
    return "" if minute is None else f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def read_hour(typed: str) -> int | None:
    """A time of day as people type it: `10:30`, `10h30`, `10 h`, `9`; None where it is none."""
    found = _TYPED.fullmatch("".join(typed[:20].lower().split()))
    return int(found[1]) * 60 + int(found[2] or 0) if found else None
