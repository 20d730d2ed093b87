"""Style sheets taken apart, as far as one has to know what a browser needs to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

COMMENT = re.compile(r"/\*.*?\*/", re.S)
STRING = re.compile(r""""[^"\n]*"|'[^'\n]*'""")


@dataclass
class Rule:
    """A rule: `head` is a selector or an at-rule; in it declarations and rules, in their order."""

    head: str
    declarations: list[tuple[str, str]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    begin: int = 0
    """Where it stands in the text, without comments: from the first letter of its head…"""
    end: int = 0
    """…to its closing brace."""

    @property
    def is_at(self) -> bool:
        return self.head.startswith("@")


def without_comments(text: str) -> str:
    return COMMENT.sub("", text)


def parsed(text: str) -> Rule:
    """The whole of a sheet, `without_comments`."""
    sheet, at = _block(text, 0, "")
    assert at >= len(text), f"a brace too many near {text[at - 40 : at]!r}"
    return sheet


def _block(text: str, at: int, head: str) -> tuple[Rule, int]:
    rule = Rule(head)
    begin = at
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            at = text.index(sign, at + 1) + 1
        elif sign == "(":  # `url(data:…;…)`, `:is(a, b)`
            at = _closed(text, at)
        elif sign == ";":
            _declare(rule, text[begin:at])
            begin = at = at + 1
        elif sign == "{":
            words = text[begin:at]
            inner, end = _block(text, at + 1, " ".join(words.split()))
            inner.begin, inner.end = begin + len(words) - len(words.lstrip()), end
            rule.rules.append(inner)
            begin = at = end
        elif sign == "}":
            _declare(rule, text[begin:at])
            return rule, at + 1
        else:
            at += 1
    return rule, at


def _closed(text: str, at: int) -> int:
    depth = 0
    while True:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
        if not depth:
            return at


def _declare(rule: Rule, text: str) -> None:
    name, colon, value = text.partition(":")
    if colon and not text.lstrip().startswith("@"):
        rule.declarations.append((name.strip().lower(), " ".join(value.split())))


def split(selectors: str) -> list[str]:
    """The selectors of a list, at its own commas."""
    found, depth = [""], 0
    for sign in selectors:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def walk(rule: Rule, above: tuple[Rule, ...] = ()) -> Iterator[tuple[Rule, tuple[Rule, ...]]]:
    """Every rule with those that it stands in."""
    for one in rule.rules:
        yield one, (*above, rule)
        yield from walk(one, (*above, rule))
