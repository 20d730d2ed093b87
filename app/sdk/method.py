"""A method of collective intelligence: commands, a state, stages and one template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from app.sdk.command import Command, Model
from app.sdk.stamp import Stamp

API = 1
"""The number of this contract; a plugin written for another is refused, by name."""


@dataclass(frozen=True)
class Stage:
    """A step of a method.

    `hidden`: board, screen and exports get only `counts(state)`. `late`: what becomes of a
    contribution that arrives when the stage is past: "tray" hands it to the facilitators,
    "refuse" says so to its author. `notice` says in words what is kept, beside the core's own;
    `effect` what entering the stage does, said to facilitators before they press.
    """

    id: str
    title: Any
    hidden: bool = False
    plenary: bool = False
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


class SiteName(str):
    """The id of a site in a table, which the export writes as its name."""

    __slots__ = ()


@dataclass(frozen=True)
class Card:
    """A card handed from one method to the next; `origin` is the id of the card it copies."""

    id: str
    text: str
    kind: str = "card"
    audience: str = ""
    origin: str = ""


class NoSettings(Model):
    """Nothing to set."""


class Method:
    """One method, as the host runs it. See docs/plugins.md for the whole contract."""

    api: ClassVar[int] = API
    id: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    stages: ClassVar[tuple[Stage, ...]] = ()
    commands: ClassVar[tuple[type[Command], ...]] = ()
    state: ClassVar[type[Any]] = dict
    settings: ClassVar[type[Model]] = NoSettings
    shared_by: ClassVar[tuple[str, ...]] = ("room",)
    anonymous: ClassVar[bool] = True
    """Whether a new activity is anonymous unless its facilitator says otherwise."""

    def start(self, settings: Any, cards: Sequence[Card]) -> Any:
        """The state at the beginning; `cards` are those handed over by the source activity."""
        return self.state()

    def entering(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        """What entering a stage changes in the state: a shuffle, a tally unveiled. Replayed."""

    def view(self, state: Any, /) -> dict[str, Any]:
        """What everyone may know: for `board` and `screen`. Never gets a person."""
        return {}

    def overview(self, state: Any, /) -> dict[str, Any]:
        """What facilitators see: for `control` and `report`."""
        return self.view(state)

    def mine(self, state: Any, who: str, /) -> dict[str, Any]:
        """What one person sees in `input`; `own` maps part keys to marks set in that person's page."""
        return {}

    def counts(self, state: Any, /) -> Sequence[Any]:
        """Whole sentences of numbers, all that a hidden stage shows."""
        return ()

    def taken_part(self, state: Any, stage: str, /) -> int | None:
        """How many have taken part in a stage, where the method can tell; else None."""
        return None

    def can_void(self, state: Any, /) -> bool:
        """Whether votes are under way that nobody has seen, so that a facilitator may void somebody's."""
        return False

    def void(self, state: Any, who: str, /) -> None:
        """Take out what somebody voted. Replayed."""

    def asks(self, settings: Any, stage: str, /) -> str:
        """The question that everyone is asked in a stage: on every page, hidden stages included."""
        return ""

    def tables(self, state: Any, /) -> Iterable[Table]:
        """What is exported."""
        return ()

    def cards(self, state: Any, /) -> Sequence[Card]:
        """What can be handed over to the next activity."""
        return ()

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def command(self, name: str) -> type[Command] | None:
        """The command of that name, or None."""
        return next((command for command in self.commands if command.about.name == name), None)
