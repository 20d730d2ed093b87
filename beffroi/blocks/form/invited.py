"""Who is asked to answer a form, by group: a line each, a name and a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.words import translator

_ = translator(__name__)

GROUPS_MOST = 40
PEOPLE_MOST = 100_000


def groups_in(text: str) -> tuple[tuple[str, int], ...]:
    """The groups that are written, each with how many of it are asked; lines that say no number are left out."""
    return tuple((name, n) for _line, name, n in _lines(text) if name and n is not None)


def group_fault(text: str) -> Any:
    """What is wrong with the first line that says no group or no number, "" if nothing is."""
    lines = list(_lines(text))
    if len(lines) > GROUPS_MOST:
        return _("There are %(most)s groups at most; here are %(n)s.", most=GROUPS_MOST, n=len(lines))
    for line, name, n in lines:
        if not name or n is None:
            return _("Line %(line)s: write a group, a colon and how many people, such as “Lille: 60”.", line=line)
    return ""


def _lines(text: str) -> Iterator[tuple[int, str, int | None]]:
    for line, written in enumerate(text.splitlines(), 1):
        name, _colon, number = written.rpartition(":")
        digits = "".join(number.split())
        if written.strip():
            yield line, name.strip(), int(digits) if digits.isdecimal() and int(digits) <= PEOPLE_MOST else None
