"""What minutes are made of, all of it in words: texts that the page says are `Said`, what people wrote is plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from beffroi.report import Section, Version

SUMMARY_MOST = 4_000
"""Characters of the summary that facilitators write themselves."""

WORD_MOST, WORDS_MOST = 80, 100
"""Characters of something to be taken out, and how many of these there are."""

NAMES_MOST = 2_000
"""Sections, or people, that are ticked in all."""

NAME_MOST = 200
"""Characters of what a box is called by."""


@dataclass(frozen=True)
class Choices:
    """What facilitators chose for the minutes of a workshop; every version and every file is made with it."""

    summary: str = ""
    words: tuple[str, ...] = ()
    """Words and names that are taken out of every text."""
    left_out: tuple[str, ...] = ()
    """Sections that are in no version, `activity.section`."""
    added: tuple[str, ...] = ()
    """Sections that are in none unless they are ticked."""
    named: tuple[str, ...] = ()
    """The people who agreed to be named."""
    version: int = 0
    """How many times it was changed: two who change it at once do not overwrite each other."""

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def choices_from(kept: Mapping[str, Any]) -> Choices:
    """What was kept, whichever release kept it."""
    known = {one.name for one in fields(Choices)}
    said: dict[str, Any] = {name: value for name, value in kept.items() if name in known}
    whole: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    return Choices(**whole)


@dataclass(frozen=True)
class Fact:
    """A line of the first page: what it is about, and what is so."""

    label: str
    value: str


@dataclass(frozen=True)
class Part:
    """An activity's part, or one of the workshop as a whole: sections under a title."""

    id: str
    title: str
    question: str = ""
    notes: tuple[str, ...] = ()
    """What is to be known of it, in sentences: that it was anonymous, that it is not revealed yet."""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Box:
    """A section that is in the minutes or not, as facilitators tick it."""

    name: str
    title: str
    of: str
    """The title of its activity."""
    is_ticked: bool
    is_on_request: bool
    """Whether it is in none unless somebody ticks it."""


@dataclass(frozen=True)
class Minutes:
    """A version of the minutes: `front` is its first page, `parts` all the rest, `reading` how to read it."""

    version: Version
    locale: str
    language: str
    """The language of the workshop, in which people wrote."""
    title: str
    question: str
    organisation: str
    facts: tuple[Fact, ...] = ()
    state: str = ""
    """That the workshop is not over, where it is not."""
    summary: tuple[str, ...] = ()
    front: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    reading: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was revealed yet."""
        return not any(one.sections for one in self.all_parts())

    def all_parts(self) -> Iterable[Part]:
        """The first page's, then the others."""
        yield from self.front
        yield from self.parts
