"""What a method's part of the report is made of: a small vocabulary, and no markup.

`Method.report` gives sections of these pieces; the page of the results, and later the documents, are made of them.
Every chart is its data: `table()` says the same as a table, so that whoever cannot draw a piece draws that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal

from typing_extensions import TypeVar

Version = Literal["direction", "participants", "complete"]

VERSIONS: tuple[Version, ...] = ("direction", "participants", "complete")
"""Who a report is for, from the fewest pages to the most: each version holds all that the one before it does, so that
nobody reads of a workshop what those who were there cannot."""

State = TypeVar("State", default=Any)


@dataclass(frozen=True)
class OfTable(Generic[State]):
    """A table of the room with what it made: its `id`, its `name`, and the `state` of its sheet."""

    id: str
    name: str
    state: State


@dataclass(frozen=True, kw_only=True)
class Made:
    """Something of a report: made of the things `ids`, which are copies of `origins`.

    By their ids things are left out of a report, and erased from it. `version` is the first version that it stands in.
    """

    ids: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    version: Version = "participants"


@dataclass(frozen=True)
class Row(Made):
    """A row of a grid or of a matrix: its `cells` are texts, numbers, `SiteName`s."""

    cells: tuple[Any, ...]


@dataclass(frozen=True)
class Item(Made):
    """A line of a list, its `text`; `label` stands before it, as a card's number does, `note` says in words what became
    of it."""

    text: Any
    label: Any = ""
    note: Any = ""


@dataclass(frozen=True)
class Bar(Made):
    """A bar: how much, its `value`, of what, its `label`; `note` says in words what became of it."""

    label: Any
    value: float
    note: Any = ""


@dataclass(frozen=True)
class Line(Made):
    """A line of a curve, called `label`: in `values` one for each of its steps, None where nothing was said."""

    label: Any
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Piece(Made):
    """A piece of a section."""

    def table(self) -> Grid:
        """The same as a table."""
        raise NotImplementedError


@dataclass(frozen=True)
class Grid(Piece):
    """A table: the titles of its `columns`, its `rows`, and a `title` above it."""

    columns: Sequence[Any]
    rows: Sequence[Row]
    title: Any = ""

    def table(self) -> Grid:
        """Itself."""
        return self


def _of_text(*cells: Any) -> Grid:
    return Grid((), (Row(cells),))


@dataclass(frozen=True)
class Heading(Piece):
    """A heading within a section, its `text`; `note` says in words what became of what it names."""

    text: Any
    note: Any = ""

    def table(self) -> Grid:
        """A row."""
        return _of_text(self.text, self.note)


@dataclass(frozen=True)
class Paragraph(Piece):
    """A few sentences, its `text`."""

    text: Any

    def table(self) -> Grid:
        """A row."""
        return _of_text(self.text)


@dataclass(frozen=True)
class Quote(Piece):
    """Words as somebody said them, its `text`; `by` says who that is, never a name."""

    text: Any
    by: Any = ""

    def table(self) -> Grid:
        """A row."""
        return _of_text(self.text, self.by)


@dataclass(frozen=True)
class Figure(Piece):
    """A number, its `value`, and what it counts, its `label`."""

    value: float
    label: Any

    def table(self) -> Grid:
        """A row."""
        return _of_text(self.label, self.value)


@dataclass(frozen=True)
class Listing(Piece):
    """A list of `items`, with a `title` above it."""

    items: Sequence[Item]
    title: Any = ""

    def table(self) -> Grid:
        """A row an item."""
        rows = tuple(Row((one.label, one.text, one.note), ids=one.ids, origins=one.origins) for one in self.items)
        return Grid(("", "", ""), rows, self.title)


@dataclass(frozen=True)
class Bars(Piece):
    """The `bars`, from 0 to the longest of them, under a `title`; `counts` says what is counted, `of` of what."""

    bars: Sequence[Bar]
    counts: Any
    of: Any = ""
    title: Any = ""

    def table(self) -> Grid:
        """A row a bar."""
        rows = tuple(Row((one.label, one.value, one.note), ids=one.ids, origins=one.origins) for one in self.bars)
        return Grid((self.of, self.counts, ""), rows, self.title)


@dataclass(frozen=True)
class Curve(Piece):
    """The `lines` over the same `steps`, on a scale from `low` to `high`, under a `title`; `words` are (value, what it
    means) pairs."""

    steps: Sequence[Any]
    lines: Sequence[Line]
    low: float
    high: float
    words: tuple[tuple[float, Any], ...] = ()
    title: Any = ""

    def table(self) -> Grid:
        """A row a line; "" where nothing was said."""
        told = ((one, tuple("" if value is None else value for value in one.values)) for one in self.lines)
        rows = tuple(Row((one.label, *values), ids=one.ids, origins=one.origins) for one, values in told)
        return Grid(("", *self.steps), rows, self.title)


@dataclass(frozen=True)
class Matrix(Piece):
    """Numbers by two things, under a `title`: `columns` of one, and of the other `rows`, each of which begins with what
    it is of; `of` says what those are."""

    columns: Sequence[Any]
    rows: Sequence[Row]
    of: Any = ""
    title: Any = ""

    def table(self) -> Grid:
        """The same, with a title over its first column."""
        return Grid((self.of, *self.columns), self.rows, self.title)


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
