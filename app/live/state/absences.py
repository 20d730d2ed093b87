"""Sites of which many have gone off line lately: a line that fell, rather than somebody who went home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.people import Person, Site

SINCE_MS = 60_000
"""Milliseconds after which it is no page that was loaded anew."""

UNTIL_MS = 600_000
"""Milliseconds after which everybody knows, or they are not coming back."""

FEWEST = 2
SHARE = 3
"""One in so many of a site, and `FEWEST` at least."""


class Absence(NamedTuple):
    """How many of a site are off line, and for how many minutes the last of them."""

    site: Site
    people: int
    minutes: int


@dataclass
class Absences:
    """Who had a page open and has none, since when; nothing of it is kept."""

    seen: set[str] = field(default_factory=set)
    since: dict[str, int] = field(default_factory=dict)
    told: tuple[Absence, ...] = ()
    """As it was found last."""

    def look(self, people: Iterable[Person], opened: Mapping[str, int], sites: Iterable[Site], now: int) -> bool:
        """Look who is off line; whether that is another answer than before. Asked again and again."""
        here = [one for one in people if not one.left and not one.on_paper]
        for person in here:
            if opened.get(person.id):
                self.seen.add(person.id)
                self.since.pop(person.id, None)
            elif person.id in self.seen:
                self.since.setdefault(person.id, now)
        before, self.told = self.told, tuple(self._of(here, sites, now))
        return before != self.told

    def _of(self, here: list[Person], sites: Iterable[Site], now: int) -> Iterable[Absence]:
        gone = {person.id for person in here if SINCE_MS <= now - self.since.get(person.id, now) < UNTIL_MS}
        for site in sites:
            absent = [person for person in here if person.site == site.id and person.id in gone]
            people, of = sum(one.seats for one in absent), sum(one.seats for one in here if one.site == site.id)
            if people >= FEWEST and people * SHARE >= of:
                yield Absence(site, people, min(now - self.since[one.id] for one in absent) // 60_000)
