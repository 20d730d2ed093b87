"""What was said of some things, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from beffroi.blocks.ballot import Option
from beffroi.blocks.described.aspects import Aspect
from beffroi.moderation import motive_said
from beffroi.stamp import Stamp


class Wording(NamedTuple):
    """What was said: its `id`, the `said` words, or the choice as it is kept, and the `mark` of what worded it last.

    `who` did is never shown.
    """

    id: str
    said: str
    mark: str
    who: str = ""


NOTHING = Wording("", "", "")

DOWN_MOST = 500
"""Texts taken down of which their authors are told, at most."""


class Cell(NamedTuple):
    """One aspect of a thing: the `text` in words, "" where nothing was said, which `is_missing` where it is wanted.

    `id` names what was said, `said` is how it is kept, and `mark` the id of what worded it last.
    """

    aspect: Aspect
    id: str
    said: str
    mark: str
    text: Any
    is_missing: bool


@dataclass(frozen=True)
class ThingTold:
    """A `thing` with its `cells`, an aspect each; `table` is the id of the table that describes it, if one does."""

    thing: Option
    cells: tuple[Cell, ...]
    table: str = ""

    @property
    def id(self) -> str:
        """The thing's id."""
        return self.thing.id

    @property
    def text(self) -> str:
        """What it is called."""
        return self.thing.text

    @property
    def missing(self) -> tuple[Any, ...]:
        """The titles of what is to be said yet."""
        return tuple(one.aspect.title for one in self.cells if one.is_missing)

    @property
    def told(self) -> int:
        """Of how many aspects something is said."""
        return sum(bool(one.said) for one in self.cells)

    def said(self, aspect: str) -> str:
        """What is said of one aspect, as it is kept."""
        return next((one.said for one in self.cells if one.aspect.id == aspect), "")


@dataclass
class Descriptions:
    """What was said of some `aspects` of some `things`, by their ids; `shared` are the tables that describe them."""

    aspects: tuple[Aspect, ...]
    things: dict[str, Option] = field(default_factory=dict)
    words: dict[tuple[str, str], Wording] = field(default_factory=dict)
    """By thing and aspect; also of things that are not here now, which may come back."""
    shared: dict[str, str] = field(default_factory=dict)
    down: dict[str, tuple[Wording, str]] = field(default_factory=dict)
    """Words that facilitators took down, by their mark, each with the motive: their author is told."""

    def begin(self, things: Iterable[Option]) -> None:
        """These are described now."""
        self.things = {one.id: one for one in things}

    def aspect(self, id: str) -> Aspect | None:
        """The aspect of that id; None where there is none."""
        return next((one for one in self.aspects if one.id == id), None)

    def of(self, thing: Option, aspect: Aspect) -> Wording:
        """What stands there: of a group that nobody described yet, what was said of one of its cards."""
        for id in (thing.id, *sorted(thing.content - {thing.id})):
            if found := self.words.get((id, aspect.id)):
                return found
        return NOTHING

    def row(self, thing: Option) -> ThingTold:
        """All that was said of one thing."""
        found = [(aspect, self.of(thing, aspect)) for aspect in self.aspects]
        said = {aspect.id: one.said for aspect, one in found}
        cells = tuple(
            Cell(aspect, *one[:3], aspect.read(one.said), not one.said and aspect.is_wanted(said))
            for aspect, one in found
        )
        return ThingTold(thing, cells, self.shared.get(thing.id, ""))

    def put(self, thing: str, aspect: str, cell: str, said: str, stamp: Stamp) -> None:
        """Something is said there; what words anew what stands there keeps its id."""
        found = self.things.get(thing)
        asked = self.aspect(aspect)
        had = self.of(found, asked) if found and asked else NOTHING
        self.words[thing, aspect] = Wording(cell if cell and cell == had.id else stamp.id, said, stamp.id, stamp.who)

    def take_out(self, thing: str, aspect: str, motive: str) -> None:
        """Nothing is said there any more; where there is a motive, whoever said it is told."""
        found = self.things.get(thing)
        for id in (thing, *sorted(found.content if found else ())):
            gone = self.words.pop((id, aspect), None)
            if gone and motive and len(self.down) < DOWN_MOST:
                self.down[gone.mark] = gone, motive

    def binned(self) -> tuple[tuple[str, str, Any], ...]:
        """What was taken down: the id by which it is erased, the words, and why."""
        return tuple((gone.id, gone.said, motive_said(motive)) for gone, motive in self.down.values())

    def down_of(self, who: str) -> tuple[tuple[str, str, Any], ...]:
        """What somebody said that was taken down: its mark, the words, and why."""
        found = (one for one in self.down.values() if one[0].who == who)
        return tuple((gone.mark, gone.said, motive_said(motive)) for gone, motive in found)

    def rows(self) -> list[ThingTold]:
        """All things."""
        return [self.row(one) for one in self.things.values()]

    def share_out(self, tables: Sequence[str], lots: Random) -> None:
        """Give each thing to a table, as many to each as can be."""
        order = list(tables)
        lots.shuffle(order)
        self.shared = {id: order[n % len(order)] for n, id in enumerate(self.things)}
