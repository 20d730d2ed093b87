"""The link by which one activity is answered for days: by whoever has it, without a name and without joining."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, time

from app.domain.calendar import DAY_MS, read_day, zone
from app.domain.people import CODE_ALPHABET
from beffroi import Refused, translator
from beffroi.patterns import linear
from beffroi.small_groups import FEWEST

_ = translator(__name__)

CODE_LENGTH = 8
"""One sign more than a join code has: neither is ever taken for the other."""

DEVICE_LENGTH = 12
"""Signs of what a device keeps of itself, and of what corrects an answer from another one: 60 bits."""

LONGEST_MS = 92 * DAY_MS
"""How long a link may be open: a season."""

ANSWERERS_MOST = 5000
"""Who answers by one link, at most."""

_TIME = linear(r"(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class AnswerLink:
    """A link, and from when to when one answers by it; `shared` counts who did so on a device after somebody else."""

    code: str
    activity: str
    opens_at: int
    closes_at: int
    shared: int = 0

    def is_early(self, now: int) -> bool:
        """Whether it opens later."""
        return now < self.opens_at

    def is_over(self, now: int) -> bool:
        """Whether it has closed."""
        return now >= self.closes_at

    def is_open(self, now: int) -> bool:
        """Whether answers are taken."""
        return not self.is_early(now) and not self.is_over(now)


def new_code() -> str:
    """The code of a link, from the system's secure generator."""
    return drawn(CODE_LENGTH)


def new_device() -> str:
    """What a device is known by to one link, and to nothing else."""
    return drawn(DEVICE_LENGTH)


def drawn(length: int) -> str:
    """Signs of a code, from the system's secure generator."""
    return "".join(secrets.choice(CODE_ALPHABET) for _sign in range(length))


def shared_said(link: AnswerLink) -> str:
    """How many answered on a device on which somebody else had, in a sentence; of fewer than five no number."""
    if link.shared < FEWEST:
        return str(_("Fewer than five people answered on a device on which somebody else had answered before."))
    return str(
        _.many(
            "%(n)s person answered on a device on which somebody else had answered before.",
            "%(n)s people answered on a device on which somebody else had answered before.",
            link.shared,
        )
    )


def read_moment(day: str, hour: str, zone_name: str) -> int | None:
    """A day and an hour as a form sends them, as a workshop's clocks show them; None where they are none."""
    read = read_day(day)
    if read is None or not _TIME.fullmatch(hour.strip()):
        return None
    there = datetime.combine(read, time.fromisoformat(hour.strip()), zone(zone_name))
    return int(there.timestamp() * 1000)


def check_hours(opens_at: int | None, closes_at: int | None, *, now: int, closed_for_good_at: int) -> None:
    """Refuse hours that are none, that stand in no order, that are over, or that the workshop does not last to."""
    if opens_at is None:
        raise Refused(_("Say from which day and which hour people answer, as 2026-11-25 and 09:00."))
    if closes_at is None:
        raise Refused(_("Say until which day and which hour people answer, as 2026-12-02 and 18:00."))
    if closes_at <= opens_at:
        raise Refused(_("The closing comes before the opening."))
    if closes_at <= now:
        raise Refused(_("The closing is already over: choose a later one."))
    if closes_at - opens_at > LONGEST_MS:
        raise Refused(_("A link is open for three months at most."))
    if closes_at > closed_for_good_at:
        raise Refused(
            _(
                "The closing comes later than the day after the last day of the workshop, when its anonymous "
                "activities close for good: choose an earlier one, or put off the last day in the settings of the "
                "workshop."
            )
        )
