"""A method's part of the report: sections of pieces, for those whom a version is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from typing_extensions import TypeVar

from beffroi.report.pieces import VERSIONS, Heading, Item, Listing, Made, Piece, Version

State = TypeVar("State", default=Any)


@dataclass(frozen=True)
class OfTable(Generic[State]):
    """A table of the room with what it made: its `id`, its `name`, and the `state` of its sheet."""

    id: str
    name: str
    state: State


Noted = TypeVar("Noted", Item, Heading)


@dataclass(frozen=True)
class Section(Made):
    """A section: its `title` and its `pieces`; `id` is its own within its activity.

    One `on_request` stands in a report only where whoever makes it ticks it by name: what was not written for others.
    """

    id: str
    title: Any
    pieces: Sequence[Piece]
    on_request: bool = False


def holds(asked: Version, first: Version) -> bool:
    """Whether the version asked for holds what stands in `first`."""
    return VERSIONS.index(first) <= VERSIONS.index(asked)


def with_outcomes(section: Section, outcomes: Mapping[str, Any]) -> Section:
    """A section that also says what became of things, by id, where it says nothing of it itself."""
    return replace(section, pieces=tuple(_noted(piece, outcomes) for piece in section.pieces))


def _noted(piece: Piece, outcomes: Mapping[str, Any]) -> Piece:
    if isinstance(piece, Listing):
        return replace(piece, items=[_with_note(item, outcomes) for item in piece.items])
    return _with_note(piece, outcomes) if isinstance(piece, Heading) else piece


def _with_note(said: Noted, outcomes: Mapping[str, Any]) -> Noted:
    became = next((outcomes[id] for id in said.ids if id in outcomes), "")
    return replace(said, note=became) if became and not said.note else said
