"""A method of collective intelligence: commands, a state, stages and one template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Generic, Literal, get_args, get_origin

from typing_extensions import TypeVar

from beffroi.command import Command, Model
from beffroi.stamp import Stamp
from beffroi.words import translator

_ = translator(__name__)

API = 1
"""The number of this contract; a plugin written for another is refused, by name."""


@dataclass(frozen=True)
class Stage:
    """A step of a method.

    `hidden`: board, screen and exports get only `counts(state)`. `late`: what becomes of a
    contribution that arrives when the stage is past: "tray" hands it to the facilitators,
    "refuse" says so to its author. Where each table has a state of its own, a `plenary` stage works
    on one state of the whole room, which `Method.assemble` gives what the tables made; in a `gallery`
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
class Trace:
    """A link of the evidence chain: a thing of the state, and the ids of what it came from.

    `audience` is one of `AUDIENCES` or ""; `outcome` says in words what became of it, if that was decided.
    """

    id: str
    text: str
    kind: str
    sources: tuple[str, ...] = ()
    audience: str = ""
    outcome: Any = ""


class NoSettings(Model):
    """Nothing to set."""


State = TypeVar("State", default=Any)
Settings = TypeVar("Settings", bound=Model, default=Any)


class Method(Generic[State, Settings]):
    """One method, as the host runs it: `class Mood(Method[Words, Question])` names its state and its settings.

    See docs/plugins.md for the whole contract.
    """

    api: ClassVar[int] = API
    id: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    stages: ClassVar[tuple[Stage, ...]] = ()
    commands: ClassVar[tuple[type[Command], ...]] = ()
    state: ClassVar[type[Any]] = dict
    """What `start` makes one of, where it is not written anew: as `Method[…]` says it."""
    settings: ClassVar[type[Model]] = NoSettings
    shared_by: ClassVar[tuple[str, ...]] = ("room",)
    anonymous: ClassVar[bool] = True
    """Whether a new activity is anonymous unless its facilitator says otherwise."""
    minutes: ClassVar[int] = 0
    """How long it usually takes, as its guide says: what a new activity is given. 0: nobody can tell."""
    works_offline: ClassVar[bool] = False
    """Whether the page of an activity that is open beside the others also opens without a network, over https: each
    of its commands must make sense when it comes hours later."""

    def __init_subclass__(cls, **said: Any) -> None:
        super().__init_subclass__(**said)
        for base in cls.__dict__.get("__orig_bases__", ()):
            made_of = get_args(base) if issubclass(get_origin(base) or object, Method) else ()
            for name, kind in zip(("state", "settings"), made_of, strict=False):
                if isinstance(get_origin(kind) or kind, type) and name not in cls.__dict__:
                    setattr(cls, name, get_origin(kind) or kind)

    def check_settings(self, settings: Settings, /) -> None:
        """Raise `Refused` with a whole sentence where a new or changed activity may not have these; never on replay."""

    def start(self, settings: Settings, cards: Sequence[Card]) -> State:
        """The state at the beginning; `cards` are those handed over by the source activity."""
        made: State = self.state()
        return made

    def entering(self, state: State, stage: str, stamp: Stamp, /) -> None:
        """What entering a stage changes in the state: a shuffle, a tally unveiled. Replayed."""

    def view(self, state: State, /) -> dict[str, Any]:
        """What everyone may know: for `board` and `screen`. Never gets a person."""
        return {}

    def overview(self, state: State, /) -> dict[str, Any]:
        """What facilitators see: for `control` and `report`."""
        return self.view(state)

    def mine(self, state: State, who: str, /) -> dict[str, Any]:
        """What one person sees in `input`; `own` maps part keys to marks set in that person's page."""
        return {}

    def counts(self, state: State, /) -> Sequence[Any]:
        """Whole sentences of numbers, all that a hidden stage shows."""
        return ()

    def taken_part(self, state: State, stage: str, /) -> int | None:
        """How many have taken part in a stage, where the method can tell; else None."""
        return None

    def can_void(self, state: State, /) -> bool:
        """Whether votes are under way that nobody has seen, so that a facilitator may void somebody's."""
        return False

    def void(self, state: State, who: str, /) -> None:
        """Take out what somebody voted. Replayed."""

    def asks(self, settings: Settings, stage: str, /) -> str:
        """The question that everyone is asked in a stage: on every page, hidden stages included."""
        return ""

    def tables(self, state: State, /) -> Iterable[Table]:
        """What is exported."""
        return ()

    def cards(self, state: State, /) -> Sequence[Card]:
        """What can be handed over to the next activity; of a table, also what it brings to a plenary stage."""
        return ()

    def receive(self, state: State, cards: Sequence[Card], /) -> None:
        """Take cards that are handed over after the start. Replayed. Without this, cards come at the start only."""
        raise NotImplementedError

    def assemble(self, state: State, cards: Sequence[Card], /) -> None:
        """Bring what the tables made into the room's state, in plenary. Replayed.

        A card that comes again has the id that it had, and other words.
        """

    def progress(self, state: State, /) -> tuple[int, int] | None:
        """How far a sheet is, as (done, of): shown to facilitators and on the screens, a table at a time."""
        return None

    def traces(self, state: State, /) -> Iterable[Trace]:
        """The links of the evidence chain that the state holds; by default its cards, with their origins."""
        for card in self.cards(state):
            yield Trace(card.id, card.text, card.kind, (card.origin,) if card.origin else (), card.audience)

    def withheld(self, state: State, /) -> Iterable[str]:
        """The ids of things that nobody but their writer may read any more: the host erases the copies made of them.

        Asked after each change; what is no longer named may be handed over anew, and copies that are gone stay gone.
        """
        return ()

    @property
    def takes_more(self) -> bool:
        """Whether cards can be handed over to it once it has begun."""
        return type(self).receive is not Method.receive

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def command(self, name: str) -> type[Command] | None:
        """The command of that name, or None."""
        return _by_name(self.commands).get(name)


@cache  # asked for with each entry of a log that is read
def _by_name(commands: tuple[type[Command], ...]) -> dict[str, type[Command]]:
    return {command.about.name: command for command in reversed(commands)}
