"""The pages of help beside the code: all of the contract is in them, and nothing that is not."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from html import unescape
from importlib import import_module
from inspect import getdoc, signature
from pathlib import Path

import pytest
from pydantic import BaseModel

import beffroi
from app.host.reserved import GIVEN
from app.web.site.help import TITLES
from beffroi import Block, Command
from beffroi.command import CommandMeta

ROOT = Path(__file__).parents[1]
DEV = [name for name in TITLES if name.startswith("dev/")]
PAGES = {name: (ROOT / "app" / "aide" / f"{name}.html").read_text() for name in DEV}
SOURCES = {file: file.read_text() for file in (ROOT / "docs" / "aide" / "dev").rglob("*.md")}
CONTRACT = (ROOT / "tests" / "api" / f"{beffroi.API}.txt").read_text()
MODULES = re.findall(r"^## (beffroi[\w.]*)\n(.*?)\n(?=\n|\Z)", CONTRACT, re.M | re.S)
CLASSES = CONTRACT.partition("## classes of CSS\n")[2].split()
PLACE = re.compile(r'<dt[^>]* id="((?:beffroi|ui)\.[\w.]+)">(?:(?!<dt).)*?</dt>\s*<dd><(?!/)', re.S)
DESCRIBED = set(PLACE.findall("".join(PAGES.values())))
"""What has a place of its own in the reference, and a sentence there."""
CODE = {
    unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<code[^>]*>(.*?)</code>", "".join(PAGES.values()))
}


def names() -> list[tuple[str, str]]:
    """(module, name) of all that may be imported."""
    line = re.compile(r"^(?:class )?(\w+)", re.M)
    return [(module, name) for module, text in MODULES for name in line.findall(text)]


def classes() -> list[type]:
    found = (getattr(import_module(module), name) for module, name in names())
    return list(dict.fromkeys(one for one in found if isinstance(one, type)))


def home(kind: object) -> set[str]:
    """The names under which a class or a function may stand in the reference."""
    return {f"{module}.{name}" for module, name in names() if getattr(import_module(module), name) is kind}


def members(kind: type) -> set[str]:
    """What a class has that is public: fields, attributes, methods."""
    own = {each.name for each in fields(kind)} if is_dataclass(kind) else set()
    own |= {name for name, value in vars(kind).items() if value is not None}
    own |= set(kind.__dict__.get("__annotations__", ()))
    models = set(vars(BaseModel)) if issubclass(kind, BaseModel) else set()
    return {name for name in own - models if not name.startswith(("_", "model_"))}


def is_described(kind: type, member: str) -> bool:
    """Whether it has a sentence: its own, an inherited one, or its name in the one of its class."""
    for place in kind.__mro__:
        if any(f"{name}.{member}" in DESCRIBED for name in home(place)) or f"`{member}`" in (place.__doc__ or ""):
            return True
    return False


def test_every_name_that_may_be_imported_is_described():
    assert [f"{module}.{name}" for module, name in names() if not DESCRIBED & places(module, name)] == []


def places(module: str, name: str) -> set[str]:
    """Where it may be described: as this, or as another name of the same class or function."""
    value = getattr(import_module(module), name)
    return home(value) if callable(value) else {f"{module}.{name}"}


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__name__)
def test_every_attribute_of_a_class_has_a_sentence(kind):
    if issubclass(kind, Command) and kind is not Command:  # its page has a table of them
        assert {kind.about.name, *kind.model_fields} - CODE == set()
        return
    lacking = [name for name in members(kind) if not is_described(kind, name)]
    settings = kind.model_fields if issubclass(kind, BaseModel) else ()
    unsaid = [name for name in lacking if name not in settings or name not in CODE]
    assert unsaid == [], f"say in a sentence what they are: under each, or in the docstring of {kind.__name__}"


def test_nothing_is_described_that_may_not_be_imported():
    known = {f"{module}.{name}" for module, name in names()} | {f"ui.{name}" for name in helpers()}
    known |= {one for one in DESCRIBED if one.startswith("beffroi.testing.")}  # for tests, not for methods
    odd = [one for one in DESCRIBED if one not in known and one.rpartition(".")[0] not in known]
    assert odd == []


@pytest.mark.parametrize("field", ["Text", "Number", "Flag", "Choice", "Day", "Ref", "TableIds", "HeadsBySite"])
def test_every_argument_of_a_field_has_a_sentence(field):
    said = f"{getdoc(getattr(beffroi, field))} {''.join(SOURCES.values())}"
    assert [one for one in signature(getattr(beffroi, field)).parameters if not re.search(f"`{one}[`=]", said)] == []


def test_every_word_of_a_class_line_has_a_sentence():
    said = getdoc(Command)
    words = {"stage" if one == "during" else one for one in CommandMeta.__dataclass_fields__}
    assert [word for word in words if f"`{word}`" not in said] == []


def helpers() -> list[str]:
    return re.findall(r"^ui\.(\w+)\(", CONTRACT, re.M)


def test_every_helper_of_templates_and_every_name_at_hand_is_described():
    assert [name for name in helpers() if f"ui.{name}" not in DESCRIBED] == []
    assert [name for name in GIVEN if name not in CODE] == []


def test_every_macro_that_blocks_lend_is_described():
    macros = re.findall(r"^    macro (\w+)\(", CONTRACT, re.M)
    assert macros and [name for name in macros if not any(one.startswith(f"{name}(") for one in CODE)] == []


def test_every_block_has_a_page():
    held = [kind for kind in classes() if issubclass(kind, Block) and kind is not Block]
    assert len(held) > 1
    assert [kind.__name__ for kind in held if f"dev/blocks/{kind.__name__.lower()}" not in PAGES] == []


def written_in_templates() -> set[str]:
    """The classes of the site's sheets that a bundled method, or a block, writes in its template."""
    files = [*(ROOT / "plugins").glob("*/templates/**/*.html"), *(ROOT / "beffroi" / "blocks").rglob("*.html")]
    written = (one for file in files for one in re.findall(r'class="([^"]*)"', file.read_text()))
    return set(CLASSES) & {word for one in written for word in re.split(r'[\s{}%"]+', one)}


