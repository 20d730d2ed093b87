"""A text as it is read: how it stands, what stands beside it, and what changed, word by word."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.blocks.versions.difference import Run, difference
from beffroi.blocks.versions.texts import Version, Worded

HISTORY_MOST = 6
"""Versions of one text that are drawn, at most, the last first; all of them stand in the results."""


@dataclass(frozen=True)
class Amendment:
    """A `version` with its `number`, and what it changes, word by word, its `runs`; `stands` where it holds."""

    number: int
    version: Version
    runs: tuple[Run, ...]
    stands: bool


@dataclass(frozen=True)
class TextShown:
    """A text by its `number` and `id`: its `text` as it is worded now, and the versions that stand `beside` it.

    `mark` is what a new version carries, `joined` what joining those that are there begins with; `amendments` are its
    last versions, the last first, of all that were `written` after the first.
    """

    number: int
    id: str
    text: str
    mark: str
    joined: str
    beside: tuple[Version, ...]
    amendments: tuple[Amendment, ...]
    written: int

    @property
    def last(self) -> Amendment | None:
        """The version that holds, where it is not the first."""
        return next((one for one in self.amendments if one.stands), None)

    @property
    def older(self) -> int:
        """How many versions are not drawn."""
        return self.written - len(self.amendments)


def text_shown(number: int, one: Worded) -> TextShown:
    """What templates read of a text."""
    numbered = list(enumerate(one.versions, 1))[1:]
    last = tuple(_amendment(one, n, version) for n, version in reversed(numbered[-HISTORY_MOST:]))
    return TextShown(number, one.id, one.text, one.mark, one.joined, one.beside, last, len(numbered))


def _amendment(one: Worded, number: int, version: Version) -> Amendment:
    before = one.before(version)
    runs = difference(before.text if before else "", version.text)
    return Amendment(number, version, runs, version.id == one.standing)
