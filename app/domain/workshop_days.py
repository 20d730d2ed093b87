"""From which day to which day a workshop may be said to last: what is refused, and why."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.calendar import written
from beffroi import Refused, translator

_ = translator(__name__)

LONGEST_DAYS = 366
"""Days after it was made that a workshop may last at most. Names are kept for a while after the last day: one that
could be put off for ever would keep them for ever."""

USUAL_DAYS = 7
"""Days that a new workshop is proposed to last: what closes too early is closed for good."""


def latest(made: date) -> date:
    """The last day that a workshop made on a day may have."""
    return made + timedelta(days=LONGEST_DAYS)


def check_days(first: date | None, last: date | None, *, today: date, made: date, was: date | None = None) -> None:
    """Refuse days that are none, that stand in no order, that are over, or that keep names too long.

    `was` is the last day so far, which may stay as it is even where it is over.
    """
    if first is None:
        raise Refused(_("The first day is no date that we can read: choose it in the calendar, as 2026-11-25."))
    if last is None:
        raise Refused(_("The last day is no date that we can read: choose it in the calendar, as 2026-11-25."))
    if last < first:
        raise Refused(_("The last day, %(last)s, comes before the first one.", last=written(last)))
    if last - first > timedelta(days=LONGEST_DAYS):
        raise Refused(_("There is more than a year between the first day and the last one."))
    if last == was:
        return
    if last < today:
        raise Refused(
            _(
                "The last day, %(last)s, is already over: it is %(today)s in the time zone of the workshop.",
                last=written(last),
                today=written(today),
            )
        )
    if last > latest(made):
        raise Refused(
            _(
                "The last day can be %(latest)s at the latest, a year after the workshop was made: names are not kept "
                "for ever. To go on after that, make another workshop.",
                latest=written(latest(made)),
            )
        )
