"""Where templates are found and compiled: the core's own, and each method's with its words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from app.bundled import bundled
from app.host.contract import TEMPLATE, folders_of, home_of, written
from app.host.rendering import buttons
from app.host.rendering.partition import Parted, PartExtension
from beffroi import Block, Method, blocks, translator
from beffroi.play import Play
from beffroi.small_groups import Missing
from beffroi.words import Words

SHARED = FileSystemLoader([Path(blocks.__file__).parent / "templates", Path(__file__).parents[1] / "templates"])
CORE_TEMPLATES = bundled("templates")

_ = translator(__name__)

REQUIRED, CHOOSE = _("required"), _("Choose…")
"""The mark of a field, and what a list begins with: the host's words, also in forms drawn among those of a method."""


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
    made.globals |= {"_": words.now, "required_word": REQUIRED, "choose_word": CHOOSE}
    made.policies["ext.i18n.trimmed"] = True
    return made


@cache
def core_environment() -> Environment:
    """Where the core's own live blocks are drawn."""
    made = environment(translator("app.host"), ChoiceLoader([FileSystemLoader(CORE_TEMPLATES), SHARED]))
    made.globals |= {"core": buttons.core_button, "core_choose": buttons.core_choose, "options": buttons.options_html}
    made.globals["root"] = ""  # until the pages say what they are under
    return made


def site_html(sites: Iterable[Any], id: str) -> Markup:
    """A site of these as it is always shown: its mark, its colour and its name together; nothing for another id."""
    module: Any = core_environment().get_template("host/site_name.html").module
    return Markup(module.site_name(sites, id).strip())  # noqa: S704 - drawn by an escaping template


def missing_html(sites: Iterable[Any], left: Missing) -> Markup:
    """Whose answers are missing, in a sentence; nothing where nobody's are."""
    module: Any = core_environment().get_template("host/missing.html").module
    return Markup(module.missing(sites, left).strip())  # noqa: S704 - drawn by an escaping template


@cache
def _of_class(kind: type[Play]) -> Environment:
    """With the words of whoever wrote the template, and what the classes that it extends have for it to include."""
    folders = dict.fromkeys(folder / "templates" for one in written(kind) for folder in folders_of(one))
    return environment(translator(kind.__module__), ChoiceLoader([FileSystemLoader(list(folders)), SHARED]))


def environment_of(method: Method) -> Environment:
    """Where a method's template is drawn: its own, or that of the method that it extends."""
    home = home_of(method, TEMPLATE)
    return _of_class(home[0] if home else type(method))  # type: ignore[arg-type]  # mypy looks at instances' hash


FALLBACK = {"screen": "board", "print": "board"}
"""What a template that lacks a block draws in its place."""


def template_of(method: Method) -> Template | None:
    """A method's template: its own, or that of what it extends; None where its blocks are drawn by themselves."""
    home = home_of(method, TEMPLATE)
    return environment_of(method).get_template(home[1].name) if home else None


def template_of_block(block: Block) -> Template:
    """A block's template."""
    return _of_class(type(block)).get_template(block.template)  # type: ignore[arg-type]  # mypy looks at its hash


def named(template: Template, drawn: str) -> str:
    """Which block of a template draws `drawn`; "" where there is nothing to draw."""
    return next((name for name in (drawn, FALLBACK.get(drawn, "")) if name in template.blocks), "")


@cache
def globals_of(template: Template) -> dict[str, Any]:
    """What is there for every drawing; jinja would collect it anew each time, name by name."""
    return dict(template.globals)
