"""The lines of a matrix as they are drawn: bars of one length beside each other, so that they are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi.blocks.form.questions import Option
from beffroi.report import Matrix, Row, Stack, Stacked
from beffroi.report.charts import MOST_PARTS
from beffroi.words import translator

_ = translator(__name__)

TITLE = _("Answers, line by line")

Line = tuple[Any, Sequence[int], Any]
"""What a line is of, how many chose each step, and their mean, in words."""


def chart_of(steps: Sequence[Option], lines: Sequence[Line]) -> Stacked | Matrix:
    """Bars in as many pieces as there are steps; where nobody could tell so many apart, shades."""
    if len(steps) > MOST_PARTS:
        return Matrix([step.id for step in steps], [Row((text, *counts)) for text, counts, _mean in lines], TITLE)
    parts = [_("%(n)s · %(words)s", n=step.id, words=step.text) if str(step.text) else step.id for step in steps]
    stacks = [Stack(_labelled(text, mean), tuple(counts)) for text, counts, mean in lines]
    return Stacked(stacks, parts, _("Answers"), _("Line, with its mean"), TITLE, shares=True)


def _labelled(text: Any, mean: Any) -> Any:
    return _("%(row)s (%(mean)s)", row=text, mean=mean) if str(mean) else text
