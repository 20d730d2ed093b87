"""The words that the contract is said in: stages, cards, tables of results, links of the evidence chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from beffroi.words import translator

_ = translator(__name__)


@dataclass(frozen=True)
class Stage:
    """A step of a method: who may do what is said by commands, what is shown by the template."""

    id: str
    """By which commands (`stage="write"`), templates (`stage == "write"`) and the log name it."""
    title: Any
    """What it is called, on the console and on every page."""
    hidden: bool = False
    """Whether boards, screens and exports get `counts(state)` alone, until a stage is entered that is not."""
    plenary: bool = False
    """Where tables work apart: whether all work on one state of the room, to which `Method.merge_tables` brings what
    the tables made."""
    gallery: bool = False
    """Where tables work apart: whether everybody reads the tables' sheets, one after the other."""
    late: Literal["tray", "refuse"] = "refuse"
    """What becomes of a contribution that comes when the stage is past: "tray" hands it to the facilitators, "refuse"
    says so to its author."""
    instruction: Any = ""
    """What people are told to do in it."""
    notice: Any = ""
    """In words, what is kept of what is written here, beside what the host says of it."""
    effect: Any = ""
    """In words, what entering it does: told to facilitators before they press."""
    minutes: int = 0
    """How long it usually takes: what a new activity is given. 0: nobody can tell."""
    spare: bool = False
    """Whether a new activity goes without it until a facilitator ticks it."""
    gathers: bool = False
    """Whether entering it tells the method who is here (`Method.gathered`). Such an activity is signed."""


@dataclass(frozen=True)
class Here:
    """Somebody who is here: whose page is open, each seat of it, or who takes part on paper."""

    who: str
    """A person or a seat, as in the stamps of what they do."""
    site: str = ""
    """The id of their site."""
    table: str = ""
    """The id of the table that they sit at; "" of none."""


@dataclass(frozen=True)
class Table:
    """A table of results, as it is exported."""

    name: str
    """The name of its file: small letters, unlike the method's other tables."""
    columns: Sequence[Any]
    """The titles of its columns."""
    rows: Iterable[Sequence[Any]]
    """Texts, numbers and `SiteName`s, as many as there are columns."""
    links: Sequence[dict[str, str]] = field(default_factory=tuple)
    """Row by row, `{"card": id, "origin": id}`: the thing that a row shows, and what that is a copy of."""


AUDIENCES = {"external": _("External users"), "staff": _("Staff"), "both": _("Both")}
"""Whom something is about: users outside, the administration's own staff, both (*symétrie des attentions*)."""


PURPOSES = {
    "meet": _("Come together"),
    "gather": _("Gather"),
    "produce": _("Produce"),
    "choose": _("Choose"),
    "decide": _("Decide"),
    "conclude": _("Conclude"),
    "": _("Other methods"),
}
"""What a method is for: the library of the agenda has a part each."""


