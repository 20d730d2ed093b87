"""Texts that are worded together: every version of each, and those that stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.blocks.versions.difference import Run, difference
from beffroi.moderation import motive_said
from beffroi.report.numbers import day_in_words
from beffroi.stamp import Stamp

HISTORY_MOST = 4
"""Versions of one text that are drawn, at most, the last first; all of them stand in the results."""

RIVALS_MOST = 5
"""Versions that stand beside another, at most."""


@dataclass(frozen=True)
class Version:
    """A wording of a text, its `text`; `id` is that of the entry that wrote it, or of the thing that it came as.

    `on` is the id of the version that its writer had before them, and `beside` says whether that one had moved on
    then. `day` and `table` say when it was written and where: the table only where the activity is signed.
    """

    id: str
    text: str
    day: str = ""
    table: str = ""
    on: str = ""
    beside: bool = False

    @property
    def when(self) -> Any:
        """The day, in words."""
        return day_in_words(self.day)


@dataclass(frozen=True)
class Amendment:
    """A version, by its `id` and `number`: what it changes, word by word, its `runs`, on which `day`, at which `table`.

    `stands` where it is the one that holds; `beside` where the text had moved on as it was written.
    """

    number: int
    id: str
    runs: tuple[Run, ...]
    day: str
    table: str
    beside: bool
    stands: bool

    @property
    def text(self) -> str:
        """How it words the text."""
        return " ".join(one.text for one in self.runs if one.kind != "del")

    @property
    def when(self) -> Any:
        """The day, in words."""
        return day_in_words(self.day)


@dataclass(frozen=True)
class Worded:
    """A text: the `thing` that it is, its `versions` in the order of writing, the id of the one that is `standing`.

    `rivals` are the ids of those beside it, until somebody keeps one or joins them; `mark` is the id of what changed it
    last; a `motive` says why facilitators took it down.
    """

    thing: Option
    versions: tuple[Version, ...]
    standing: str
    mark: str
    rivals: tuple[str, ...] = ()
    motive: str = ""

    @property
    def id(self) -> str:
        """The id of the thing that it is."""
        return self.thing.id

    @property
    def version(self) -> Version:
        """The one that stands."""
        return self.of(self.standing) or self.versions[0]

    @property
    def text(self) -> str:
        """How it is worded now."""
        return self.version.text

    @property
    def beside(self) -> tuple[Version, ...]:
        """The versions that stand beside it."""
        return tuple(one for one in self.versions if one.id in self.rivals)

    def of(self, id: str) -> Version | None:
        """The version of that id."""
        return next((one for one in self.versions if one.id == id), None)

    def before(self, version: Version) -> Version | None:
        """What a version was written on; None of the first."""
        return self.of(version.on)

    @cached_property
    def amendments(self) -> tuple[Amendment, ...]:
        """Its last versions after the first, the last first: worked out once for each change, not at each drawing."""
        last = list(enumerate(self.versions, 1))[1:][-HISTORY_MOST:]
        return tuple(self._amendment(number, version) for number, version in reversed(last))

    def _amendment(self, number: int, one: Version) -> Amendment:
        before = self.before(one)
        runs = difference(before.text if before else "", one.text)
        return Amendment(number, one.id, runs, one.day, one.table, one.beside, one.id == self.standing)

    def known(self, text: str) -> Version | None:
        """The one of those that stand there which says this already."""
        return next((one for one in (self.version, *self.beside) if one.text == text), None)

    def worded(self, text: str, base: str, stamp: Stamp) -> Worded:
        """The text in this wording; where it is no longer as its writer saw it, with this wording beside it."""
        had = self.known(text)
        if base != self.mark:
            if had:
                return self
            made = self._made(text, stamp, base if self.of(base) else self.standing, beside=True)
            return replace(self, versions=(*self.versions, made), rivals=(*self.rivals, made.id), mark=stamp.id)
        if had:
            return replace(self, standing=had.id, rivals=(), mark=stamp.id)
        made = self._made(text, stamp, self.standing)
        return replace(self, versions=(*self.versions, made), standing=made.id, rivals=(), mark=stamp.id)

    def _made(self, text: str, stamp: Stamp, on: str, *, beside: bool = False) -> Version:
        return Version(stamp.id, text, day_of(stamp), stamp.table, on, beside)

    def as_option(self) -> Option:
        """What others vote on, describe, agree on."""
        version = self.version
        parts = self.thing.parts if version.id == self.thing.id else ((version.id, version.text),)
        return replace(self.thing, text=version.text, parts=parts)


def day_of(stamp: Stamp) -> str:
    """The day of an entry."""
    return datetime.fromtimestamp(stamp.at / 1000, UTC).date().isoformat() if stamp.at else ""


@dataclass
class Texts:
    """`all` the texts by id, in their order; `proposers` are who proposed those that were here, never shown."""

    all: dict[str, Worded] = field(default_factory=dict)
    proposers: dict[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    """Those that were taken down where they come from."""

    def take(self, things: Iterable[Option]) -> None:
        """These come from elsewhere; what was worded here stays so, also of what comes back."""
        offered = {thing.id: thing for thing in things}
        self.gone = frozenset(self.all) - frozenset(self.proposers) - frozenset(offered)
        for thing in offered.values():
            known = self.all.get(thing.id)
            if known is None:
                self.all[thing.id] = Worded(thing, (Version(thing.id, thing.text),), thing.id, thing.id)
            elif known.versions[0].text != thing.text:  # erased where it came from, or worded anew there
                first = replace(known.versions[0], text=thing.text)
                self.all[thing.id] = replace(known, thing=thing, versions=(first, *known.versions[1:]))

    def propose(self, text: str, stamp: Stamp) -> None:
        """Somebody proposes one more."""
        thing = Option(stamp.id, text)
        first = Version(stamp.id, text, day_of(stamp), stamp.table)
        self.all[stamp.id] = Worded(thing, (first,), stamp.id, stamp.id)
        self.proposers[stamp.id] = stamp.who

    def change(self, id: str, motive: str) -> None:
        """Take one down, or put it back."""
        if found := self.all.get(id):
            self.all[id] = replace(found, motive=motive)

    def shown(self) -> list[Worded]:
        """Those that were not taken down."""
        return [one for one in self.all.values() if not one.motive and one.id not in self.gone]

    def down(self) -> tuple[tuple[str, str, Any], ...]:
        """Those that were: id, text and why."""
        return tuple((one.id, one.text, motive_said(one.motive)) for one in self.all.values() if one.motive)

    def down_of(self, who: str) -> tuple[tuple[str, str, Any], ...]:
        """Those of them that somebody proposed."""
        return tuple(one for one in self.down() if self.proposers.get(one[0]) == who)

    def options(self) -> Iterator[Option]:
        """What others vote on, describe, agree on."""
        return (one.as_option() for one in self.shown())
