"""What would have given one more: a sentence a person, unseen until the marks are, and those from paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from beffroi import translator
from beffroi.blocks.placing import Placements

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
class Closing:
    """The state: the marks, and what would have given one more."""

    mark: Placements
    wishes: Wishes
