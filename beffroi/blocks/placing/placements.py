"""Where each person put each thing on the scales, unseen, and where the group stands once it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.report import Scale
from beffroi.report.numbers import in_words
from beffroi.small_groups import FEWEST, may_be_shown

PAPER = "paper:"
"""What the key of an answer from paper begins with, in the place of a person."""

Placement = tuple[int | None, ...]
"""Where one person put one thing: a number a scale, None where they said nothing on it yet."""

DECLINED: Placement = ()
"""« Sans avis »: counts as having answered, and is told apart in numbers alone."""


def steps(scale: Scale) -> range:
    """The whole numbers of a scale, from its low end."""
    return range(int(scale.low), int(scale.high) + 1)


@dataclass(frozen=True)
class Standing:
    """How a group stands on one scale: the `median`, and from where, `low`, to where, `high`, half of them are."""

    median: float
    low: float
    high: float
    people: tuple[int, ...]
    """How many at each step, from the low end on."""

    @property
    def spread(self) -> float:
        """How far half of them are apart."""
        return self.high - self.low

    @property
    def words(self) -> tuple[Any, Any, Any]:
        """Median, low and high, as the reader's language writes numbers."""
        return in_words(self.median), in_words(self.low), in_words(self.high)


@dataclass(frozen=True)
class Placed:
    """A row of the result: a `thing`, how many `people` placed it, how many `declined`, and where it stands a scale.

    `on` is empty where too few placed it for anything to be told; `before` are its medians of a first time, in words,
    where it was placed again.
    """

    thing: Option
    people: int
    declined: int
    on: tuple[Standing, ...] = ()
    before: tuple[Any, ...] = ()

    @property
    def text(self) -> str:
        """The words of the thing."""
        return self.thing.text

    @property
    def spread(self) -> float:
        """How far people are apart, over all scales."""
        return sum(one.spread for one in self.on)


@dataclass(frozen=True)
class Mine:
    """A thing that one person may place now, by its `number`, and where they put it; None: nowhere yet."""

    number: int
    thing: Option
    placed: Placement | None

    @property
    def text(self) -> str:
        """The words of the thing."""
        return self.thing.text

    @property
    def is_declined(self) -> bool:
        """Whether they have no opinion of it."""
        return self.placed == DECLINED

    @property
    def is_whole(self) -> bool:
        """Whether they said all they could of it."""
        return self.placed is not None and None not in self.placed

    def on(self, scale: int) -> int | None:
        """Where on one of the scales."""
        return self.placed[scale] if self.placed else None


def standing(values: Iterable[int], scale: Scale) -> Standing:
    """Median and quartiles of some values, at least one.

    Quartiles are values that somebody gave, so that half of the people or more are between them, few as they are.
    """
    told = sorted(values)
    outside = (len(told) - 1) // 4
    people = Counter(told)
    return Standing(median(told), told[outside], told[-1 - outside], tuple(people[step] for step in steps(scale)))


Answers = dict[str, dict[str, Placement]]
"""By person, or by paper, then by thing."""


