"""What would have given one more: a sentence a person, unseen until the marks are, and those from paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from beffroi import translator
from beffroi.blocks.placing import Placements
from beffroi.blocks.words_down import WordsDown

_ = translator(__name__)


@dataclass(frozen=True)
class Wish:
    """What somebody wrote; its id is that of the entry that says it."""

    id: str
    text: str


@dataclass
class Wishes:
    """One a person, and those from paper; `written` is what is asked, "" for the usual question."""

    written: str = ""
    by_person: dict[str, Wish] = field(default_factory=dict)
    paper: dict[str, Wish] = field(default_factory=dict)

    @property
    def asked(self) -> Any:
        """What is asked, in words."""
        return self.written or _("What would have given one more?")

    def shuffled(self) -> tuple[Wish, ...]:
        """All of them by their ids, which are drawn by lot: nothing is told of who came first."""
        return tuple(sorted((*self.by_person.values(), *self.paper.values()), key=lambda one: one.id))


@dataclass
class Closing(WordsDown):
    """The state: the marks, and what would have given one more."""

    mark: Placements
    wishes: Wishes

    def text_of(self, id: str) -> str:
        return next((one.text for one in self.wishes.shuffled() if one.id == id), "") if self.mark.is_shown else ""

    def shown(self) -> tuple[Wish, ...]:
        """What everybody reads once the marks are shown: without what was taken down."""
        if not self.mark.is_shown:
            return ()
        return tuple(one for one in self.wishes.shuffled() if one.id not in self.down)

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many were taken down, by motive, in words."""
        return self.counted_down(one.id for one in self.wishes.shuffled())
