"""The log of a workshop: entries in one order, and the state that is their fold."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from beffroi import Card, Command, Method, Refused, Stamp, translator
from beffroi.words import Words

_: Words = translator(__name__)

CORE = "core."
"""What the names of the core's own entries begin with; a method's never do."""

LATE = "late."
"""What the name begins with of a contribution that waits in the tray of what arrived late."""


T = TypeVar("T")


class Pace(Protocol):
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
    share: str
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


@dataclass
class Standing:
    """One share of an activity, as its entries made it."""

    state: Any
    stage: str = ""
    late: dict[str, Entry] = field(default_factory=dict)
    settings: Any = None
    share: str = ""

    def copy(self) -> Standing:
        """A copy whose state can be changed apart."""
        return copy.deepcopy(self)


def cards_of(data: dict[str, Any]) -> list[Card]:
    """The cards that a `core.open` entry recorded."""
    pairs = ("details", "parts")
    return [
        Card(**{**card, **{name: tuple(tuple(one) for one in card.get(name, ())) for name in pairs}})
        for card in data.get("cards", ())
    ]


def of_share(entries: Iterable[Entry], share: str) -> list[Entry]:
    """The entries that one share is made of: its own, and those of the core, which every share lives through."""
    return [entry for entry in entries if entry.share == share or entry.name.startswith(CORE)]


def begin(method: Method, settings: Any, entries: Sequence[Entry], share: str = "") -> Standing:
    """The state before any entry: with the cards of the opening, if it has opened."""
    opening = next((entry for entry in entries if entry.name == "core.open"), None)
    cards = cards_of(opening.data) if opening else []
    return Standing(method.start(settings, cards), settings=settings, share=share)


def advance(method: Method, standing: Standing, entry: Entry) -> None:
    """Bring a standing one entry further."""
    if entry.name == "core.stage" or (entry.name == "core.open" and not standing.stage):
        if standing.share and _is_plenary(method, entry.data["to"]):
            return  # the sheets rest as they are while everyone is on the room's state
        standing.stage = entry.data["to"]
        brought = cards_of(entry.data) if entry.name == "core.stage" and not standing.share else []
        if brought:
            method.assemble(standing.state, brought)
        method.entering(standing.state, standing.stage, entry.stamp)
    elif entry.name == "core.hand":
        method.receive(standing.state, cards_of(entry.data))
    elif entry.name == "core.admit":
        _admit(method, standing, entry.data["entry"])
    elif entry.name == "core.drop":
        standing.late.pop(entry.data["entry"], None)
    elif entry.name == "core.void":
        for who in entry.data["whos"]:
            method.void(standing.state, who)
    elif entry.name.startswith(LATE):
        standing.late[entry.id] = entry
    elif not entry.name.startswith(CORE):
        recalled(method, entry).apply(standing.state, entry.stamp)


def _is_plenary(method: Method, stage: str) -> bool:
    found = method.stage(stage)
    return found is not None and found.plenary


def _admit(method: Method, standing: Standing, id: str) -> None:
    waiting = standing.late.pop(id, None)
    if waiting is not None:
        recalled(method, waiting).apply(standing.state, waiting.stamp)


def recalled(method: Method, entry: Entry) -> Command:
    """The command that an entry of this method holds; an unknown one is an error, never passed over."""
    command = method.command(entry.name.removeprefix(LATE))
    if command is None:
        raise LookupError(f"{method.id} has no command {entry.name!r}, which the log holds.")
    return command.recall(entry.data, entry.version)


def undone(entries: Iterable[Entry]) -> set[str]:
    """The ids of the entries that were taken back."""
    return {entry.data["entry"] for entry in entries if entry.name == "core.undo"}


def fold(
    method: Method, settings: Any, entries: Sequence[Entry], share: str = "", paced: Pace = at_once
) -> Standing:  # fmt: skip
    """Rebuild a share of an activity from its entries (`of_share`), in order, without those undone.

    `paced` may rest between two.
    """
    gone = undone(paced(entries))
    standing = begin(method, settings, entries, share)
    for entry in paced(entries):
        if entry.id not in gone:
            advance(method, standing, entry)
    return standing


def _objections(method: Method, settings: Any, entries: Sequence[Entry], share: str, paced: Pace) -> set[str]:
    """The entries that, checked again where they stand, are refused or raise."""
    standing = begin(method, settings, entries, share)
    refused: set[str] = set()
    for entry in paced(entries):
        try:
            if not entry.name.startswith((CORE, LATE)):
                recalled(method, entry).check(standing.state, entry.stamp)
            advance(method, standing, entry)
        except Exception:  # noqa: BLE001 - whatever a method raises is an objection
            refused.add(entry.id)
    return refused


def undo(
    method: Method, settings: Any, entries: Sequence[Entry], target: str, share: str = "", *, paced: Pace = at_once
) -> Standing:  # fmt: skip
    """The standing of a share without `target`; refused where later entries have built on it.

    Each later entry is checked with and without it: one that is refused only without stops the undo.
    """
    gone = undone(entries)
    if target in gone or not any(entry.id == target for entry in entries):
        raise Refused(_("That has already been taken back."))
    kept = [entry for entry in entries if entry.id not in gone]
    without = [entry for entry in kept if entry.id != target]
    if _objections(method, settings, without, share, paced) - _objections(method, settings, kept, share, paced):
        raise Refused(_("This can no longer be taken back: others have built on it since."))
    return fold(method, settings, without, share, paced)
