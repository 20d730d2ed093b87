"""Drawing a block of a template, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Template

from app.domain.people import Site
from app.host.rendering.environment import block_of, environment_of, globals_of
from app.host.rendering.parts import Drawing, Sheet, current
from app.host.rendering.ui import Ui
from beffroi import Method
from beffroi.words import speaking


def draw(
    template: Template, block: str, context: Mapping[str, Any], *, prefix: str, locale: str,
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """One block drawn; parts that read the same as in `previous` are taken from there."""
    sheet = Sheet(prefix, previous)
    token = current.set(sheet)
    try:
        with speaking(locale):
            prepared = template.new_context({**globals_of(template), **context}, shared=True)
            return sheet.finished("".join(template.blocks[block](prepared)))
    finally:
        current.reset(token)


def draw_method(
    method: Method, block: str, context: Mapping[str, Any], *, activity: str, locale: str, sites: Iterable[Site] = (),
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """A method's block drawn, with `ui` at hand."""
    found = block_of(method, block)
    if found is None:
        return Drawing()
    at, share = str(context.get("stage", "")), str(context.get("share", ""))
    ui = Ui(activity, at, share, method, environment_of(method), sites)
    return draw(found[0], found[1], {"ui": ui, **context}, prefix=block, locale=locale, previous=previous)
