"""The log of a workshop: its entries, and the state of an activity that they make."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from beffroi import Card, Command, Here, Method, Stamp

CORE = "core."
"""What the names of the core's own entries begin with; a method's never do."""

LATE = "late."
"""What the name begins with of a contribution that waits in the tray of what arrived late."""


T = TypeVar("T")


class Pacer(Protocol):
    """Hands things on, as they come; may let others have their turn between two."""

    def __call__(self, things: Iterable[T], /) -> Iterable[T]:
        """These things, in their order."""


def at_once(things: Iterable[T], /) -> Iterable[T]:
    """A pace without a rest."""
    return things


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted command. `activity` is "" where it is about the whole workshop.

    `seq` is above 0 in the order of facilitators' acts; participants' entries have one drawn by lot, below 0, and stand
    in a lane of their activity (`app/domain/lanes.py`), which `after` and `turn` are about.
    """

    seq: int
    activity: str
    scope: str
    name: str
    version: int
    data: dict[str, Any]
    stamp: Stamp
    request_id: str = ""
    digest: str = ""
    after: int = 0
    turn: int = 0

    @property
    def id(self) -> str:
        """The random id, the only one that leaves the log."""
        return self.stamp.id

    @property
    def is_core(self) -> bool:
        """Whether it is of the core, and not of a method."""
        return self.name.startswith(CORE)

    @property
    def is_late(self) -> bool:
        """Whether it is a contribution that came late, and waits in the tray."""
        return self.name.startswith(LATE)

    @property
    def command(self) -> str:
        """The name of its command, whether it came late or not."""
        return self.name.removeprefix(LATE)

    def holds(self, *kinds: type[Command]) -> bool:
        """Whether it is an entry of one of these commands of the core."""
        return any(self.name == kind.about.name for kind in kinds)


@dataclass
class ActivityState:
    """The state of one scope of an activity, as its entries made it: `state` is the method's own."""

    state: Any
    stage: str = ""
    late: dict[str, Entry] = field(default_factory=dict)
    settings: Any = None
    scope: str = ""

    def copy(self) -> ActivityState:
        """A copy whose state can be changed apart."""
        return copy.deepcopy(self)


def cards_of(kept: Iterable[Mapping[str, Any]]) -> list[Card]:
    """Cards that were handed over, from how their entry keeps them."""
    return [_card_of(card) for card in kept]


def _card_of(kept: Mapping[str, Any]) -> Card:
    pairs = {name: tuple(tuple(one) for one in kept.get(name, ())) for name in ("details", "parts", "said")}
    return Card(**{**kept, **pairs, "look": tuple(kept.get("look", ()))})


def command_of(method: Method, entry: Entry) -> Command:
    """The command that an entry of this method holds; an unknown one is an error, never passed over."""
    command = method.command(entry.command)
    if command is None:
        raise LookupError(f"{method.id} has no command {entry.name!r}, which the log holds.")
    return command.from_entry(entry.data, entry.version)


def enter(
    method: Method, state: ActivityState, stage: str, stamp: Stamp, *,
    brought: Iterable[Mapping[str, Any]] = (), here: Iterable[Mapping[str, str]] = (),
) -> None:  # fmt: skip
    """Go to a stage; the room's state takes what tables bring to a plenary one, a table's who of it is here."""
    found = method.stage(stage)
    if state.scope and found is not None and found.plenary:
        return  # the sheets rest as they are while everyone is on the room's state
    state.stage = stage
    cards = [] if state.scope else cards_of(brought)
    if cards:
        method.merge_tables(state.state, cards)
    if found is not None and found.gathers:
        people = [Here(**one) for one in here]
        own = [one for one in people if one.table == state.scope] if state.scope else people
        method.gathered(state.state, stage, own, stamp)
    method.on_stage(state.state, stage, stamp)
