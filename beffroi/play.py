"""What a method says of its state, and a block of its part of one: what is seen, and what leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, ClassVar, Generic

from typing_extensions import TypeVar

from beffroi.command import Command, Model
from beffroi.from_file import FromFile
from beffroi.report import Grid, OfTable, Row, Section
from beffroi.vocabulary import Action, Card, Kept, Kind, Stage, Table, Trace


class NoSettings(Model):
    """Nothing to set."""


State = TypeVar("State", default=Any)
Settings = TypeVar("Settings", bound=Model, default=Any)


class Play(Generic[State, Settings]):
    """What methods and blocks have in common; each says only what it has something to say of."""

    title: ClassVar[Any] = ""
    """What it is called, in words that are translated."""
    stages: ClassVar[tuple[Stage, ...]] = ()
    """Its stages, in their order; a facilitator may leave some out of an activity."""
    commands: ClassVar[tuple[type[Command], ...]] = ()
    """What may be asked of it."""
    settings: ClassVar[type[Model]] = NoSettings
    """What is set before it opens: the host draws the form."""
    reads_files: ClassVar[Any] = ""
    """In words, the files that its settings can be read from, by `from_file`; "" where there are none."""
    kinds: ClassVar[Mapping[str, Kind]] = {}
    """What the kinds of its cards and traces are, by the name that they have there."""

    def check_settings(self, settings: Settings, /) -> None:
        """Raise `Refused` with a whole sentence where a new or changed activity may not have these; never on replay."""

    def start(self, settings: Settings, cards: Sequence[Card]) -> State:
        """The state at the beginning; `cards` are those handed over by the source activity."""
        raise NotImplementedError

    def view(self, state: State, /) -> dict[str, Any]:
        """What everyone may know: for `board` and `screen`. Never gets a person."""
        return {}

    def facilitator_view(self, state: State, /) -> dict[str, Any]:
        """What facilitators see: for `control`."""
        return self.view(state)

    def settings_view(self, settings: Settings, /) -> dict[str, Any]:
        """What `control` has in a stage that is hidden: of the settings alone, such as the questions that are asked."""
        return {}

    def personal_view(self, state: State, who: str, /) -> dict[str, Any]:
        """What one person sees in `input`; `own` maps part keys to marks set in that person's page."""
        return {}

    def counts(self, state: State, /) -> Sequence[Any]:
        """Whole sentences of numbers, all that a hidden stage shows."""
        return ()

    def participants(self, state: State, stage: str, /) -> int | None:
        """How many have taken part in a stage, where that can be told; else None. Paper counts, a bin does not."""
        return None

    def papers(self, state: State, stage: str, /) -> int:
        """How many of these were entered from paper, for nobody by name: there are as many people more in the room."""
        return 0

    def can_void(self, state: State, /) -> bool:
        """Whether votes are under way that nobody has seen, so that a facilitator may void somebody's."""
        return False

    def void(self, state: State, who: str, /) -> None:
        """Take out what somebody voted. Replayed."""

    def question(self, settings: Settings, stage: str, /) -> str:
        """The question that everyone is asked in a stage: on every page, hidden stages included."""
        return ""

    def worth(self, settings: Settings, stage: str, /) -> Any:
        """In a sentence, what it is worth to vote, answer or agree in a stage: on every page, before anybody does.

        That it decides, that it proposes to somebody, that it informs; "" where nothing of the kind is asked.
        """
        return ""

    def moves_on(self, settings: Settings, stage: str, /) -> bool:
        """Whether a stage ends as its timer runs out: the host then goes on to the next, and starts that one's."""
        return False

    def prompts(self, state: State, /) -> Sequence[Card]:
        """The questions that were handed over to it, cards that ask: shown to everyone, in hidden stages as well."""
        return ()

    def tables(self, state: State, /) -> Iterable[Table]:
        """What is exported."""
        return ()

    def report(self, state: State, tables: Sequence[OfTable[State]], settings: Settings, /) -> Iterable[Section]:
        """Its part of the report: what the room made and what each table did; by default the tables of results."""
        for whose, made in (("", state), *((table.name, table.state) for table in tables)):
            for number, one in enumerate(self.tables(made), 1):
                yield Section(f"{whose}{number}", whose or self.title, (as_grid(one),))

    def cards(self, state: State, /) -> Sequence[Card]:
        """What can be handed over to the next activity; of a table, also what it brings to a plenary stage."""
        return ()

    def add_cards(self, state: State, cards: Sequence[Card], /) -> None:
        """Take cards that are handed over after the start. Replayed. Without this, cards come at the start only."""
        raise NotImplementedError

    def merge_tables(self, state: State, cards: Sequence[Card], /) -> None:
        """Bring what the tables made into the room's state, in plenary. Replayed.

        A card that comes again has the id that it had, and other words.
        """

    def from_file(self, data: bytes, /) -> FromFile:
        """The settings that a file says, for who sees and saves them. Raises `Refused` with the place of a fault."""
        raise NotImplementedError

    def to_file(self, settings: Settings, /) -> str:
        """The settings as a file that `from_file` reads again."""
        raise NotImplementedError

    def work(self, snapshot: Any, /) -> dict[str, Any]:
        """Slow work on what a command's `snapshot` gave: the data of the command that it `works` for.

        In a process of its own, without the room, with an end to its time and memory; never on replay.
        """
        raise NotImplementedError

    def progress(self, state: State, /) -> tuple[int, int] | None:
        """How far a sheet is, as (done, of): shown to facilitators and on the screens, a table at a time."""
        return None

    def traces(self, state: State, /) -> Iterable[Trace]:
        """The links of the evidence chain that the state holds; by default its cards, with their origins."""
        for card in self.cards(state):
            yield Trace(card.id, card.text, card.kind, (card.origin,) if card.origin else (), card.audience)

    def kept(self, state: State, /) -> Sequence[Kept]:
        """What it kept in the end, with why: the closing of the workshop shows it, and who does what follows it."""
        return ()

    def commitments(self, state: State, /) -> Sequence[Action]:
        """Who does what, of what was kept."""
        return ()

    def withheld(self, state: State, /) -> Iterable[str]:
        """The ids of things that nobody but their writer may read any more: the host erases the copies made of them.

        Asked after each change; what is no longer named may be handed over anew, and copies that are gone stay gone.
        """
        return ()

    @property
    def usual_stages(self) -> tuple[str, ...]:
        """The ids of the stages that a new activity goes through."""
        return tuple(stage.id for stage in self.stages if not stage.spare)

    @property
    def gives_cards(self) -> bool:
        """Whether it may have cards to hand over."""
        return type(self).cards is not Play.cards

    @property
    def withholds(self) -> bool:
        """Whether anything of it may be withheld: others are not asked after each change."""
        return type(self).withheld is not Play.withheld

    @property
    def can_add_cards(self) -> bool:
        """Whether cards can be handed over to it once it has begun."""
        return type(self).add_cards is not Play.add_cards


def as_grid(table: Table) -> Grid:
    """A table of results as it stands in a report."""
    nothing: dict[str, str] = {}
    rows = [
        Row(tuple(cells), ids=_named(link, "card"), origins=_named(link, "origin"))
        for cells, link in zip_longest(table.rows, table.links, fillvalue=nothing)
    ]
    return Grid(tuple(table.columns), rows)


def _named(link: dict[str, str], name: str) -> tuple[str, ...]:
    return (link[name],) if link.get(name) else ()
