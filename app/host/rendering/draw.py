"""Drawing a block of a template, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Template
from markupsafe import Markup, escape

from app.domain.people import Site
from app.host.charts.draw import chart_html
from app.host.rendering.environment import environment_of, globals_of, named, template_of
from app.host.rendering.parts import Drawing, Sheet, current
from app.host.rendering.ui import Ui
from beffroi import Method
from beffroi.report import Piece
from beffroi.words import speaking


def draw(
    template: Template, block: str, context: Mapping[str, Any], *, prefix: str, locale: str,
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """One block drawn; parts that read the same as in `previous` are taken from there."""

    def rendered() -> str:
        prepared = template.new_context({**globals_of(template), **context}, shared=True)
        try:
            return "".join(template.blocks[block](prepared))
        except Exception:  # noqa: BLE001 - raised again, with the lines of templates in its traceback
            template.environment.handle_exception()

    return _drawn(rendered, prefix, locale, previous)


def draw_method(
    method: Method, block: str, context: Mapping[str, Any], *, activity: str, locale: str, sites: Iterable[Site] = (),
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """A method's block drawn, with `ui` at hand; one that has no template is drawn by the blocks that it holds."""
    at, scope = str(context.get("stage", "")), str(context.get("scope", ""))
    ui = Ui(activity, at, scope, method, environment_of(method), sites, drawn=block, context=context)
    template = template_of(method)
    if template is None:
        return _drawn(lambda: str(ui.blocks()), block, locale, previous)
    name = named(template, block)
    if not name:
        return Drawing()
    return draw(template, name, {"ui": ui, **context}, prefix=block, locale=locale, previous=previous)


def draw_chart(piece: Piece, *, prefix: str, locale: str) -> Markup:
    """A chart by itself, as a page shows it that no push reaches; its words are said already, sites by their names."""
    return _drawn(lambda: str(chart_html(piece, escape)), prefix, locale, None).html()


def _drawn(render: Callable[[], str], prefix: str, locale: str, previous: Drawing | None) -> Drawing:
    sheet = Sheet(prefix, previous)
    token = current.set(sheet)
    try:
        with speaking(locale):
            return sheet.finished(render())
    finally:
        current.reset(token)
