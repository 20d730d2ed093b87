"""Charts of amounts: bars, stacked bars, ranks, words, lines, shades. Each is its data, and tells itself as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from beffroi.report.numbers import check_amount, check_number, check_size, keep_list
from beffroi.report.pieces import Grid, Made, Piece, Row
from beffroi.words import translator

_ = translator(__name__)

NOT_SHOWN = _("not shown")
"""What stands in a table for a number that is not shown, since too few people are behind it."""


def _row(of: Made, *cells: Any) -> Row:
    return Row(tuple(NOT_SHOWN if one is None else one for one in cells), ids=of.ids, origins=of.origins)


@dataclass(frozen=True)
class Bar(Made):
    """A bar: how much, its `value`, of what, its `label`; `note` says in words what became of it.

    A value of None is one that is not shown.
    """

    label: Any
    value: float | None
    note: Any = ""

    def __post_init__(self) -> None:
        check_amount(self.value, "The value of a Bar", 0)


@dataclass(frozen=True)
class Bars(Piece):
    """The `bars`, from 0 on, under a `title`; `counts` says what is counted, `of` of what.

    With `total`, how much all of it is, each bar says its share as well: of how many people answered, say.
    """

    bars: Sequence[Bar]
    counts: Any
    of: Any = ""
    title: Any = ""
    total: float | None = None

    def __post_init__(self) -> None:
        keep_list(self, "bars", Bar, "a Bar(label, value)")
        check_amount(self.total, "Bars.total", 0)

    def share(self, bar: Bar) -> float | None:
        """A bar's share of the total, from 0 to 1; None where it has none."""
        return bar.value / self.total if self.total and bar.value is not None else None

    def table(self) -> Grid:
        """A row a bar."""
        if self.total is None:
            rows = tuple(_row(one, one.label, one.value, one.note) for one in self.bars)
            return Grid((self.of, self.counts, ""), rows, self.title)
        rows = tuple(_row(one, one.label, one.value, self._percent(one), one.note) for one in self.bars)
        return Grid((self.of, self.counts, _("Share in %%, of %(total)s", total=self.total), ""), rows, self.title)

    def _percent(self, bar: Bar) -> Any:
        share = self.share(bar)
        return "" if share is None else round(100 * share)


@dataclass(frozen=True)
class Ranks(Piece):
    """The `bars` in their order, each with its rank, which equal ones share, under a `title`; `counts` says what is
    counted, `of` of what.

    `least_first` where the smallest number is the best, as of mean ranks; the first `keep` ranks are marked.
    """

    bars: Sequence[Bar]
    counts: Any
    of: Any = ""
    title: Any = ""
    least_first: bool = False
    keep: int = 0

    def __post_init__(self) -> None:
        keep_list(self, "bars", Bar, "a Bar(label, value)")
        check_number(self.keep, "Ranks.keep", 0)

    def ranked(self) -> Iterator[tuple[int, bool, Bar]]:
        """Rank, whether others share it, and bar, from the first to the last; rank 0 for what is not shown."""
        shown = [one for one in self.bars if one.value is not None]
        shown.sort(key=_value_of, reverse=not self.least_first)
        before = 0
        for _value, equal in groupby(shown, key=_value_of):
            alike = list(equal)
            yield from ((before + 1, len(alike) > 1, one) for one in alike)
            before += len(alike)
        yield from ((0, False, one) for one in self.bars if one.value is None)

    def table(self) -> Grid:
        """A row a bar, in their order."""
        rows = tuple(_row(one, rank or "", one.label, one.value, one.note) for rank, _tied, one in self.ranked())
        return Grid((_("Rank"), self.of, self.counts, ""), rows, self.title)


def _value_of(bar: Bar) -> float:
    return bar.value or 0


@dataclass(frozen=True)
class Stack(Made):
    """A bar in pieces, called `label`: in `values` one for each, None where it is not shown."""

    label: Any
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        keep_list(self, "values")
        for value in self.values:
            check_amount(value, "A value of a Stack", 0)


@dataclass(frozen=True)
class Stacked(Piece):
    """The `stacks`, bars in the same pieces, under a `title`: `parts` are what the pieces stand for, `counts` says what
    is counted, `of` what each bar is of.

    As `shares` all bars are as long as each other, so that groups of any size are compared.
    """

    stacks: Sequence[Stack]
    parts: Sequence[Any]
    counts: Any
    of: Any = ""
    title: Any = ""
    shares: bool = False

    def __post_init__(self) -> None:
        keep_list(self, "stacks", Stack, "a Stack(label, values)")
        keep_list(self, "parts")
        if len(self.parts) > MOST_PARTS:
            raise ValueError(f"Stacked has {len(self.parts)} parts, and nobody tells more than {MOST_PARTS} apart.")
        for one in self.stacks:
            check_size(one.values, "A Stack", self.parts, "parts")

    def table(self) -> Grid:
        """A row a bar."""
        return Grid((self.of, *self.parts), tuple(_row(one, one.label, *one.values) for one in self.stacks), self.title)


MOST_PARTS = 7
"""Pieces of a bar that are told apart by their pattern: a scale of seven."""


@dataclass(frozen=True)
class Word(Made):
    """A word, its `text`, and how many `times` it was said."""

    text: Any
    times: float

    def __post_init__(self) -> None:
        check_number(self.times, "The times of a Word", 0)


@dataclass(frozen=True)
class Cloud(Piece):
    """The `words`, the bigger the more often they were said, under a `title`; `counts` says what is counted, `of` of
    what."""

    words: Sequence[Word]
    counts: Any
    of: Any = ""
    title: Any = ""

    def __post_init__(self) -> None:
        keep_list(self, "words", Word, "a Word(text, times)")

    def table(self) -> Grid:
        """A row a word."""
        return Grid((self.of, self.counts), tuple(_row(one, one.text, one.times) for one in self.words), self.title)


@dataclass(frozen=True)
class Line(Made):
    """A line of a curve, called `label`: in `values` one for each of its steps, None where nothing was said."""

    label: Any
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        keep_list(self, "values")
        for value in self.values:
            check_amount(value, "A value of a Line")


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

    def __post_init__(self) -> None:
        keep_list(self, "steps")
        keep_list(self, "lines", Line, "a Line(label, values)")
        for one in self.lines:
            check_size(one.values, "A Line", self.steps, "steps")

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

    def __post_init__(self) -> None:
        keep_list(self, "columns")
        keep_list(self, "rows", Row, "a Row(cells)")
        for one in self.rows:
            check_size(one.cells[1:], "A Row of a Matrix", self.columns, "columns, beside what it is of")

    def table(self) -> Grid:
        """The same, with a title over its first column."""
        return Grid((self.of, *self.columns), self.rows, self.title)
