"""Who is in the workshop, who has a page open, and who says they are done: people by site, never sockets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from app.domain.heads import present
from app.domain.people import Person, Site, heads_by_site, told_apart

Signal = Literal["done", "longer", ""]


@dataclass(frozen=True)
class SiteCount:
    """A site's line: how many joined, `on_paper` some of these, have a page open, say they are done or want longer."""

    site: Site
    joined: int
    online: int
    done: int
    longer: int
    on_paper: int = 0


@dataclass
class Presence:
    """People by id, and what each seat signals in the present stage; signals are kept in memory only.

    They are no part of the log on purpose: next to anonymous entries, who signalled when would tell
    who wrote what.
    """

    people: dict[str, Person] = field(default_factory=dict)
    signals: dict[str, str] = field(default_factory=dict)
    polling: dict[str, str] = field(default_factory=dict)
    """The site of each open page that has only polling, by connection."""
    opened: Counter[str] = field(default_factory=Counter)
    """How many pages each person has open, by the person's id."""
    claims: dict[str, list[str]] = field(default_factory=dict)
    """Devices that facilitators gave a person's place to and nobody has answered for, by the person's id."""

    def here(self) -> list[Person]:
        """Those who joined and have not left."""
        return [person for person in self.people.values() if not person.left]

    def removed(self) -> list[Person]:
        """Those whom facilitators took out."""
        return [person for person in self.people.values() if person.removed]

    def heads(self) -> int:
        """How many people that makes, seats counted."""
        return sum(person.seats for person in self.here())

    def opens(self, person: str) -> bool:
        """Somebody opens a page; whether they had none. "" is nobody: a console, a screen."""
        self.opened[person] += 1
        return bool(person) and self.opened[person] == 1

    def shuts(self, person: str) -> bool:
        """A page of somebody's is gone; whether it was their last."""
        self.opened[person] -= 1
        if self.opened[person]:
            return False
        del self.opened[person]
        return bool(person)

    def online(self) -> int:
        """How many people have a page open."""
        return sum(1 for person in self.opened if person)

    def has_page(self, person: str) -> bool:
        """Whether somebody has a page open."""
        return self.opened[person] > 0

    def followers(self, people: Iterable[Person]) -> int:
        """How many of these are present, seats counted: whom one waits for."""
        return present(people, self.has_page)

    def name_for(self, name: str) -> str:
        """The name, told apart from those here already."""
        return told_apart(name, (person.name for person in self.people.values()))

    def signal(self, who: str, kind: str) -> bool:
        """Keep what a seat signals; whether that changed anything."""
        before = self.signals.get(who, "")
        if kind:
            self.signals[who] = kind
        else:
            self.signals.pop(who, None)
        return before != kind

    def forget_signals(self) -> None:
        """A new stage: nobody is done yet."""
        self.signals.clear()

    def polls(self, sid: str, site: str, is_polling: bool) -> bool:
        """Note how a page is connected; whether that is news."""
        before = self.polling.pop(sid, None)
        if is_polling:
            self.polling[sid] = site
        return is_polling != (before is not None)

    def signalled(self, kind: str) -> int:
        """How many of those here signal `kind`."""
        return sum(1 for person in self.here() for who in person.whos() if self.signals.get(who) == kind)

    def by_site(self, sites: Iterable[Site]) -> list[SiteCount]:
        """The line of each site, those without anybody included."""
        joined = heads_by_site(self.people.values())
        online = heads_by_site(person for person in self.people.values() if self.opened[person.id])
        on_paper = heads_by_site(person for person in self.people.values() if person.on_paper)
        tally: Counter[tuple[str, str]] = Counter()
        for person in self.here():
            for who in person.whos():
                tally[person.site, self.signals.get(who, "")] += 1
        return [
            SiteCount(
                site,
                joined[site.id],
                online[site.id],
                tally[site.id, "done"],
                tally[site.id, "longer"],
                on_paper[site.id],
            )  # fmt: skip
            for site in sites
        ]
