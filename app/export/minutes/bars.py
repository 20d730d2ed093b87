"""Bars of the minutes as a drawing by itself, a row a bar: its number or rank, how long it is, what it counts."""

from __future__ import annotations

from typing import NamedTuple

from app.documents.model import Look
from app.host.charts.numbers import end_of, said
from beffroi.report import Bars, Ranks

FEWEST, MOST = 2, 30
"""Bars of a drawing; one alone is told by its table, and more than these are no longer seen at a glance."""

WIDE, HIGH, BEGINS, ENDS = 640, 22, 44, 560
"""Of the drawing and of a row; where bars begin, and where the longest ends."""


class Row(NamedTuple):
    """A bar: the number by which the table beneath names it, and its value, None where that is not shown."""

    number: str
    value: float | None
    is_kept: bool = False


def rows_of(piece: Bars | Ranks) -> list[Row]:
    """The bars in the order of their table."""
    if isinstance(piece, Ranks):
        return [Row(str(rank or ""), bar.value, 0 < rank <= piece.keep) for rank, _tied, bar in piece.ranked()]
    return [Row(str(n), bar.value) for n, bar in enumerate(piece.bars, 1)]


def drawn(piece: Bars | Ranks, look: Look) -> str:
    """The drawing as SVG; "" where a table says as much."""
    rows = rows_of(piece)
    values = [row.value for row in rows if row.value is not None]
    if not FEWEST <= len(rows) <= MOST or not any(values):
        return ""
    whole = (piece.total if isinstance(piece, Bars) else None) or end_of(values)
    inner = "".join(_row(row, n * HIGH, whole, look) for n, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {len(rows) * HIGH}" '
        f'font-family="Figtree, sans-serif" font-size="14">{inner}</svg>'
    )


def _row(row: Row, top: int, whole: float, look: Look) -> str:
    line = top + HIGH - 6
    number = f'<text x="{BEGINS - 8}" y="{line}" text-anchor="end" fill="{look.quiet}">{row.number}</text>'
    if row.value is None:
        return number
    length = max(1, round((ENDS - BEGINS) * min(1, row.value / whole)))
    hue = look.primary if row.is_kept else look.second
    bar = f'<rect x="{BEGINS}" y="{top + 3}" width="{length}" height="{HIGH - 6}" rx="2" fill="{hue}"/>'
    at = f'x="{BEGINS + length + 8}" y="{line}"'
    return f'{number}{bar}<text {at} font-weight="700" fill="{look.ink}">{said(row.value)}</text>'
