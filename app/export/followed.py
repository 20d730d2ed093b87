"""What somebody took on, or registered for, as events of their own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from app.domain.calendar import read_day, zone
from app.export.calendar_file import Event
from beffroi import Dated

AT_NINE = timedelta(hours=9)

OF_A_DAY = (timedelta(days=7) - AT_NINE, timedelta(days=1) - AT_NINE)
"""How long before a day one is told of what is due: a week and a day before, at nine."""

OF_AN_HOUR = (timedelta(minutes=30),)


def events(things: Iterable[Dated], key: str, zone_name: str, address: str) -> Iterator[Event]:
    """An event for each thing that has a day, in their order.

    `key` is what they all are of, `address` where one reads more of it.
    """
    for one in sorted(things, key=lambda one: (one.day, one.begins.zfill(5))):
        if day := read_day(one.day):
            yield _event(one, day, f"{key}/{one.id}", zone_name, address)


def _event(one: Dated, day: date, key: str, zone_name: str, address: str) -> Event:
    said: dict[str, Any] = {
        "where": str(one.where),
        "said": "\n".join(map(str, one.said)),
        "address": address,
        "is_sure": one.is_sure,
    }
    begins, ends = _hour(one.begins), _hour(one.ends)
    if begins is None:
        return Event(key, one.text, day, reminders=OF_A_DAY if one.is_open else (), **said)
    here = zone(zone_name)
    over = datetime.combine(day, ends, here) if ends else None
    return Event(key, one.text, datetime.combine(day, begins, here), over, reminders=OF_AN_HOUR, **said)


def _hour(said: str) -> time | None:
    """A time of day as a method says it, `9:30` or `09:30`; None of none."""
    try:
        return time.fromisoformat(said.zfill(5)) if said else None
    except ValueError:
        return None
