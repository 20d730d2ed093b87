"""Style sheets of a plugin: in the layer of methods, with the tokens that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import chain
from pathlib import Path

from app.bundled import HOUSE
from beffroi.patterns import linear
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.sources import Sources

LAYER = "methods"

OF_A_PLACE = ("screen", "print")
"""Layers of what is for a room's screen or for paper alone, and has to win over the host's of there."""

OUTSIDE = f"what stands outside of @layer {LAYER} wins over the host's: put it in @layer {LAYER} {{ … }}."

_CLASS = linear(r"\.(-?[_a-zA-Z][\w-]*)")
_LAYER = linear(r"@layer\s+([\w.,\s-]+)")
_SAID = linear(r"(--[\w-]+)\s*:")
_READ = linear(r"var\(\s*(--[\w-]+)\s*(\)?)")

Told = Iterator[tuple[int, str]]
"""Lines, and what is wrong there."""


def sheet_findings(sources: Sources) -> Iterator[Finding]:
    """What is wrong with its style sheets."""
    sheets = {sources.name(file): without_comments(file.read_text()) for file in sources.files(".css")}
    known = {*tokens_of_the_house(), *tokens_in(sheets.values())}
    for name, text in sheets.items():
        for line, said in chain(_outside(text), _layers(text), _tokens(text, known)):
            yield sources.finding(Path(name).name, said, (name, line))


def classes_in(text: str) -> set[str]:
    """The classes that a style sheet names."""
    return {found[1] for found in _CLASS.finditer(text)}


def tokens_in(sheets: Iterable[str]) -> set[str]:
    """The custom properties that style sheets give a value: `--gap`."""
    return {found[1] for text in sheets for found in _SAID.finditer(text)}


@cache
def tokens_of_the_house() -> frozenset[str]:
    """Those of the host's own style sheets."""
    return frozenset(tokens_in(file.read_text() for file in (HOUSE / "static").rglob("*.css")))


def _outside(text: str) -> Told:
    """The first rule that is in no layer: it would win over the host's."""
    depth = 0
    for n, line in enumerate(text.splitlines(), 1):
        if not depth and line.strip() and not line.lstrip().startswith("@"):
            yield n, OUTSIDE
            return
        depth += line.count("{") - line.count("}")


def _layers(text: str) -> Told:
    """Rules in a layer that is not the methods': one of no name comes last, and wins over all."""
    for n, line in enumerate(text.splitlines(), 1):
        found = _LAYER.search(line)
        if found and (name := found[1].strip()) not in (LAYER, *OF_A_PLACE):
            yield n, f"@layer {name} is not the layer of methods, and others win or lose by it: write @layer {LAYER}."


def _tokens(text: str, known: set[str]) -> Told:
    """Tokens that nothing gives a value: what is set by one is not set at all."""
    for n, line in enumerate(text.splitlines(), 1):
        for found in _READ.finditer(line):
            if found[1] not in known and found[2]:  # one that brings what it is otherwise may be unknown
                yield n, f"nothing gives {found[1]} a value, so the line does nothing: {_hint(found[1], known)}"


def _hint(name: str, known: set[str]) -> str:
    meant = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean {meant[0]}?" if meant else "the tokens are those of tokens.css; take one, or give it a value."


def without_comments(text: str) -> str:
    """A style sheet without its comments, line for line."""
    kept, rest = "", text
    while "/*" in rest:
        before, _, after = rest.partition("/*")
        inside, _, rest = after.partition("*/")
        kept += before + "\n" * inside.count("\n")
    return kept + rest
