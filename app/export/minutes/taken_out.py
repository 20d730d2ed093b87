"""Words that facilitators take out of the minutes: […] stands where they were, however they were typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.host.rendering.parts import breath
from beffroi.patterns import linear

INSTEAD = "[…]"

_ALIKE = {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "‐": "-", "–": "-", "—": "-", "œ": "oe", "æ": "ae"}
_SPECIAL = linear(r"([\\.+*?()|\[\]{}^$-])")


def _signs(text: str) -> list[tuple[str, int]]:
    """What a text is compared by, sign by sign, each with its place in the text: no accents, no capitals."""
    found: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            if not found or found[-1][0] != " ":  # a run of blanks is one
                found.append((" ", place))
            continue
        plain = unicodedata.normalize("NFD", _ALIKE.get(sign.lower(), sign)).casefold()
        found.extend((one, place) for one in plain if not unicodedata.combining(one) and one.isprintable())
    return found


def key_of(word: str) -> str:
    """What a word is compared by."""
    return "".join(sign for sign, _place in _signs(word)).strip()


class TakenOut:
    """Takes words out of texts, and counts how many times it has."""

    def __init__(self, words: Iterable[str]) -> None:
        self.keys = sorted({key for word in words if (key := key_of(word))}, key=len, reverse=True)
        self.times = 0
        self._any = linear("|".join(_SPECIAL.sub(r"\\\1", key) for key in self.keys)) if self.keys else None

    def __call__(self, text: str) -> str:
        """The text without them: whole words alone, « Ana » not in « banane »."""
        if self._any is None or not text:
            return text
        breath.get()()
        signs = _signs(text.encode("utf-8", "ignore").decode())
        compared = "".join(sign for sign, _place in signs)
        if self._any.search(compared) is None:
            return text
        kept, done, place = [], 0, 0
        while (found := self._any.search(compared, place)) is not None:
            end = self._end(compared, found.start())
            if not end:
                place = found.start() + 1
                continue
            kept += [text[done : signs[found.start()][1]], INSTEAD]
            done = _after(text, signs[end - 1][1])
            self.times += 1
            place = end
        return "".join((*kept, text[done:]))

    def _end(self, compared: str, start: int) -> int:
        """Where the longest of the words ends that stands there whole; 0 where none does."""
        if start and compared[start - 1].isalnum():
            return 0
        ends = (start + len(key) for key in self.keys if compared.startswith(key, start))
        return next((end for end in ends if not compared[end : end + 1].isalnum()), 0)


def _after(text: str, place: int) -> int:
    """Behind the sign at a place, with the accents that were typed apart from it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
