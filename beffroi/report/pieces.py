"""Pieces of words and tables, and what they have in common: no markup, and each tells itself as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from beffroi.report.numbers import in_words

Version = Literal["direction", "participants", "complete"]

VERSIONS: tuple[Version, ...] = ("direction", "participants", "complete")
"""Who a report is for, from the fewest pages to the most: each version holds all that the one before it does, so that
nobody reads of a workshop what those who were there cannot."""


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
    of it; `look` is drawn beside it, as a card's is."""

    text: Any
    label: Any = ""
    note: Any = ""
    look: tuple[str, ...] = ()


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

    @property
    def said(self) -> Any:
        """The number as its reader writes it."""
        return self.value if isinstance(self.value, int) else in_words(self.value)

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
