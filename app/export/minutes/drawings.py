"""Charts of the minutes as pictures by themselves: the drawing that pages have, with its colours written into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from app.documents.model import Look, Picture
from app.export.minutes import bars
from app.host.charts.draw import DRAWN as CHARTS
from app.host.rendering.draw import draw_chart
from beffroi import translator
from beffroi.report import Bars, Curve, Grid, Piece, Ranks, Rings, Scatter
from beffroi.spoken import in_words
from beffroi.words import current_locale

_ = translator(__name__)

DRAWN = (Curve, Scatter, Rings)
"""The charts that are drawn as pages have them; bars are drawn anew, since those of pages are boxes of a page."""

ALT_MOST = 600
"""Characters of what a drawing says to whoever does not see it; its table stands beneath."""

WIDTHS: dict[type[Piece], float] = {Curve: 0, Scatter: 110, Rings: 95, Bars: 120}
"""Millimetres; 0 is as wide as the page."""

_LINES = ("100 0", "6 4", "2 4", "12 2", "3 2", "9 9", "1 2")
"""By what lines are told apart without colours, as charts.css has them."""


def picture(piece: Piece, look: Look) -> Picture | None:
    """A chart drawn, or None for what is told by its table alone."""
    if isinstance(piece, Bars | Ranks):
        svg = bars.drawn(piece, look)
        return Picture(alt_of(piece.table()), svg=svg, width=WIDTHS[Bars]) if svg else None
    if not isinstance(piece, DRAWN):
        return None
    html = str(draw_chart(piece, prefix=f"minutes{next(_numbers)}", locale=current_locale()))
    start, end = html.find("<svg"), html.find("</svg>")
    if start < 0:
        return None
    head, body = html[start:end].split(">", 1)
    size = _attribute(head, "viewBox")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="Figtree, sans-serif">'
    return Picture(
        alt_of(piece.table()), svg=f"{svg}<style>{_style(look)}</style>{body}</svg>", width=WIDTHS[type(piece)]
    )


_numbers = count()


def numbered(piece: Piece) -> Grid:
    """The table of a drawing, with the numbers that stand in it where it has any."""
    grid = piece.table()
    if isinstance(piece, Ranks) or isinstance(piece, Scatter) and not any(one.label for one in piece.points):
        return grid
    rows = [replace(row, cells=(n, *row.cells)) for n, row in enumerate(grid.rows, 1)]
    return Grid((_("No."), *grid.columns), rows, grid.title)


def legend(piece: Piece) -> Iterator[str]:
    """What the letters and the axes of a drawing are."""
    if isinstance(piece, Scatter):
        yield in_words(_("↑ %(up)s, → %(right)s", up=in_words(piece.y.title), right=in_words(piece.x.title)))
    elif isinstance(piece, Curve | Rings):
        drawn = CHARTS[type(piece)][1](piece, in_words)
        names = ", ".join(f"{letter} = {name}" for letter, name in drawn.names)
        yield from [names] if names else []


def _attribute(head: str, name: str) -> str:
    return head.partition(f'{name}="')[2].partition('"')[0]


def alt_of(grid: Grid) -> str:
    """What a drawing says, from its own table: « Table 1: Chercher −1, Demander −2; … »."""
    heads = [str(one) for one in grid.columns]
    said = []
    for row in grid.rows:
        first, *others = (str(cell) for cell in row.cells)
        told = ", ".join(f"{head} {cell}".strip() for head, cell in zip(heads[1:], others, strict=False) if cell)
        said.append(f"{first}: {told}" if told else first)
    whole = "; ".join(said)
    return whole if len(whole) <= ALT_MOST else f"{whole[: ALT_MOST - 1]}…"


def _style(look: Look) -> str:
    hues = (look.second, look.primary, "#55772f", look.second, look.primary, "#55772f", look.ink)
    lines = "".join(
        f".pattern-{n} polyline{{stroke:{hue};stroke-dasharray:{on}}}.pattern-{n} circle{{stroke:{hue}}}"
        for n, (hue, on) in enumerate(zip(hues, _LINES, strict=True), 1)
    )
    return (
        f"text{{fill:{look.ink};font-size:15px}}.level{{stroke:{look.line}}}"
        f"polyline{{fill:none;stroke-width:3px}}circle{{fill:#ffffff;stroke-width:2px}}"
        f".edge,.ring{{fill:#ffffff;stroke:{look.line};stroke-width:2px}}"
        f".middle,.span{{fill:none;stroke:{look.line};stroke-width:2px;stroke-dasharray:6 6}}"
        f".span{{stroke:{look.second};stroke-width:4px;stroke-dasharray:none}}"
        f".bond{{fill:none;stroke:{look.quiet};stroke-width:3px}}"
        f".dot circle{{fill:{look.second};stroke:#ffffff}}.dot text{{fill:#ffffff;font-weight:700;font-size:20px}}"
        f".crowd circle{{fill:#ffffff;stroke:{look.second};stroke-width:4px}}.crowd text{{fill:{look.ink}}}"
        f".chart-tick{{fill:{look.quiet};font-size:22px}}{lines}"
    )
