"""A text as it is read: how it stands, what stands beside it, and what changed, word by word."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.blocks.versions.texts import Amendment, Version, Worded


@dataclass(frozen=True)
class TextShown:
    """A text by its `number` and `id`: its `text` as it is worded now, and the versions that stand `beside` it.

    `mark` is what a new version carries; `amendments` are its last versions, the last first, of all that were `written`
    after the first.
    """

    number: int
    id: str
    text: str
    mark: str
    beside: tuple[Version, ...]
    amendments: tuple[Amendment, ...]
    written: int

    @property
    def joined(self) -> str:
        """All that stand there, one after the other: what joining them begins with."""
        return "\n".join((self.text, *(one.text for one in self.beside)))

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
    return TextShown(number, one.id, one.text, one.mark, one.beside, one.amendments, len(one.versions) - 1)
