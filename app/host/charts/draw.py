"""A chart drawn, in the drawing that goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from app.host.charts import amounts, cloud, lines, plane, rings
from app.host.charts.keys import Words
from app.host.rendering.environment import core_environment, globals_of
from app.host.rendering.parts import current
from beffroi import SiteName
from beffroi.report import Bars, Cloud, Curve, Matrix, Piece, Ranks, Rings, Scatter, Stacked
from beffroi.spoken import in_words

SiteHtml = Callable[[str], Markup]
"""A site as it is always shown."""

Lay = Callable[[Any, Words], Any]

DRAWN: dict[type[Piece], tuple[str, Lay]] = {
    Bars: ("bars", amounts.bars),
    Ranks: ("bars", amounts.ranks),
    Stacked: ("stacked", amounts.stacked),
    Scatter: ("plane", plane.plane),
    Rings: ("rings", rings.rings),
    Cloud: ("cloud", cloud.cloud),
    Curve: ("curve", lines.curve),
    Matrix: ("matrix", lines.matrix),
}
"""For each kind of chart, the block of the template and what works out its places."""

TEMPLATE = "host/charts.html"


def is_chart(piece: object) -> bool:
    """Whether there is a drawing of it, beside its table."""
    return type(piece) in DRAWN


def chart_html(piece: object, site_html: SiteHtml, named: str = "", audience: str = "") -> Markup:
    """A chart with its table; `named` tells it from the others of the page. Raises `TypeError` for what is none."""
    kind = DRAWN.get(type(piece))  # type: ignore[arg-type]  # whatever it is, it is looked up
    if kind is None or not isinstance(piece, Piece):
        known = ", ".join(sorted(one.__name__ for one in DRAWN))
        raise TypeError(f"ui.chart draws no {type(piece).__name__}: give it a chart of beffroi.report ({known}).")
    block, lay = kind

    def words(value: Any) -> Any:
        return site_html(value) if isinstance(value, SiteName) else in_words(value)

    template = core_environment().get_template(TEMPLATE)
    told = piece.table()
    given = {"chart": piece, "drawn": lay(piece, words), "told": told, "words": words, "audience": audience}
    given["caption"] = str(told.title) or ", ".join(escape(words(one)).striptags() for one in told.columns if one)
    prepared = template.new_context({**globals_of(template), **given}, shared=True)
    with current.get().chart(named):
        return Markup("".join(template.blocks[block](prepared)))  # noqa: S704 - drawn by an escaping template