@dataclass(frozen=True)
class Glance:
    """What the card of a method says, for whoever composes an agenda."""

    purpose: str = ""
    """What it is for, one of `PURPOSES`."""
    people: tuple[int, int] = (0, 0)
    """For how many people it is, from and to, as its guide says; 0: no bound."""
    takes: Any = ""
    """What it begins with, in a few words and small letters: “a question”, “cards or a list”."""
    gives: Any = ""
    """What comes of it, in a few words and small letters: “a ranking, and a decision with its reason”."""
    takes_from: tuple[str, ...] = ()
    """The ids of methods whose cards it usually begins with, the likeliest first; "*" of any: a new activity is given
    the last of them before it as its source."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """Where its first setting is a choice: the options that have a card of their own, each with its purpose."""


class SiteName(str):
    """The id of a site in a table, which the export writes as its name."""

    __slots__ = ()


@dataclass(frozen=True)
class Card:
    """A card handed from one method to the next, or brought from a table to plenary."""

    id: str
    """The id of the thing that it is, which stays the same as its words change."""
    text: str
    """What it says."""
    kind: str = "card"
    """One of `Method.kinds`."""
    audience: str = ""
    """Whom it is about: one of `AUDIENCES`, or ""."""
    origin: str = ""
    """The id of the card that it copies, of another activity or of a table; "" where it was written here."""
    table: str = ""
    """The id of the table that it comes from: filled in by the host."""
    details: tuple[tuple[str, str], ...] = ()
    """What it stands for, as (id, text): the cards of a cluster. Erasure finds them by their ids."""
    parts: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # the same card, whoever worded it
    """Whose words its text is made of, as (id, words) in the order in which they stand in it, "" for the whole text: a
    name and a situation, or the entry that worded it last. Erasure finds them by their ids, and takes of the text what
    goes. A card that says what was written under its own id needs none."""
    look: tuple[str, ...] = field(default=(), compare=False)
    """By which choices it is drawn, none of them anybody's words: the parts of a persona's face, "" for each that was
    not chosen. A vote shows it, and so does whoever draws it with `face` of "blocks/face.html"."""
    asks: bool = False
    """Whether it is a question to be answered: who takes it asks it, rather than putting it among the answers."""
    asked: str = field(default="", compare=False)
    """The question that it answers, in words, where those handed over answer several; nothing of it is erased."""
    said: tuple[tuple[str, str, str], ...] = field(default=(), compare=False)
    """What it says beside its text, as (name, id, words): who does it, for when. Erasure finds each by its id."""
    source: str = field(default="", compare=False)
    """Where it was imported from, as a facilitator called it: a tool, a file; "" of what was written here."""


@dataclass(frozen=True)
class Kept:
    """An outcome: what was kept in the end, decided or ahead of the rest."""

    id: str
    """The id of the thing that was kept."""
    text: str
    """What it says."""
    why: Any = ""
    """In words, why: how many voted for it, and the reason that was given."""


@dataclass(frozen=True)
class Action:
    """Who does what, of something that was kept."""

    id: str
    """Its id."""
    kept: str
    """The id of the outcome that it follows from."""
    who: str
    """A function, a service, or whoever takes it on."""
    when: str = ""
    """For when, as somebody wrote it."""
    first: str = ""
    """The first step."""
    what: str = ""
    """What is done, where that was said apart from the first step."""
    status: Any = ""
    """In words, how far it is, where somebody follows that."""
    follows: str = ""
    """The id of the action that it carries on: that one no longer stands by itself."""
    partner: str = ""
    """With whom."""
    unnamed: Any = None
    """`who` without anybody's name, for those who were not there; None where no name stands in it."""


@dataclass(frozen=True)
class Dated:
    """Something with a day."""

    id: str
    """Its id."""
    day: str
    """Its day, as `2026-11-25`; "" where it has none."""
    text: str
    """What it is."""
    is_open: bool = True
    """Whether something is left to be done."""
    begins: str = ""
    """At which hour it begins where the workshop is, as `09:30`; "" of a whole day."""
    ends: str = ""
    """At which hour it ends."""
    where: Any = ""
    """In words, where it is."""
    said: tuple[Any, ...] = ()
    """In words, what else is to be known of it, a line each."""
    is_sure: bool = True
    """Whether it is so; of a place for which one still waits it is not."""


@dataclass(frozen=True)
class Follower:
    """Somebody who took something on, and follows it by a link of their own."""

    who: str
    """Who that is, as `Stamp.who` has it."""
    name: str
    """The name that they gave."""
    until: str
    """The day until which that name is kept, beyond the purge of names, and the link works."""
    names: tuple[str, ...] = ()
    """The ids of the entries that hold the name."""
    things: tuple[Dated, ...] = ()
    """What they took on, which they put in their own calendar: all of theirs, and of nobody else."""


@dataclass(frozen=True)
class Kind:
    """What the things of a kind are, in cards and in the evidence chain."""

    title: Any
    """What they are called."""
    role: Literal["", "evidence", "place", "outcome"] = ""
    """What they are to a chain: "evidence" is brought back from the field; a "place" is where something was heard or
    seen, not a beginning itself; an "outcome" is what a chain comes to, also where nothing was decided of it since."""
    weighs: bool = False
    """Whether they are counted in the balance of audiences: what people said, not groups or portraits made of it."""


@dataclass(frozen=True)
class Trace:
    """A link of the evidence chain: a thing of the state, and what it came from."""

    id: str
    """The thing's id, as its card has it."""
    text: str
    """What it says."""
    kind: str
    """One of `Method.kinds`."""
    sources: tuple[str, ...] = ()
    """The ids of what it came from, in this activity or in others."""
    audience: str = ""
    """Whom it is about: one of `AUDIENCES`, or ""."""
    outcome: Any = ""
    """In words, what became of it, where that was decided."""
