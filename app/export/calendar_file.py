"""Events as a calendar file (iCalendar, RFC 5545): what any phone or Outlook puts beside its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from beffroi.signs import without_isolates

MIMETYPE = "text/calendar; charset=utf-8"

MADE_BY = "-//Beffroi//Beffroi//FR"

COUNTED_FROM = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
"""Whence the minutes are counted that say which of two files was made later."""


@dataclass(frozen=True)
class Event:
    """Something at a time: of whole days where it `begins` on a `date`, else at a moment that knows its zone.

    `key` is what it is, the same in every file that holds it, so that a later one changes it and adds none. `ends` is
    the moment, or the last day; None for the day alone. `reminders` are how long before it begins one is told.
    """

    key: str
    title: str
    begins: date | datetime
    ends: date | datetime | None = None
    where: str = ""
    said: str = ""
    address: str = ""
    is_sure: bool = True
    reminders: Sequence[timedelta] = ()

    @property
    def is_of_days(self) -> bool:
        """Whether it has no hour."""
        return not isinstance(self.begins, datetime)


def as_ics(events: Iterable[Event], name: str, key: str, now: int) -> bytes:
    """A calendar called `name`, made at `now`, in ms since 1970; with the rules of each zone that its events are in.

    `key` is what it is, as of an event.
    """
    from icalendar import Calendar, vText  # noqa: PLC0415 - a tenth of a second of start-up that few need

    told = list(events)
    calendar = Calendar.new(prodid=MADE_BY, uid=_uid(key))
    for called in ("NAME", "X-WR-CALNAME"):
        calendar.add(called, vText(_plain(name)))  # by itself the library does not escape these two
    for one in told:
        calendar.add_component(_event(one, now))
    if hours := [moment.date() for one in told for moment in (one.begins, one.ends) if isinstance(moment, datetime)]:
        around = timedelta(days=366)  # a whole year on both sides: a rule of summer and one of winter at least
        calendar.add_missing_timezones(first_date=min(hours) - around, last_date=max(hours) + around)
    return bytes(calendar.to_ical())


def _event(one: Event, now: int) -> Any:
    from icalendar import Alarm  # noqa: PLC0415
    from icalendar import Event as Component  # noqa: PLC0415
    from icalendar.enums import STATUS, TRANSP  # noqa: PLC0415

    made = Component.new(
        uid=_uid(one.key),
        summary=_plain(one.title),
        start=one.begins,
        end=_after(one),
        location=_plain(one.where) or None,
        description=_plain(one.said) or None,
        url=one.address or None,
        status=STATUS.CONFIRMED if one.is_sure else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT if one.is_of_days else TRANSP.OPAQUE,
        stamp=datetime.fromtimestamp(now // 1000, UTC),
        sequence=max(0, now // 1000 - COUNTED_FROM) // 60,  # whoever takes a file in keeps what the later one says
    )
    for before in one.reminders:
        alarm = Alarm.new(description=_plain(one.title))
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        made.add_component(alarm)
    return made


def _after(one: Event) -> date | datetime:
    """When it is over: of whole days, the day after the last."""
    if isinstance(one.begins, datetime):
        return max(one.begins, one.ends) if isinstance(one.ends, datetime) else one.begins + timedelta(hours=1)
    last = one.ends if one.ends is not None and not isinstance(one.ends, datetime) else one.begins
    return max(one.begins, last) + timedelta(days=1)


def _uid(key: str) -> str:
    """A name that says nothing of what it is the name of."""
    return str(uuid5(NAMESPACE_URL, f"urn:beffroi:{key}"))


def _plain(text: str) -> str:
    """A text as a calendar holds it: no signs that steer a machine, one kind of line end; the library escapes it."""
    lines = without_isolates(text).encode("utf-8", "ignore").decode().splitlines()
    return "\n".join("".join(char for char in line if unicodedata.category(char) != "Cc") for line in lines)
