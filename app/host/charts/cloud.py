"""How a cloud is drawn: words in six sizes."""

from __future__ import annotations

from math import log
from typing import Any, NamedTuple

from app.host.charts.keys import KeyRow, Keys, Words
from app.host.charts.numbers import said
from beffroi.report import Cloud

SIZES = 6


class DrawnWord(NamedTuple):
    """A word, in which size, and how often it was said."""

    key: str
    text: Any
    size: int
    times: str


class DrawnCloud(NamedTuple):
    """Words, and the rows of the table that says the same."""

    words: tuple[DrawnWord, ...]
    rows: tuple[KeyRow, ...]


def cloud(chart: Cloud, words: Words) -> DrawnCloud:
    """The words: each time said is a size, until one is said more often than there are sizes."""
    keys, most = Keys(), max((one.times for one in chart.words), default=0)
    made = tuple(
        DrawnWord(keys.of(one, one.text), words(one.text), _size(one.times, most), said(one.times))
        for one in chart.words
    )
    return DrawnCloud(made, tuple(KeyRow("k" + one.key, "", one.text, (one.times,)) for one in made))


def _size(times: float, most: float) -> int:
    if most <= SIZES:
        return max(1, round(times))
    return 1 + round((SIZES - 1) * log(max(times, 1)) / log(most))
