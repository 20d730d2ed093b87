"""A note of a field team: where it comes from, its sentences, and what of it others may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from beffroi import ERASED

from .kinds import KINDS

FIXED = "\u00a0"
TAGS_MOST = 8

HEAD = 0
"""The place, in the entry of a note, of its head; its sentences follow, from 1."""

BULLETS = frozenset("-–•*")
OPENING, CLOSING = frozenset('«“"'), frozenset('»”"')


def lines_of(text: str) -> list[str]:
    """The sentences of a field: one a line, without bullets or blank lines."""
    lines = (_without_bullet(line.strip()) for line in text.splitlines())
    return [line for line in lines if line]


def _without_bullet(line: str) -> str:
    return line[1:].lstrip() if line[:1] in BULLETS and line[1:2].isspace() else line


def unquoted(text: str) -> str:
    """A verbatim without the quotation marks around it: the page sets its own."""
    if len(text) <= 2 or text[0] not in OPENING or text[-1] not in CLOSING:
        return text
    inside = text[1:-1]
    return inside.strip() or inside[-1]


def on_a_card(sentence: Sentence) -> str:
    """A sentence as its card says it: words heard stand in quotation marks."""
    is_heard = sentence.kind == "verbatim" and sentence.text != ERASED
    return f"«{FIXED}{sentence.text}{FIXED}»" if is_heard else sentence.text


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of a field, between commas: each once, whatever its capitals."""
    named = (part.strip().lstrip("#").strip() for part in text.replace(";", ",").replace("\n", ",").split(","))
    return tuple({tag.casefold(): tag for tag in reversed([tag for tag in named if tag])}.values())[::-1][:TAGS_MOST]


@dataclass(frozen=True)
class Sentence:
    """One thing seen, felt, asked or heard; `said` is the entry that put it right, "" for its own."""

    id: str
    kind: str
    text: str
    said: str = ""


@dataclass(frozen=True)
class Head:
    """Where a note comes from. `whom` is a role in words."""

    kind: str
    place: str = ""
    day: str = ""
    whom: str = ""
    audience: str = ""
    consent: str = "none"
    tags: tuple[str, ...] = ()

    @property
    def date(self) -> str:
        """The day as it is read."""
        return "/".join(reversed(self.day.split("-")))

    @property
    def label(self) -> str:
        """Where and whom, in a line; "" where neither was said."""
        return " · ".join(part for part in (self.place, self.whom) if part not in ("", ERASED))


class Called:
    """What has a head: a note is called by where it comes from, or by its day."""

    head: Head

    @property
    def called(self) -> str:
        """In a line."""
        return self.head.label or self.head.date


@dataclass
class FieldNote(Called):
    """A note; `who` never leaves the state."""

    id: str
    who: str
    head: Head
    said: dict[str, Sentence] = field(default_factory=dict)
    paper: bool = False

    @property
    def whole(self) -> Whole:
        """All that it holds, to be drawn for its writer, and for whoever may erase it."""
        said = tuple((one, self.may_be_quoted(one)) for one in self.said.values() if one.text != ERASED)
        return Whole(self.id, self.head, said)

    def may_be_quoted(self, sentence: Sentence) -> bool:
        """Whether others may read a sentence: a verbatim needs the consent of whoever said it."""
        return sentence.kind != "verbatim" or self.head.consent != "none"


@dataclass(frozen=True)
class Whole(Called):
    """A note with each of its sentences, and whether others may read it."""

    id: str
    head: Head
    said: tuple[tuple[Sentence, bool], ...]


@dataclass(frozen=True)
class Shown(Called):
    """A note as others read it."""

    id: str
    head: Head
    groups: tuple[tuple[str, tuple[Sentence, ...]], ...]
    kept_back: int = 0
    paper: bool = False


def label_of(head: Head) -> str:
    """How a note is called in the evidence chain."""
    return " · ".join([str(KINDS[head.kind]), *([head.label] if head.label else [])])


def sentences(entry: str, said: Sequence[tuple[str, str]]) -> dict[str, Sentence]:
    """The sentences that an entry made, as (kind, text) pairs in their order: ids say their place in it."""
    made = (Sentence(f"{entry}.{place}", kind, text) for place, (kind, text) in enumerate(said, HEAD + 1))
    return {one.id: one for one in made}
