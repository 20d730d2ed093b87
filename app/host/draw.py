"""Drawing a block of a method's template, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from app.bundled import bundled
from app.host import forms
from app.host.contract import folder_of
from app.host.partition import Parted, PartExtension
from app.host.parts import Drawing, Sheet, current
from beffroi import Method, blocks, translator
from beffroi.words import Words, speaking

SHARED = FileSystemLoader([Path(blocks.__file__).parent / "templates", Path(__file__).parent / "templates"])
CORE_TEMPLATES = bundled("templates")


def environment(words: Words, loader: BaseLoader) -> Environment:
    """Where templates are drawn: everything escaped, a missing name an error, words from one catalogue."""
    made = Parted(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", PartExtension],
        auto_reload=False,  # a look at the disk for each drawing
    )
    made.install_gettext_callables(words.now, words.counted, newstyle=False)  # type: ignore[attr-defined]
    made.globals["_"] = words.now
    made.globals["core"] = forms.core_button
    made.globals["core_choose"] = forms.core_choose
    made.globals["options"] = forms.options_html
    made.policies["ext.i18n.trimmed"] = True
    return made


@cache
def core_environment() -> Environment:
    """Where the core's own live blocks are drawn."""
    return environment(translator("app.host"), ChoiceLoader([FileSystemLoader(CORE_TEMPLATES), SHARED]))


def site_html(sites: Iterable[Any], id: str) -> Markup:
    """A site of these as it is always shown: its mark, its colour and its name together; nothing for another id."""
    module: Any = core_environment().get_template("host/site_name.html").module
    return Markup(module.site_name(sites, id).strip())  # noqa: S704 - drawn by an escaping template


@cache
def _of_folder(folder: Path, module: str) -> Environment:
    return environment(translator(module), ChoiceLoader([FileSystemLoader(folder / "templates"), SHARED]))


def environment_of(method: Method) -> Environment:
    """Where a plugin's templates are drawn, with its own words."""
    return _of_folder(folder_of(method), type(method).__module__)


FALLBACK = {"screen": "board", "report": "board"}
"""What a template that lacks a block draws in its place."""


def block_of(method: Method, block: str) -> tuple[Template, str] | None:
    """The template and the block that draws `block`; None where there is nothing to draw."""
    template = environment_of(method).get_template(f"{method.id}.html")
    for name in (block, FALLBACK.get(block, "")):
        if name in template.blocks:
            return template, name
    return None


@cache
def _globals_of(template: Template) -> dict[str, Any]:
    """What is there for every drawing; jinja would collect it anew each time, name by name."""
    return dict(template.globals)


def draw(
    template: Template, block: str, context: Mapping[str, Any], *, prefix: str, locale: str,
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """One block drawn; parts that read the same as in `previous` are taken from there."""
    sheet = Sheet(prefix, previous)
    token = current.set(sheet)
    try:
        with speaking(locale):
            prepared = template.new_context({**_globals_of(template), **context}, shared=True)
            return sheet.finished("".join(template.blocks[block](prepared)))
    finally:
        current.reset(token)


def draw_method(
    method: Method, block: str, context: Mapping[str, Any], *, activity: str, locale: str,
    previous: Drawing | None = None,
) -> Drawing:  # fmt: skip
    """A method's block drawn, with the helpers that templates may call."""
    found = block_of(method, block)
    if found is None:
        return Drawing()
    at, share = str(context.get("stage", "")), str(context.get("share", ""))
    helpers = forms.helpers(method, environment_of(method), activity, at, share)
    return draw(found[0], found[1], {**helpers, **context}, prefix=block, locale=locale, previous=previous)
