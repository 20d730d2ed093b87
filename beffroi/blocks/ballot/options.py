"""What is voted for, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """What can be voted for; `content` are the ids of the cards it stands for, `parts` whose words it says (`Card`)."""

    id: str
    text: str
    details: tuple[str, ...] = ()
    content: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    origin: str = ""
    audience: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ranked:
    """A row of the result; options that tie share a rank. `second`: its dots in a closed run-off, if it was in it."""

    rank: int
    option: Option
    total: int
    kept: bool
    tied: bool
    second: int | None = None


@dataclass(frozen=True)
class Decision:
    """What was decided of an option, and why."""

    outcome: str
    reason: str


@dataclass
class RunOff:
    """A second, short vote among the options that tie across the keep line: one dot each."""

    options: tuple[str, ...]
    choice: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def totals(self) -> Counter[str]:
        """Dots by option."""
        return Counter(self.choice.values())
