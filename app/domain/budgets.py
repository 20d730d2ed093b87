"""How much one person, one site and one workshop may add to a log: asked before the work, said in a sentence.

What a person adds fills again with time; what a workshop holds does not. Nothing here is an entry: after a restart
it is counted anew from the log, what was written anonymously by its pseudonym.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.log import Entry
from beffroi import Refused, translator

_ = translator(__name__)

HEAVY = 400
"""Bytes that an entry takes beside its words."""

BURST = 600_000
"""Bytes that a person may add at once: an outbox of field notes, a thousand dots."""

A_SECOND = 500
"""Bytes a second that come back to them."""

FACILITATORS = 5
"""As many times that much for a facilitator, who enters what others wrote on paper."""

OF_ONE = 10_000_000
"""Bytes of one person in one workshop, in all."""

ENTRIES_MOST = 200_000
"""Entries of one workshop: with more it would take seconds to open."""

BYTES_MOST = 100_000_000
"""Bytes of one workshop."""

RESERVE = 0.05
"""Of a workshop that is kept for each site, so that another one does not fill it."""

LEADING = 1.05
"""How far over the bounds facilitators go on leading: to close, to take back, to say goodbye."""

NEAR = 80
"""Per cent from which facilitators are told."""


class NotYet(Refused):
    """A refusal for now: what was asked is asked again by itself, and taken a little later."""


@dataclass(slots=True)
class Purse:
    """What one person may still add: filled with time, up to a burst."""

    left: float
    at: int
    spent: int = 0

    def fill(self, now: int, times: int) -> None:
        """Time has gone by."""
        if now > self.at:
            self.left = min(BURST * times, self.left + (now - self.at) * A_SECOND * times / 1000)
            self.at = now

    def spend(self, weight: int) -> None:
        """Something was added."""
        self.left -= weight
        self.spent += weight


def weigh(data: Mapping[str, Any]) -> int:
    """What an entry of this data takes, in bytes or nearly: asked at each command, and at opening of each entry."""
    return HEAVY + len(repr(data))


def whose(who: str) -> str:
    """The person, or pseudonym, whose purse it is: all the seats of a device share one."""
    return who.partition(".")[0]


@dataclass
class Budgets:
    """What a workshop holds, and what each of those who wrote in it may still add."""

    entries: int = 0
    bytes: int = 0
    purses: dict[str, Purse] = field(default_factory=dict)
    _pending: list[tuple[Purse | None, int]] = field(default_factory=list)

    @property
    def percent(self) -> int:
        """How full the workshop is."""
        return int(100 * self._fullness)

    @property
    def _fullness(self) -> float:
        return max(self.entries / ENTRIES_MOST, self.bytes / BYTES_MOST)

    # --- asking ----------------------------------------------------------------------------

    def must_afford(
        self, who: str, weight: int, now: int, *, leads: bool, sites: Callable[[], Mapping[str, str]]
    ) -> None:  # fmt: skip
        """Refuse what is more than somebody, their site or the workshop may add; `leads` is a facilitator at the helm.

        `sites` tells the site of each who is here: it is looked at only once the workshop is half full.
        """
        if self._fullness >= (LEADING if leads else 1):
            raise Refused(_("This workshop is full: nothing more can be recorded in it. Go on in another one."))
        times = times_of(who)
        purse = self._purse(who, now)
        purse.fill(now, times)
        if purse.spent + weight > OF_ONE * times:
            raise Refused(_("You have added as much as one person may in a workshop: tell the facilitators."))
        if purse.left < weight:
            raise NotYet(_("That is a great deal from one person: what you wrote stays here and goes out bit by bit."))
        if self._fullness >= 0.5 and not leads:  # noqa: PLR2004 - before, no site can have filled its share
            self._must_leave_room(whose(who), sites())

    def _must_leave_room(self, who: str, of: Mapping[str, str]) -> None:
        """Refuse a site that takes what is kept for the others."""
        site, sites = of.get(who, ""), set(of.values())
        if not site or len(sites) < 2:  # noqa: PLR2004 - nobody to leave it to
            return
        held: dict[str, int] = defaultdict(int)
        for name, purse in self.purses.items():
            held[of.get(name, "")] += purse.spent
        kept = min(RESERVE, 0.5 / len(sites)) * BYTES_MOST
        others = sum(max(0.0, kept - held[other]) for other in sites - {site})
        if held[site] > kept and self.bytes + others > BYTES_MOST:
            raise Refused(_("Your site has filled its part of this workshop; the rest is kept for the other sites."))

    def _purse(self, who: str, now: int) -> Purse:
        name = whose(who)
        if name not in self.purses:
            self.purses[name] = Purse(BURST * times_of(who), now)
        return self.purses[name]

    def claim(self, who: str, pseudonyms: Iterable[str], now: int) -> None:
        """What was added under these pseudonyms is theirs."""
        purse = self._purse(who, now)
        for name in pseudonyms:
            other = self.purses.pop(name, None) if name != whose(who) else None
            if other is not None:
                other.fill(now, 1)
                purse.left -= BURST - other.left
                purse.spent += other.spent

    # --- counting --------------------------------------------------------------------------

    def add(self, entry: Entry, who: str = "") -> None:
        """One entry more, just taken from somebody or, without `who`, read in the log.

        Cards that the room added weigh on nobody. What is read counts in all, and not against what may be added at
        once: a row says the day alone.
        """
        weight = weigh(entry.data)
        self.entries += 1
        self.bytes += weight
        name, purse = who or entry.stamp.who, None
        if name and name != "system":
            purse = self._purse(name, entry.stamp.at)
            weight = HEAVY if entry.is_core and "cards" in entry.data else weight
            if who:
                purse.spend(weight)
            else:
                purse.spent += weight
        if who:
            self._pending.append((purse, weight))

    def keep(self) -> None:
        """What was added is committed."""
        self._pending.clear()

    def let_go(self, gone: Iterable[Entry]) -> None:
        """What was added was not committed: it weighs on nobody."""
        for entry in gone:
            self.entries -= 1
            self.bytes -= weigh(entry.data)
        for purse, weight in self._pending:
            if purse is not None:
                purse.spend(-weight)
        self._pending.clear()


def times_of(who: str) -> int:
    """How many times a person's budget somebody has."""
    return FACILITATORS if who.startswith("f:") else 1
