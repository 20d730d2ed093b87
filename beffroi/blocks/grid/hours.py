"""Rows that are hours: days and times as they are typed, with what is wrong said by its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from beffroi.blocks.grid.placed import Line
from beffroi.blocks.grid.settings import line_id
from beffroi.fields import DAY
from beffroi.patterns import linear
from beffroi.refused import Refused
from beffroi.report.numbers import day_in_words
from beffroi.words import translator

_ = translator(__name__)

HOURS_MOST = 60
"""Rows of hours, at most."""

DAY_OF_MINUTES = 24 * 60

_DAY = linear(DAY)
_SPAN = linear(r"(\d{1,2})\s*[:hH.]\s*(\d{2})?\s*(?:-|–|—|à|to)\s*(\d{1,2})\s*[:hH.]\s*(\d{2})?")


@dataclass(frozen=True)
class Hours(Line):
    """A row, by its `id`, that `begins` at one minute of a `day` and `ends` at another.

    Minutes are counted from the first day of the calendar.
    """

    day: str = ""
    begins: int = 0
    ends: int = 0

    @property
    def said(self) -> Any:
        """The hours in words."""
        return _("%(begin)s–%(end)s", begin=hour_said(self.begins), end=hour_said(self.ends))

    @property
    def heading(self) -> Any:
        """The day in words."""
        return day_in_words(self.day, with_weekday=True)

    @property
    def whole(self) -> Any:
        """Day and hours in words."""
        return _("%(day)s, %(hours)s", day=self.heading, hours=self.said)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.ends - self.begins


def hour_said(minute: int) -> Any:
    """A time of day in words: « 9 h 30 », “9:30”."""
    hours, minutes = divmod(minute % DAY_OF_MINUTES, 60)
    return _("%(h)s:%(m)s", h=hours, m=f"{minutes:02d}") if minutes else _("%(h)s:00", h=hours)


def hours_of(text: str, zone: str = "") -> tuple[Hours, ...]:
    """The hours that are typed, in their order: a day, then its hours, `2026-12-07 / 9:30-10:15 / 10:30-11:15`.

    Raises `Refused` at the first that are none, that end before they begin, or over which the clocks of the `zone`
    change, with the line and the words.
    """
    found: dict[str, Hours] = {}
    for number, line in _lines(text):
        day, *spans = [part.strip() for part in line.split("/")]
        if not _DAY.fullmatch(day):
            raise Refused(
                _("Line %(n)s, “%(said)s”: begin with the day, as 2026-12-07 / 9:30-10:15.", n=number, said=day[:40])
            )
        if not any(spans):
            raise Refused(_("Line %(n)s: after the day come its hours, as 2026-12-07 / 9:30-10:15.", n=number))
        for span in filter(None, spans):
            made = _made(day, span, number, zone)
            if made.id in found:
                raise Refused(_("Line %(n)s, “%(said)s”: these hours stand there twice.", n=number, said=span[:40]))
            found[made.id] = made
    if len(found) > HOURS_MOST:
        raise Refused(_("A grid takes %(most)s times at most; here are %(n)s.", n=len(found), most=HOURS_MOST))
    return tuple(sorted(found.values(), key=lambda one: (one.begins, one.ends)))


def kept_hours(text: str) -> tuple[Hours, ...]:
    """The same of settings that were kept: what can no longer be read is left out."""
    found: dict[str, Hours] = {}
    for number, line in _lines(text):
        day, *spans = [part.strip() for part in line.split("/")]
        for span in filter(None, spans):
            try:
                made = _made(day, span, number, "")
            except (Refused, ValueError):
                continue
            found[made.id] = made
    return tuple(sorted(found.values(), key=lambda one: (one.begins, one.ends)))[:HOURS_MOST]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _made(day: str, span: str, number: int, zone: str) -> Hours:
    read = _SPAN.fullmatch(span)
    hours = [int(one or 0) for one in read.groups()] if read else [24, 0, 24, 0]
    begins, ends = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if max(hours[0], hours[2]) > 23 or max(hours[1], hours[3]) > 59:  # noqa: PLR2004 - of a clock
        raise Refused(_("Line %(n)s, “%(said)s”: write two times of day, as 9:30-10:15.", n=number, said=span[:40]))
    if ends <= begins:
        raise Refused(_("Line %(n)s, “%(said)s”: it ends before it begins.", n=number, said=span[:40]))
    on = date.fromisoformat(day)
    if zone and _changes(on, begins, ends, zone):
        raise Refused(
            _(
                "Line %(n)s, “%(said)s”: on that day the clocks change in these hours. End before, or begin after.",
                n=number,
                said=span[:40],
            )
        )
    start = on.toordinal() * DAY_OF_MINUTES
    return Hours(line_id(f"{day} {begins} {ends}"), span, "", day, day, start + begins, start + ends)


def _changes(day: date, begins: int, ends: int, zone: str) -> bool:
    """Whether the clocks change between two minutes of a day, or show one of them twice."""
    here = ZoneInfo(zone)
    moments = [datetime.combine(day, time(), here) + timedelta(minutes=one) for one in (begins, ends - 1)]
    return len({one.replace(fold=fold).utcoffset() for one in moments for fold in (0, 1)}) > 1
