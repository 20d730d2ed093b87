"""Keys of what a chart draws: the same thing keeps its own while the chart around it changes; and rows with keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import blake2s
from typing import Any, NamedTuple

from beffroi.report import Made

Words = Callable[[Any], Any]
"""Puts what a piece names into words: of a site its mark, colour and name."""


class KeyRow(NamedTuple):
    """A row of the table beside a drawing; `number` is what stands in its dot."""

    key: str
    number: str
    label: Any
    cells: tuple[Any, ...]


class Keys:
    """Those of one chart: by the ids of the things that something is made of, else by what it is called."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def of(self, made: Made, label: object) -> str:
        """The key of a piece of the chart."""
        told = "\0".join(made.ids) or str(label)
        key = blake2s(told.encode("utf-8", "replace"), digest_size=4).hexdigest()
        self.times[key] += 1
        return key if self.times[key] == 1 else f"{key}-{self.times[key]}"
