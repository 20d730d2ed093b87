"""What an evidence chain is: things, the places where they stand, the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from beffroi import AUDIENCES, Kind, Table, translator
from beffroi.spoken import in_words

_ = translator(__name__)

DEEPEST = 40
"""Links that a page follows, one after the other; from there a thing's own page goes on."""


@dataclass(frozen=True)
class Spot:
    """A place where a thing stands: an activity and, where it is of one alone, a table; what became of it there."""

    activity: str
    title: str
    table: str = ""
    outcome: str = ""

    @property
    def words(self) -> str:
        """As it is read."""
        return " · ".join(filter(None, (self.title, self.table)))


@dataclass(frozen=True)
class Thing:
    """What somebody wrote or made, with every copy of it that says the same: it is one thing, wherever it went.

    `sources` are the ids of things, or of what is missing.
    """

    id: str
    text: str
    kind: str
    audience: str
    spots: tuple[Spot, ...]
    sources: tuple[str, ...] = ()
    is_a: Kind = Kind("")
    """What its kind means, as its method says it."""

    @property
    def called(self) -> str:
        """Its kind in words."""
        return in_words(self.is_a.title) or self.kind

    @property
    def about(self) -> str:
        """Whom it is about in words; "" where nobody said."""
        return str(AUDIENCES.get(self.audience, ""))

    @property
    def outcome(self) -> str:
        """What became of it where it was decided on."""
        return " / ".join(dict.fromkeys(spot.outcome for spot in self.spots if spot.outcome))


@dataclass(frozen=True)
class Link:
    """A step of a walk: a thing, or why it is missing, and what comes after it; `again` where it was shown before."""

    thing: Thing | None
    missing: str = ""
    id: str = ""
    """Of what is missing: another workshop may know it."""
    further: tuple[Link, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Chain:
    """The things of a workshop that may be shown, by id, in the order of the agenda."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    """The thing that each id names: its own, or a copy's."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """In words, why a source is not among the things."""
    withheld: tuple[str, ...] = ()
    """The titles of the activities that show nothing yet."""

    def thing(self, id: str) -> Thing | None:
        """The thing that an id names."""
        return self.things.get(self.ids.get(id, ""))

    @cached_property
    def made_of(self) -> Mapping[str, tuple[str, ...]]:
        """What came of each thing."""
        made: dict[str, list[str]] = defaultdict(list)
        for thing in self.things.values():
            for source in thing.sources:
                made[source].append(thing.id)
        return {id: tuple(ids) for id, ids in made.items()}

    def back(self, id: str) -> tuple[Link, ...]:
        """What a thing came from, and what that came from, to the end."""
        return self._walk(id, lambda thing: thing.sources)

    def forward(self, id: str) -> tuple[Link, ...]:
        """What came of a thing, and what came of that."""
        return self._walk(id, lambda thing: self.made_of.get(thing.id, ()))

    def _walk(self, id: str, after: Callable[[Thing], Sequence[str]]) -> tuple[Link, ...]:
        start = self.thing(id)
        return self._links(start, after, {start.id}, 1) if start else ()

    def _links(
        self, thing: Thing, after: Callable[[Thing], Sequence[str]], seen: set[str], depth: int
    ) -> tuple[Link, ...]:  # fmt: skip
        """Each thing is followed once, so that circles end, and what many things share is read once."""
        links = []
        for id in after(thing):
            found = self.things.get(id)
            if found is None:
                links.append(Link(None, self.missing.get(id, ""), id))
            elif id in seen or depth >= DEEPEST:
                links.append(Link(found, again=bool(after(found))))
            else:
                seen.add(id)
                links.append(Link(found, further=self._links(found, after, seen, depth + 1)))
        return tuple(links)

    # --- the ends of the chain ---------------------------------------------------------------

    def starts(self) -> list[Thing]:
        """Where chains begin: what was brought back from the field, and what something came of that came of nothing."""
        return [thing for thing in self.things.values() if self._is_start(thing)]

    def ends(self) -> list[Thing]:
        """Where chains lead: what was decided, kept or dropped, and the questions that something led to."""
        return [thing for thing in self.things.values() if thing.outcome or self._is_settled(thing)]

    def roots(self, id: str) -> int:
        """On how many beginnings a thing rests."""
        return len({thing.id for thing in _things(self.back(id)) if self._is_start(thing)})

    def _is_start(self, thing: Thing) -> bool:
        if thing.is_a.role == "place" or self._before(thing):
            return False
        return bool(self.made_of.get(thing.id)) or (thing.is_a.role == "evidence" and bool(thing.sources))

    def _is_settled(self, thing: Thing) -> bool:
        return thing.is_a.role == "outcome" and bool(self._before(thing))

    def _before(self, thing: Thing) -> list[Thing]:
        """What it came from, the place where it was heard left out."""
        found = (self.things.get(id) for id in thing.sources)
        return [one for one in found if one is not None and one.is_a.role != "place"]

    # --- as it leaves ------------------------------------------------------------------------

    def table(self) -> Table:
        """One row a link: what, from where, became what."""
        columns = (
            _("Source: what it is"), _("Source"), _("Source: activity"), _("What it is"), _("Text"), _("Activity"),
            _("What became of it"),
        )  # fmt: skip
        return Table("fil", columns, list(self._rows()))

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for thing in self.things.values():
            for id in thing.sources:
                found = self.things.get(id)
                source = _told(found) if found else ("", self.missing.get(id, ""), "")
                yield (*source, *_told(thing), thing.outcome)

    def as_dict(self) -> dict[str, Any]:
        """As the results tell it."""
        return {
            "things": [
                {
                    "id": thing.id,
                    "text": thing.text,
                    "kind": thing.kind,
                    "audience": thing.audience,
                    "spots": [vars(spot) for spot in thing.spots],
                    "sources": thing.sources,
                }
                for thing in self.things.values()
            ],
            "missing": dict(self.missing),
        }


def _things(links: Iterable[Link]) -> Iterator[Thing]:
    """Every thing of a walk, as often as it stands there."""
    for link in links:
        if link.thing is not None:
            yield link.thing
            yield from _things(link.further)


def _told(thing: Thing) -> tuple[str, str, str]:
    return thing.called, thing.text, thing.spots[0].words
