"""What was answered to one question: counted as answers come, so that the last costs what the first did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from beffroi.blocks.form.questions import DECLINED, Question, Ranking
from beffroi.fields import ERASED


@dataclass
class Tally:
    """What came of a question: of those who were `shown` it how many `answered`, and `marks`, each with its count.

    Who `declined` counts as having answered.
    """

    shown: int = 0
    answered: int = 0
    declined: int = 0
    marks: Counter[Hashable] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)
    """What was written, by an id of its own: alone, or beside an answer that asks for words."""

    def count(self, question: Question, value: Any, written: tuple[str, str], times: int) -> None:
        """Take one person's answer in, or, -1 `times`, out again; `written` is an id and words, or blank."""
        self.shown += times
        if value is None:
            return
        self.answered += times
        if value == DECLINED:
            self.declined += times
            return
        for mark in question.marks(value):
            self.marks[mark] += times
            if not self.marks[mark]:
                del self.marks[mark]
        id, words = written
        if words and words != ERASED and times > 0:  # of what was erased nothing is left to be read
            self.texts[id] = words
        elif words:
            self.texts.pop(id, None)

    @property
    def chosen(self) -> int:
        """How many gave an answer that says something."""
        return self.answered - self.declined

    def shuffled(self) -> list[tuple[str, str]]:
        """What was written, as (id, words), in an order that says nothing of who wrote when: ids are random."""
        return sorted(self.texts.items())


def mean(counts: Mapping[float, int]) -> float | None:
    """The mean of numbers that were given so many times each; None of none."""
    total = sum(counts.values())
    return sum(value * times for value, times in counts.items()) / total if total else None


def median(counts: Mapping[float, int]) -> float | None:
    """Their median; None of none."""
    places = sum(counts.values())
    if not places:
        return None
    low, high = _at(counts, (places - 1) // 2), _at(counts, places // 2)
    return (low + high) / 2


def _at(counts: Mapping[float, int], place: int) -> float:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise ValueError("beyond the last")


def numbers(marks: Mapping[Any, int], row: str = "") -> dict[float, int]:
    """Of a scale or an amount how often each number was given; of a matrix, in one row."""
    pairs = ((mark[1], times) for mark, times in marks.items() if mark[0] == row) if row else marks.items()
    return {value: times for value, times in pairs if value != DECLINED}


@dataclass(frozen=True)
class Place:
    """An option of a ranking: its points (Borda: as many as it passes, one more for the last), its mean rank, of n."""

    option: str
    points: int
    mean: float | None
    n: int


def ranked(question: Ranking, marks: Mapping[Any, int]) -> list[Place]:
    """The options of a ranking from the most points to the fewest. Source: Borda's count, unranked options get none."""
    made = [_placed(question, one.id, marks) for one in question.options]
    return sorted(made, key=lambda one: (-one.points, one.mean or 0))


def _placed(question: Ranking, option: str, marks: Mapping[Any, int]) -> Place:
    ranks = {rank: times for (one, rank), times in marks.items() if one == option}
    points = sum((question.places + 1 - rank) * times for rank, times in ranks.items())
    return Place(option, points, mean(ranks), sum(ranks.values()))
