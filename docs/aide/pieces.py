"""Pieces of the pages that are made from the code: helpers of templates, commands of a block, settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from inspect import Parameter, Signature, getdoc, signature
from pathlib import Path
from types import FunctionType
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from app.host.rendering.ui import Ui
from beffroi.fields import limit, meta
from beffroi.words import speaking


class Made(SphinxDirective):
    """A directive that writes Markdown, from one argument."""

    optional_arguments = 1

    def lines(self, about: str) -> Iterable[str]:
        """The Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """What Sphinx calls."""
        inside = nodes.section()
        inside.document = self.state.document
        with speaking("en"):
            made = "\n".join(self.lines(*self.arguments)).splitlines()
        self.state.nested_parse(
            StringList(made, self.get_source_info()[0]), self.content_offset, inside, match_titles=True
        )
        return inside.children


def said(name: str) -> Any:
    """What `beffroi.blocks.cards:CARD_COMMANDS` names."""
    module, _, thing = name.partition(":")
    return getattr(import_module(module), thing)


def first_line(thing: object) -> str:
    """What it is, in a sentence."""
    return " ".join((getdoc(thing) or "").partition("\n\n")[0].split())


class Helpers(Made):
    """Every helper of `ui`, with its arguments and what it draws."""

    optional_arguments = 0

    def lines(self) -> Iterator[str]:
        """One a helper."""
        for name, helper in vars(Ui).items():
            if isinstance(helper, FunctionType) and not name.startswith("_"):
                yield from (f"```{{py:function}} ui.{name}{_arguments(helper)}", getdoc(helper) or "", "```", "")


def _arguments(function: FunctionType) -> str:
    """As it is called in a template: without itself, without types."""
    _self, *told = signature(function).parameters.values()
    return str(Signature([one.replace(annotation=Parameter.empty) for one in told]))


class Commands(Made):
    """The commands of a block: how they are called, who asks them and when, what they carry."""

    required_arguments, optional_arguments = 1, 0

    def lines(self, about: str) -> Iterator[str]:
        """A table, a row a command."""
        yield from ("| command | asked by | in the stages | carries |", "|---|---|---|---|")
        for command in said(about):
            during = ", ".join(f"`{one}`" for one in command.about.during) or "any"
            fields = ", ".join(f"`{name}`" for name in command.model_fields)
            yield f"| `{command.about.name}`: {first_line(command)} | {command.about.role} | {during} | {fields} |"


class Settings(Made):
    """The settings of a block: name, words, bounds, default."""

    required_arguments, optional_arguments = 1, 0

    def lines(self, about: str) -> Iterator[str]:
        """A table, a row a setting."""
        yield from ("| setting | what its form says | takes | at first |", "|---|---|---|---|")
        for name, field in said(about).model_fields.items():
            told = meta(field)
            fixed = "; fixed once the activity has opened" if told.get("fixed") else ""
            words = " ".join(filter(None, (str(told["label"]), str(told.get("help") or ""))))
            yield f"| `{name}` | {words} | {_takes(field)}{fixed} | {field.default!r} |"


def _takes(field: Any) -> str:
    bounds = {type(one).__name__: one for one in field.metadata}
    if meta(field)["widget"] == "number":
        return f"{bounds['Ge'].ge} to {bounds['Le'].le}"
    if meta(field)["widget"] == "text":
        return f"{limit(field)} characters"
    return "yes or no" if meta(field)["widget"] == "flag" else ", ".join(f"`{one}`" for one in meta(field)["options"])


MISTAKES = Path(__file__).parents[2] / "tests" / "mistakes"


class Mistakes(Made):
    """The mistakes of a theme, as `tests/mistakes` has them: what was written, and what one reads of it."""

    required_arguments, optional_arguments = 1, 0

    def lines(self, about: str) -> Iterator[str]:
        """A heading each, the line, the sentence."""
        known = {file.parent: tomllib.loads(file.read_text()) for file in sorted(MISTAKES.glob("*/expected.toml"))}
        for folder, expected in known.items():
            if expected.get("theme") == about and "said" in expected:
                yield from _mistake(folder, expected)


def _mistake(folder: Path, expected: dict[str, Any]) -> Iterator[str]:
    title = re.search(r'^"""(.*?)\.?"""', (folder / "__init__.py").read_text(), re.M)
    written = next(line for line in (folder / expected["file"]).read_text().splitlines() if expected["line"] in line)
    said = re.sub(r" \(…\)$", "", expected["said"])
    culprit = "" if said.startswith(expected["culprit"]) else f"{expected['culprit']}: "
    yield from (f"### {title[1] if title else folder.name}", "", f"`` {written.strip()} ``", "")
    yield from (f"> `{expected['file']}`: {_plain(culprit + said)}", "")


def _plain(text: str) -> str:
    """What Markdown reads as nothing but text, and what stands in ticks as code."""
    return "`".join(
        part if number % 2 else re.sub(r"([\\_*<>{}|\[\]])", r"\\\1", part)
        for number, part in enumerate(text.split("`"))
    )


DIRECTIVES = {"helpers": Helpers, "commands-of": Commands, "settings-of": Settings, "mistakes": Mistakes}
