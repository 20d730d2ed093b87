"""What a page needs to draw the pieces of a report: the names of their kinds, and charts with ids of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

from markupsafe import Markup

from app.host.charts.draw import is_chart
from app.host.rendering.draw import draw_chart
from app.host.rendering.parts import one_by_one
from beffroi.report import Piece
from beffroi.words import current_locale


def for_pieces() -> dict[str, Any]:
    """What `facilitator/report_pieces.html` draws with."""
    return {
        "kind_of": lambda piece: type(piece).__name__,
        "is_chart": is_chart,
        "chart_of": partial(_chart, count()),
        "paced": one_by_one,
    }


def _chart(numbers: Iterator[int], piece: Piece) -> Markup:
    """A chart of the page; each has a number, by which its ids are its own."""
    return draw_chart(piece, prefix=f"report{next(numbers)}", locale=current_locale())