@dataclass
class Placements:
    """All that was placed of some `things` on some `scales`, by person and by thing: `first`, and again.

    `sites` are those of the people.

    `is_open` and `is_shown` say whether things are placed now, and whether all see where they stand; `again` is the
    thing that is placed a second time just now.
    """

    scales: tuple[Scale, ...]
    corners: tuple[Any, ...] = ()
    """What lies between two scales: top left, top right, bottom left, bottom right; or nothing is said of it."""
    things: dict[str, Option] = field(default_factory=dict)
    aside: dict[str, Option] = field(default_factory=dict)
    """Things that were taken down while they stood here: they come back with what was placed."""
    first: Answers = field(default_factory=dict)
    second: Answers = field(default_factory=dict)
    """What was said when a thing was placed again; of that thing it counts in the place of the first."""
    sites: dict[str, str] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    """How many said all they could of each thing, the first time: kept up with, since every page shows it."""
    redone: set[str] = field(default_factory=set)
    """The things that were placed again, and that is over."""
    again: str = ""
    is_open: bool = False
    is_shown: bool = False

    @property
    def is_one_mark(self) -> bool:
        """Whether it is one thing on one scale: a mark for the session."""
        return len(self.things) == len(self.scales) == 1

    # --- what is placed ------------------------------------------------------------------------

    def begin(self, things: Iterable[Option]) -> None:
        """These are to be placed; of what is no longer there nothing is kept."""
        self.things, self.aside = {one.id: one for one in things}, {}
        for answers in (self.first, self.second):
            for who in list(answers):
                kept = {id: placed for id, placed in answers[who].items() if id in self.things}
                self._keep(answers, who, kept)
        self.said = Counter(id for of in self.first.values() for id, placed in of.items() if self.is_whole(placed))
        self.redone &= self.things.keys()
        self.is_open, self.is_shown, self.again = True, False, ""

    def show(self) -> None:
        """Everybody sees where the group stands."""
        self.is_open, self.is_shown = False, True

    def suspend(self) -> None:
        """Nothing is placed now, and nothing shown."""
        self.is_open, self.again = False, ""

    def end_again(self) -> None:
        """What was placed again counts from now on, if enough placed it for anything to be told."""
        values = [of.get(self.again, DECLINED) for of in self.second.values()]
        if sum(one != DECLINED and self.is_whole(one) for one in values) >= FEWEST:
            self.redone.add(self.again)
        self.again = ""

    def rename(self, things: Iterable[Option]) -> None:
        """Words of these were taken down, put back or worded anew: what was placed on them stays."""
        worded, known = {one.id: one for one in things}, {**self.things, **self.aside}
        self.things = {id: worded[id] for id in known if id in worded}
        self.aside = {id: one for id, one in known.items() if id not in worded}
        self.again = self.again if self.again in self.things else ""

    def is_whole(self, placed: Placement) -> bool:
        """Whether somebody said all they could of a thing."""
        return None not in placed

    def takes(self, thing: str) -> bool:
        """Whether a thing may be placed now."""
        return thing in self.things and (self.is_open or thing == self.again)

    def answers(self) -> Answers:
        """What is being said now: the first time or again."""
        return self.second if self.again else self.first

    def put(self, who: str, thing: str, placed: Placement | None) -> None:
        """Somebody has a thing there; None: they have not placed it."""
        answers = self.answers()
        had = answers.get(who, {}).get(thing)
        self._keep(answers, who, {**answers.get(who, {}), thing: placed})
        if answers is self.first:
            whole = placed is not None and self.is_whole(placed)
            self.said[thing] += whole - (had is not None and self.is_whole(had))

    def void(self, who: str) -> None:
        """What somebody placed does not count."""
        for thing in self.first.get(who, {}):
            self.said[thing] -= self.is_whole(self.first[who][thing])
        for kept in (self.first, self.second, self.sites):
            kept.pop(who, None)

    @staticmethod
    def _keep(answers: Answers, who: str, placed: Mapping[str, Placement | None]) -> None:
        kept = {id: one for id, one in placed.items() if one is not None}
        if kept:
            answers[who] = kept
        else:
            answers.pop(who, None)

    # --- what came of it -----------------------------------------------------------------------

    def of(self, thing: str) -> dict[str, Placement]:
        """What each said of a thing, by person or paper, the second time where there was one."""
        answers = self.second if thing in self.redone else self.first
        return {who: of[thing] for who, of in answers.items() if self.is_whole(of.get(thing, (None,)))}

    def placed(self, thing: Option) -> Placed:
        """Where one thing stands; where fewer than five placed it nothing is told but how many."""
        told = list(self.of(thing.id).values())
        values = [one for one in told if one != DECLINED]
        declined = len(told) - len(values)
        if len(values) < FEWEST:
            return Placed(thing, len(values), declined if len(told) >= FEWEST else 0)
        return Placed(thing, len(values), declined, self._on(values), self._before(thing.id))

    def _on(self, values: list[Placement]) -> tuple[Standing, ...]:
        columns = zip(*values, strict=True)
        return tuple(
            standing([value or 0 for value in column], scale)
            for column, scale in zip(columns, self.scales, strict=True)
        )

    def _before(self, thing: str) -> tuple[Any, ...]:
        if thing not in self.redone:
            return ()
        whole = [of[thing] for of in self.first.values() if self.is_whole(of.get(thing, (None,)))]
        values = [one for one in whole if one != DECLINED]
        return tuple(in_words(one.median) for one in self._on(values)) if len(values) >= FEWEST else ()

    def ranked(self) -> list[Placed]:
        """All things, the widest disagreement first; those of which nothing may be told come last."""
        rows = [self.placed(one) for one in self.things.values()]
        return sorted(rows, key=lambda row: (not row.on, -row.spread))

    def by_site(self, thing: str) -> dict[str, tuple[Standing, ...]]:
        """Where each site has a thing; nothing unless every site has five who placed it, paper and all others too."""
        told = {who: placed for who, placed in self.of(thing).items() if placed != DECLINED}
        groups: dict[str, list[Placement]] = {}
        for who, placed in told.items():
            groups.setdefault(self.sites.get(who, ""), []).append(placed)
        if not may_be_shown(len(group) for group in groups.values()):
            return {}
        return {site: self._on(groups[site]) for site in sorted(groups) if site}

    def people(self) -> int:
        """How many placed something, on paper too."""
        return len(self.first)

    def papers(self) -> int:
        """How many of them did on paper."""
        return sum(who.startswith(PAPER) for who in self.first)

    def papers_now(self) -> int:
        """How many papers say what is being placed now, the first time or again."""
        return sum(who.startswith(PAPER) for who in self.answers())

    def voters_again(self) -> int:
        """How many placed again the thing that is placed again just now."""
        return sum(self.again in of for of in self.second.values())

    def mine(self, who: str) -> list[Mine]:
        """What one person may place now, numbered as everybody sees it, and where they put it."""
        said = self.answers().get(who, {})
        return [Mine(number, one, said.get(one.id)) for number, one in self.numbered()]

    def numbered(self) -> list[tuple[int, Option]]:
        """What may be placed now, numbered as everybody sees it."""
        return [(n, one) for n, one in enumerate(self.things.values(), 1) if self.takes(one.id)]

    def view(self) -> dict[str, Any]:
        """What templates read: while people place, how many did; then where the group stands."""
        things = tuple(self.things.values())
        return {
            "scales": self.scales,
            "things": things,
            "is_placing": self.is_open,
            "is_one_mark": self.is_one_mark,
            "said": tuple((one.id, self.said[one.id]) for one in things) if self.is_open else (),
            "people": self.people(),
            "placed_again": self.things.get(self.again) if self.again else None,
            "people_again": self.voters_again() if self.again else 0,
            "rows": tuple(self.ranked()) if self.is_shown else (),
        }
