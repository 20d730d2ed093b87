"""A sentence of a sheet: its wordings side by side, its evidence; and the places where sentences stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from beffroi.refused import Refused
from beffroi.stamp import Stamp
from beffroi.words import translator

_ = translator(__name__)

RIVALS_MOST = 5
"""Wordings that stand beside a sentence, at most."""

SOURCES_MOST = 20
"""Cards that a sentence rests on, at most."""


@dataclass(frozen=True)
class Slot:
    """A place on a sheet: `most` sentences of `max` characters each, or one of `choices` as (kept, read) pairs.

    Commands name it by its `id`, people read its `label`, and its `help` as long as it is empty; `lines` is how tall
    its field is. `sourced` says whether its sentences rest on evidence: an invented name does not. `kind` is what they
    are to everybody else, one of the method's `kinds`; with "" they are handed over to nobody and stand in no chain.
    An `optional` one may stay empty: it says so, and nothing waits for it.
    """

    id: str
    label: Any
    most: int = 1
    max: int = 200
    lines: int = 2
    help: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    sourced: bool = True
    kind: str = "sentence"
    optional: bool = False


@dataclass(frozen=True)
class Rival:
    """Another wording of a sentence, its `text`, written meanwhile by the entry `id`."""

    id: str
    text: str


def is_crowded(rivals: Sequence[Rival], adds_none: bool) -> bool:
    """Whether one wording more beside these would be too many."""
    return not adds_none and len(rivals) >= RIVALS_MOST


def crowd() -> str:
    """What is said of it."""
    return _("%(n)s wordings stand side by side here: keep one or join them, then write yours.", n=RIVALS_MOST + 1)


@dataclass(frozen=True)
class Line:
    """A sentence on the sheet: its `id`, its `text`, the `slot` in which it stands; a `struck` one was taken out.

    `mark` is the id of what changed it last; `rivals` are other wordings, which stand beside it until somebody keeps
    one or joins them; `sources` are the ids of the cards that it rests on.
    `said` is the id of whose words it says now: the entry that worded it, or a card it was taken from; "": its own.
    A `motive` says why facilitators took it down: then it stands nowhere. `table` is the id of the table that it was
    brought from, "" of what was written here.
    """

    id: str
    slot: str
    text: str
    mark: str
    rivals: tuple[Rival, ...] = ()
    sources: tuple[str, ...] = ()
    struck: bool = False
    said: str = ""
    motive: str = ""
    table: str = ""

    def reworded(self, text: str, base: str, stamp: Stamp, said: str = "") -> Line:
        """The line with this wording, or, where it is no longer as its writer saw it, with this wording beside it.

        `said` is whose words they are, where they are not the writer's.
        """
        if self.mark == base:
            return replace(self, text=text, rivals=(), mark=stamp.id, struck=False, said=said or stamp.id)
        if text in (self.text, *(rival.text for rival in self.rivals)):
            return self
        return replace(self, rivals=(*self.rivals, Rival(stamp.id, text)), mark=stamp.id, struck=False)

    def may_be_reworded(self, text: str, base: str) -> None:
        """Refuse one wording too many beside it: they are all drawn together, on every page."""
        if is_crowded(self.rivals, self.mark == base or text in (self.text, *(one.text for one in self.rivals))):
            raise Refused(crowd())

    def may_rest_on(self, card: str) -> None:
        """Refuse one source too many."""
        if card not in self.sources and len(self.sources) >= SOURCES_MOST:
            raise Refused(_("A sentence rests on %(most)s sources at most: take one off first.", most=SOURCES_MOST))

    @property
    def part(self) -> tuple[str, str]:
        """Whose words it says, and which: what a card made of it is put together from."""
        return self.said or self.id, self.text

    @property
    def joined(self) -> str:
        """All the wordings, one after the other: what joining them begins with."""
        return "\n".join((self.text, *(rival.text for rival in self.rivals)))
