"""Search in the pages of help: the sections that hold all the words, in whatever capitals and accents."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LONGEST = 60
"""Characters of what is looked for; what is beyond is left aside."""

WORDS_MOST = 6
FOUND_MOST = 20
AROUND = 160
"""Characters of an excerpt."""

IN_TITLE, IN_TEXT = 20, 1
"""What a word weighs where it stands."""

PLAIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)} | {0x2019: "'"}
"""Letters without their accents, sign for sign, so that places in both texts are the same."""


@dataclass(frozen=True)
class Section:
    """A piece of a page, from one heading to the next."""

    page: str
    anchor: str
    title: str
    text: str
    plain: str = field(repr=False)
    """Its text and its title, folded."""

    def weight(self, words: Sequence[str]) -> int:
        """How well it answers; 0 where a word is not in it."""
        if not words or not all(word in self.plain for word in words):
            return 0
        title = folded(self.title)
        return sum(IN_TITLE * (word in title) + IN_TEXT * min(self.plain.count(word), 5) for word in words)

    def excerpt(self, words: Iterable[str]) -> str:
        """What stands around the first of the words."""
        at = min((place for place in map(self.plain.find, words) if place >= 0), default=0)
        start = self.text.rfind(" ", 0, max(0, at - AROUND // 3)) + 1
        rest = self.text[start:]
        said = rest if len(rest) <= AROUND else rest[:AROUND].rsplit(" ", 1)[0]
        return f"{'… ' if start else ''}{said}{' …' if start + len(said) < len(self.text) else ''}"


def folded(text: str) -> str:
    """The text without capitals and accents, sign for sign."""
    return text.translate(PLAIN).lower()


@cache
def sections(file: Path) -> tuple[Section, ...]:
    """All of them, as `scripts/aide.py` parted the pages, read once."""
    told = json.loads(file.read_text())
    return tuple(Section(page, anchor, title, text, folded(f"{text} {title}")) for page, anchor, title, text in told)


def words_of(asked: str) -> list[str]:
    """The words that are looked for, each once."""
    return list(dict.fromkeys(folded(asked[:LONGEST]).split()))[:WORDS_MOST]


def found(asked: str, known: Iterable[Section]) -> list[tuple[Section, str]]:
    """The sections that hold all the words, the best first, each with an excerpt."""
    words = words_of(asked)
    weighed = ((one.weight(words), one) for one in known)
    best = sorted((pair for pair in weighed if pair[0]), key=lambda pair: -pair[0])[:FOUND_MOST]
    return [(one, one.excerpt(words)) for _weight, one in best]