HOOKS = frozenset(
    ("at-our-table", "cluster-acts", "decisions", "dot", "dot-row", "groups", "minus", "plus", "used", "vote")
    + ("asked-of", "prompt", "command", "field", "level", "line", "field-error", "flag", "form-error", "draw", "of")
    + ("face", "face-badge", "face-cloth", "face-extra", "face-glass")
    + ("face-hair", "face-ink", "face-line", "face-skin")
    + ("group-letter", "group-made", "groups-made", "holds", "of-group")
    + ("group-tools", "picked", "pile-size", "pop", "popped", "tick", "typed-moves")
    + ("is-clashing", "plan", "plan-cell", "plan-clashes", "plan-column", "plan-far", "plan-far-loose", "plan-far-row")
    + ("plan-group", "plan-loose", "plan-note", "plan-thing")
    + ("consent", "consent-again", "consent-answer", "consent-answers", "consent-article", "consent-before")
    + ("consent-done", "consent-line", "consent-list", "consent-objection", "consent-plain", "consent-questions")
    + ("consent-row", "consent-rows", "consent-said", "is-past", "is-plain")
    + ("consent-by", "consent-found", "consent-missing", "consent-name", "consent-others", "consent-question")
    + ("consent-reactions", "consent-reply", "consent-sheet", "consent-sites", "consent-talk")
    + ("values-acts", "values-agreed", "values-booklet", "values-desk", "values-large", "values-may", "values-means")
    + ("values-mine", "values-name", "values-page", "values-sheet", "values-stories", "values-story", "values-told")
    + ("values-told-large",)
    + ("turns-ask", "turns-count", "turns-desk", "turns-floor", "turns-mine", "turns-name", "turns-on", "turns-wait")
    + ("idea", "idea-mark", "idea-row", "is-kept", "is-mine", "leaf", "leaf-group", "leaf-lines", "leaf-mine")
    + ("leaf-number", "leaf-paper", "leaf-round", "leaf-when", "leaves", "leaves-of-all", "ours-acts", "own-group")
    + ("brain-group", "brain-groups", "brain-marked", "circle-agreed", "circle-keep", "circle-names", "circle-offers")
    + ("circle-paper", "circle-with", "hidden-stage")
    + ("is-whole", "placing", "placing-again", "placing-done", "placing-ends", "placing-line")
    + ("placing-list", "placing-people", "placing-row", "placing-rows", "placing-scale", "placing-stands")
    + ("described", "described-cell", "described-far", "described-gaps", "described-said", "described-thing")
    + ("is-gap", "is-missing", "usermap-gaps", "stakeholder-link", "stakeholder-links")
    + (
        "poc-after",
        "poc-again",
        "poc-around",
        "poc-empty",
        "poc-label",
        "poc-paper",
        "poc-part",
        "poc-sheet",
        "poc-wall",
    )
    + ("stakeholder-strategies", "stakeholder-strategy", "plan", "plan-action", "plan-aspect")
    + ("plan-facts", "plan-from", "plan-gap", "plan-line", "plan-own", "plan-paper", "plan-state", "plan-states")
    + ("plan-tools", "plan-what", "plan-when", "plan-who")
    + ("placing-step", "placing-steps", "placing-thing", "placing-title", "roti-asked", "roti-said")
    + ("coding-apart", "coding-book", "coding-code", "coding-codes", "coding-open", "coding-progress", "coding-quotes")
    + ("coding-settle", "coding-text", "coding-unread", "is-read", "is-settled", "queue-mine")
    + (
        "queue",
        "queue-acts",
        "queue-air",
        "queue-mine",
        "queue-alone",
        "queue-alone-number",
        "queue-also",
        "queue-answers",
        "queue-bare",
    )
    + (
        "queue-count",
        "queue-desk",
        "queue-inbox",
        "queue-line",
        "queue-long",
        "queue-longest",
        "queue-next",
        "queue-promise",
    )
    + ("difference", "text-amendment", "text-history", "text-worded", "text-wording", "texts-worded")
    + ("queue-title", "queue-top", "queue-waiting", "queued", "said", "unsaid")
    + ("registration", "registration-desk", "registration-list", "registration-mine", "registration-place")
    + ("registration-places", "registration-title")
    + ("moment", "moment-kind", "moment-message", "moment-resume")
)
"""What a block, a form of the host or a bundled method draws itself with, and nobody else has a use for."""


