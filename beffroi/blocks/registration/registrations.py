"""Lists of those who registered for something: the first have a place, the others wait in the order they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from beffroi.words import translator

_ = translator(__name__)

LIST_MOST = 500
"""People on one list, those who wait too."""

NAME = 60
"""Characters of a name on a list."""


@dataclass(frozen=True)
class Registration:
    """Somebody's place on a list, by its `id`; `who` is never shown. From a paper list it holds a `name`."""

    id: str
    who: str
    name: str = ""


@dataclass(frozen=True)
class Name:
    """What somebody typed that they are called, `text`, and the `id` of the entry that holds it."""

    text: str = ""
    id: str = ""


@dataclass
class Registrations:
    """Lists of registrations: `joined`, by the id of the thing that each is for, in their order.

    `by_person` has the same by who registered, so that one more costs what the first did; `names` are what each typed
    that they are called. How many people a thing `holds` is asked each time, as it may change: 0 is as many as come.
    """

    joined: dict[str, dict[str, Registration]] = field(default_factory=dict)
    by_person: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)

    def add(self, thing: str, one: Registration) -> None:
        """Somebody more, at the end; who is on the list already stays where they are."""
        if thing in self.by_person.get(one.who, ()):
            return
        self.joined.setdefault(thing, {})[one.id] = one
        self.by_person.setdefault(one.who, {})[thing] = one.id

    def take(self, thing: str, id: str) -> None:
        """One less: whoever waits first has the place."""
        if one := self.joined.get(thing, {}).pop(id, None):
            self.by_person[one.who].pop(thing, None)
            if not self.by_person[one.who]:
                del self.by_person[one.who]

    def drop(self, thing: str) -> None:
        """A whole list less."""
        for id in [*self.joined.get(thing, ())]:
            self.take(thing, id)
        self.joined.pop(thing, None)

    def of(self, who: str) -> list[tuple[str, Registration]]:
        """Where somebody is registered: the things, each with the registration."""
        return [(thing, self.joined[thing][id]) for thing, id in self.by_person.get(who, {}).items()]

    def find(self, thing: str, who: str) -> Registration | None:
        """Somebody's registration for a thing."""
        id = self.by_person.get(who, {}).get(thing, "")
        return self.joined.get(thing, {}).get(id)

    def count(self, thing: str) -> int:
        """How many are on a list, those who wait too."""
        return len(self.joined.get(thing, ()))

    def taken(self, thing: str, holds: int) -> int:
        """How many have a place."""
        return min(self.count(thing), holds) if holds else self.count(thing)

    def inside(self, thing: str, holds: int) -> list[Registration]:
        """Who has a place."""
        return [*islice(self.joined.get(thing, {}).values(), holds or None)]

    def waiting(self, thing: str, holds: int) -> list[Registration]:
        """Who waits, the first first."""
        return [*islice(self.joined.get(thing, {}).values(), holds, None)] if holds else []

    def waits(self, thing: str, id: str, holds: int) -> int:
        """At which place of the waiting list a registration is, from 1 on; 0 where it has a place."""
        ids = [one.id for one in self.waiting(thing, holds)]
        return ids.index(id) + 1 if id in ids else 0

    def called(self, one: Registration) -> str:
        """What somebody is called on the lists; "" where they typed nothing."""
        return one.name or self.name_of(one.who).text

    def name_of(self, who: str) -> Name:
        """What somebody typed that they are called; an empty one where they typed nothing."""
        return self.names.get(who, Name())

    def named(self, thing: str, holds: int) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Those who have a place, then those who wait: the registration's id, and what they are called."""
        inside = tuple((one.id, self.called(one)) for one in self.inside(thing, holds))
        return inside, tuple((one.id, self.called(one)) for one in self.waiting(thing, holds))


def waits_said(n: int) -> Any:
    """At which place of a waiting list, in words."""
    return _("Waiting list: place %(n)s", n=n)
