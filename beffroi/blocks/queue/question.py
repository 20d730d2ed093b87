"""A question, how it stands, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.words import translator

_ = translator(__name__)

RECEIVED, QUEUED, ON_AIR, ANSWERED, FOLLOWED, REFUSED = "received", "queued", "air", "answered", "follow", "refused"

OUTCOMES = {ANSWERED: _("answered"), FOLLOWED: _("to follow up")}
"""What an answer leaves."""

STATES = {
    RECEIVED: _("received, not read yet"),
    QUEUED: _("in the queue"),
    ON_AIR: _("on air"),
    **OUTCOMES,
    REFUSED: _("refused"),
}
"""How a question stands, in words."""


@dataclass(frozen=True)
class Question:
    """A question as it stands; `Questions.change` puts another in its place.

    `id`, `text`, `origin` and `parts` are as a `Card`'s; `who` asked it is never shown, at which `site` only where
    groups are large enough; a `paper` one was entered for somebody, a `reworded` one was worded anew by a facilitator.
    `number` is 0 until a moderator let it in; `state` is a key of `STATES`, refused for a `motive`; `into` is the
    question that it was merged with, or ""; `hands` is how many people without a device support it; `line` is what was
    answered, by the entry `noted`.
    """

    id: str
    text: str
    who: str
    site: str = ""
    paper: bool = False
    number: int = 0
    state: str = RECEIVED
    motive: str = ""
    into: str = ""
    hands: int = 0
    line: str = ""
    noted: str = ""
    reworded: bool = False
    origin: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def is_head(self) -> bool:
        """Whether others may be merged with it, rather than it with another."""
        return not self.into

    @property
    def waits(self) -> bool:
        """Whether nobody has been heard of it yet."""
        return self.state in (RECEIVED, QUEUED)


@dataclass(frozen=True)
class ShownQuestion:
    """What pages show of a question: never who asked it.

    `id`, `number`, `text`, `paper`, `reworded`, `state`, `line` and `noted` are as the
    `Question`'s.
    `merged` are the questions that were merged with it, as (id, text); `site` is "" where it may not be told;
    `supporters` is how many want it answered, 0 as long as that changes: then it is a `Supported` of its own.
    """

    id: str
    number: int
    text: str
    site: str = ""
    paper: bool = False
    reworded: bool = False
    merged: tuple[tuple[str, str], ...] = ()
    state: str = QUEUED
    line: str = ""
    noted: str = ""
    supporters: int = 0

    @property
    def also(self) -> tuple[str, ...]:
        """The words of those that were merged with it, in no order of writing."""
        return tuple(text for _id, text in self.merged)

    @property
    def state_words(self) -> Any:
        """How it stands, in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class Supported:
    """How many want a `question` answered, `supporters`: who asked it, and those who support it, each person once."""

    question: ShownQuestion
    supporters: int

    @property
    def id(self) -> str:
        """The question's."""
        return self.question.id


@dataclass(frozen=True)
class Mine:
    """What whoever asked a question sees of it: how it stands, with the number of what it was merged with."""

    id: str
    text: str
    number: int
    state: str
    merged: bool = False
    motive: Any = ""
    line: str = ""
    reworded: bool = False
    can_take_back: bool = False

    @property
    def state_words(self) -> Any:
        """How it stands, in words."""
        return STATES[self.state]