def test_every_class_that_a_method_may_use_is_described_and_there_is_no_other():
    page = PAGES["dev/reference/looks"]
    told = set(re.findall(r"<code>([a-z][a-z-]*)</code>", page))
    assert sorted(written_in_templates() - told - HOOKS) == []
    assert sorted(told - set(CLASSES) - {"section", "input", "data-times"}) == []


def test_every_colour_and_measure_that_is_named_exists():
    sheet = (ROOT / "app" / "static" / "css" / "tokens.css").read_text()
    named = set(re.findall(r"--[a-z][a-z0-9-]+", SOURCES[ROOT / "docs/aide/dev/reference/looks.md"]))
    assert len(named) > 20 and [name for name in named if f"{name}:" not in sheet] == []


OF_A_CLASS = re.compile(r"`([A-Z]\w+)\.([a-z]\w*)\b|`(ui|stamp|board)\.(\w+)")


def test_no_page_names_a_thing_of_the_code_that_is_not_there():
    known = {kind.__name__: kind for kind in classes()} | {
        "stamp": beffroi.Stamp,
        "board": import_module("beffroi.testing").Board,
        "ui": import_module("app.host.rendering.ui").Ui,
    }
    gone = []
    for file, text in SOURCES.items():
        for owner, member, thing, attribute in OF_A_CLASS.findall(text):
            kind, name = known.get(owner or thing), member or attribute
            if kind is not None and not (hasattr(kind, name) or name in members(kind)):
                gone.append(f"{file.name}: {owner or thing}.{name}")
    assert gone == []


IMPORT = re.compile(r"from (beffroi[\w.]*) import ([\w, ]+)")


def test_what_a_page_imports_can_be_imported():
    told = [(file.name, *found) for file, text in SOURCES.items() for found in IMPORT.findall(text)]
    assert told
    for page, module, listed in told:
        for name in listed.replace(" ", "").split(","):
            assert hasattr(import_module(module), name), f"{page}: from {module} import {name}"
