"""What is voted for, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """What can be voted for.

    `id` and `text` are its own, as are `origin`, `audience`, `parts` and `look` of a `Card`; `details` are the texts of
    what it stands for, which are read under it, and `content` their ids: where these change, dots on it go back to
    their owners. `authors` are who wrote it, where nobody is to vote for their own; never shown.
    """

    id: str
    text: str
    details: tuple[str, ...] = ()
    content: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    origin: str = ""
    audience: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    look: tuple[str, ...] = ()
    asked: str = ""
    """The question that it answers, in words, where the options answer several."""

    def holds(self, thing: str) -> bool:
        """Whether it is that thing, stands for it, or is made of its words."""
        return thing == self.id or thing in self.content or any(thing == id for id, _words in self.parts)


@dataclass(frozen=True)
class Ranked:
    """A row of the result: an `option` with its `total` of dots.

    Options that tie share a `rank`, and each says that it is `tied`; `kept` is whether it goes on. `second`: its dots
    in a closed run-off, if it was in it.
    """

    rank: int
    option: Option
    total: int
    kept: bool
    tied: bool
    second: int | None = None


@dataclass(frozen=True)
class Decision:
    """What was decided of an option, `outcome`, a key of `OUTCOMES`; and why, the `reason`."""

    outcome: str
    reason: str


@dataclass
class RunOff:
    """A second, short vote among the `options` that tie across the keep line: one dot each.

    `choice` is the option of each person, never shown; once it is `closed`, it parts them.
    """

    options: tuple[str, ...]
    choice: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def totals(self) -> Counter[str]:
        """Dots by option."""
        return Counter(self.choice.values())
