"""The words that the contract is said in: stages, cards, tables of results, links of the evidence chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from beffroi.words import translator

_ = translator(__name__)


@dataclass(frozen=True)
class Stage:
    """A step of a method.

    `hidden`: board, screen and exports get only `counts(state)`. `late`: what becomes of a
    contribution that arrives when the stage is past: "tray" hands it to the facilitators,
    "refuse" says so to its author. Where each table has a state of its own, a `plenary` stage works
    on one state of the whole room, which `Method.merge_tables` gives what the tables made; in a `gallery`
    everyone reads the tables' sheets, one after the other. `notice` says in words what is kept, beside the core's own;
    `effect` what entering the stage does, said to facilitators before they press.
    """

    id: str
    title: Any
    hidden: bool = False
    plenary: bool = False
    gallery: bool = False
    late: Literal["tray", "refuse"] = "refuse"
    instruction: Any = ""
    notice: Any = ""
    effect: Any = ""


@dataclass(frozen=True)
class Table:
    """A table of results: a name for the file, column titles, rows of text and numbers.

    `links` gives, row by row, the id of the card that the row shows, and where it came from.
    """

    name: str
    columns: Sequence[Any]
    rows: Iterable[Sequence[Any]]
    links: Sequence[dict[str, str]] = field(default_factory=tuple)


AUDIENCES = {"external": _("External users"), "staff": _("Staff"), "both": _("Both")}
"""Whom something is about: users outside, the administration's own staff, both (*symétrie des attentions*)."""


class SiteName(str):
    """The id of a site in a table, which the export writes as its name."""

    __slots__ = ()


@dataclass(frozen=True)
class Card:
    """A card handed from one method to the next; `origin` is the id of the card it copies.

    `details` are the things that it stands for, as (id, text): the cards of a cluster. `parts` are the things whose
    words its text is made of, as (id, words) in the order in which they stand in it, "" for the whole text: a name and
    a situation, or the entry that worded it last. Erasure finds both by their ids, and takes of the text what goes. A
    card that says what was written under its own id needs none.
    """

    id: str
    text: str
    kind: str = "card"
    audience: str = ""
    origin: str = ""
    table: str = ""
    details: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # the same card, whoever worded it


@dataclass(frozen=True)
class Kind:
    """What the things of a kind are, in cards and in the evidence chain: how they are called, and what they are to it.

    `role`: "evidence" is brought back from the field; a "place" is where something was heard or seen, not a beginning
    itself; an "outcome" is what a chain comes to, also where nothing was decided of it since. `weighs` says whether
    they are counted in the balance of audiences: what people said, not the groups or portraits made of it.
    """

    title: Any
    role: Literal["", "evidence", "place", "outcome"] = ""
    weighs: bool = False


@dataclass(frozen=True)
class Trace:
    """A link of the evidence chain: a thing of the state, and the ids of what it came from.

    `kind` is one of `Method.kinds`, `audience` one of `AUDIENCES` or ""; `outcome` says in words what became of it, if
    that was decided.
    """

    id: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()
    audience: str = ""
    outcome: Any = ""
