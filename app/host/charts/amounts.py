"""How charts of amounts are drawn: a row each, which is a row of their table as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from app.host.charts.keys import Keys, Words
from app.host.charts.numbers import end_of, percent, place, said
from beffroi.report import Bar, Bars, Ranks, Stack, Stacked


class DrawnBar(NamedTuple):
    """A row: what it is of, how long its bar is ("" where that is not shown), the number and its share."""

    key: str
    label: Any
    length: str
    value: str
    share: str
    note: Any
    rank: str = ""
    is_tied: bool = False
    is_kept: bool = False


class Segment(NamedTuple):
    """A piece of a bar; its number in the order of the parts says its pattern."""

    part: int
    start: str
    end: str


class DrawnStack(NamedTuple):
    """A row of a bar in pieces, and what each piece counts: "" for one not shown, no values where none of them is."""

    key: str
    label: Any
    segments: tuple[Segment, ...]
    values: tuple[str, ...]
    across: int


def bars(chart: Bars, words: Words) -> tuple[DrawnBar, ...]:
    """A row a bar, on the scale of what all of them are a share of, or of the longest."""
    keys, whole = Keys(), chart.total or end_of(_values(chart.bars))
    return tuple(_bar(keys, one, whole, words, chart.share(one)) for one in chart.bars)


def ranks(chart: Ranks, words: Words) -> tuple[DrawnBar, ...]:
    """A row a rank."""
    keys, whole = Keys(), end_of(_values(chart.bars))
    return tuple(
        _bar(keys, one, whole, words)._replace(
            rank=str(rank or ""), is_tied=is_tied, is_kept=0 < rank <= chart.keep
        )
        for rank, is_tied, one in chart.ranked()
    )  # fmt: skip


def _values(bars: Iterable[Bar]) -> Iterator[float]:
    return (one.value for one in bars if one.value is not None)


def _bar(keys: Keys, bar: Bar, whole: float, words: Words, share: float | None = None) -> DrawnBar:
    is_shown = bar.value is not None
    length, value = (place(bar.value, whole), said(bar.value)) if bar.value is not None else ("", "")
    told = percent(share) if is_shown and share is not None else ""
    return DrawnBar(keys.of(bar, bar.label), words(bar.label), length, value, told, words(bar.note))


def stacked(chart: Stacked, words: Words) -> tuple[DrawnStack, ...]:
    """A row a bar, all on one scale, or each as long as the others."""
    keys, sums = Keys(), [sum(value or 0 for value in one.values) for one in chart.stacks]
    longest = end_of(sums)
    return tuple(
        DrawnStack(
            keys.of(one, one.label),
            words(one.label),
            tuple(_segments(one, of if chart.shares else longest)),
            tuple(_told(one.values)),
            len(one.values),
        )
        for one, of in zip(chart.stacks, sums, strict=True)
    )


def _told(values: tuple[float | None, ...]) -> Iterator[str]:
    if any(value is not None for value in values):
        yield from ("" if value is None else said(value) for value in values)


def _segments(stack: Stack, whole: float) -> Iterator[Segment]:
    end: float = 0
    for n, value in enumerate(stack.values):
        start, end = end, end + (value or 0)
        if value:
            yield Segment(n, place(start, whole), place(end, whole))
