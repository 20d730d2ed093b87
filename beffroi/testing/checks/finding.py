"""What a check finds: the culprit, its place, and what is wrong with the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["bronze", "silver", "gold"]

LEVELS: tuple[Level, ...] = ("bronze", "silver", "gold")
"""How good a method is: a finding says which of these it stands in the way of; of bronze, it is a fault."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `said` is a sentence, and ends with what to do."""

    culprit: str
    file: str
    line: int
    said: str
    level: Level = "bronze"

    @property
    def is_fault(self) -> bool:
        """Whether the method is wrong, rather than unfinished."""
        return self.level == "bronze"

    @property
    def place(self) -> str:
        """File and line, as editors read it."""
        return f"{self.file}:{self.line}"


def reached(findings: list[Finding]) -> Level | None:
    """The highest level in the way of which nothing stands; None where there is a fault."""
    missed = {finding.level for finding in findings}
    return next((LEVELS[n - 1] if n else None for n, level in enumerate(LEVELS) if level in missed), LEVELS[-1])
