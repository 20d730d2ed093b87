"""Two questions crossed: how many of those who said this said that; what would tell a few apart is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.blocks.form.answers import Answers
from beffroi.blocks.form.published import cells_of
from beffroi.blocks.form.questions import Question
from beffroi.blocks.form.views import mark_of, said_of
from beffroi.small_groups import FEWEST
from beffroi.words import translator

_ = translator(__name__)

CROSSINGS_MOST = 6
"""Crossings of one form, at most."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Crossing:
    """The answers to `down` against those to `across`: a cell is how many gave both, None where it is not shown."""

    id: str
    down: Any
    across: Any
    columns: tuple[Any, ...]
    rows: tuple[tuple[Any, tuple[int | None, ...]], ...]

    @property
    def is_told(self) -> bool:
        """Whether anything of it may be shown."""
        return any(n for _text, cells in self.rows for n in cells)

    @property
    def hides(self) -> bool:
        """Whether anything of it is not."""
        return any(n is None for _text, cells in self.rows for n in cells)


def crossings(answers: Answers) -> Iterator[Crossing]:
    """Those of a form in their order, but those of which nobody gave both answers."""
    made = (_crossing(answers, answers.questions[down], answers.questions[across]) for down, across in answers.cells)
    return (one for one in made if one.is_told or one.hides)


def publish(answers: Answers) -> None:
    """Show everyone what was answered to the questions that are crossed."""
    for down, across in answers.crossed:
        counts = answers.together(down, across)
        rows, columns = _marks(answers.questions[down]), _marks(answers.questions[across])
        now = [[counts[row, column] for column in columns] for row in rows]
        answers.cells[down, across] = cells_of(answers.cells.get((down, across), ()), now)


def _marks(question: Question) -> list[Any]:
    return [mark_of(question, one.id) for one in question.answers()]


def _crossing(answers: Answers, down: Question, across: Question) -> Crossing:
    columns = tuple(said_of(across, one) for one in across.answers())
    texts = (said_of(down, one) for one in down.answers())
    rows = tuple(zip(texts, map(tuple, guarded(answers.cells[down.id, across.id][-1])), strict=True))
    return Crossing(f"{down.id}-{across.id}", down.text, across.text, columns, rows)


def guarded(cells: Sequence[Sequence[int]]) -> list[list[int | None]]:
    """These counts without those of fewer than five, and without what would give them away.

    The sums of rows and columns are known, from what was answered to each question: so in each that hides anything, two
    cells at least are hidden, and five people. Where that cannot be, the whole of it is.
    """
    held = {(row, column) for row, line in enumerate(cells) for column, n in enumerate(line) if 0 < n < FEWEST}
    lines = [[(row, column) for column in range(len(cells[row]))] for row in range(len(cells))]
    lines += [list(line) for line in zip(*lines, strict=True)]
    while more := next((place for line in lines if (place := _to_hide(line, cells, held))), None):
        held.add(more)
    return [[None if (row, at) in held else n for at, n in enumerate(line)] for row, line in enumerate(cells)]


def _to_hide(
    line: Sequence[tuple[int, int]], cells: Sequence[Sequence[int]], held: set[tuple[int, int]]
) -> tuple[int, int] | None:  # fmt: skip
    """Of a row or a column, what has to be hidden beside what is: the smallest count there is, rather than none."""
    inside = [place for place in line if place in held]
    if not inside or (len(inside) > 1 and sum(cells[row][column] for row, column in inside) >= FEWEST):
        return None
    left = [place for place in line if place not in held]
    return min(left, key=lambda place: cells[place[0]][place[1]] or float("inf"), default=None)


def fault(questions: Mapping[str, Question], pairs: Sequence[Pair]) -> str:
    """What is wrong with the crossings that are asked for; "" where nothing is."""
    if len(pairs) > CROSSINGS_MOST:
        return str(_("%(most)s crossings at most.", most=CROSSINGS_MOST))
    for down, across in pairs:
        for name in (down, across):
            if name not in questions:
                return str(_("No question is called “%(name)s”.", name=name))
            if not questions[name].answers():
                return str(_("“%(name)s” offers no answers to count: cross questions that do.", name=name))
        if down == across:
            return str(_("“%(name)s” cannot be crossed with itself.", name=down))
    return ""


def pairs_in(text: str) -> tuple[Pair, ...]:
    """The crossings that a facilitator wrote: a line each, two names with a + between."""
    told = (line.partition("+") for line in text.splitlines() if line.strip())
    return tuple(dict.fromkeys((down.strip(), across.strip()) for down, _plus, across in told))
