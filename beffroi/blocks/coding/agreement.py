"""How far two readers agree, by code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.report.numbers import in_words

Pair = tuple[frozenset[str], frozenset[str]]
"""The codes that each of two readers gave to one text."""


@dataclass(frozen=True)
class Agreement:
    """Of a code: in what `percent` of the `texts` read twice both gave it or neither did; `kappa` is beyond chance."""

    texts: int
    percent: int
    kappa: float | None

    @property
    def kappa_said(self) -> Any:
        """Kappa as the reader's language writes it; "" where it says nothing."""
        return "" if self.kappa is None else in_words(round(self.kappa, 2))


def agreement(code: str, pairs: Sequence[Pair]) -> Agreement | None:
    """How far the readers agree on one code; None where no text was read twice."""
    if not pairs:
        return None
    both = [(code in one, code in other) for one, other in pairs]
    same = sum(one == other for one, other in both)
    return Agreement(len(pairs), round(100 * same / len(pairs)), kappa(both))


def kappa(given: Iterable[tuple[bool, bool]]) -> float | None:
    """Agreement beyond chance, from -1 to 1; None where all or none were given, and nothing is left to chance.

    Source: Scott's pi. Which of the two readers comes first means nothing here, since texts are dealt to many.
    """
    pairs = list(given)
    share = sum(one + other for one, other in pairs) / (2 * len(pairs)) if pairs else 0.0
    by_chance = share**2 + (1 - share) ** 2
    if by_chance == 1:
        return None
    return (sum(one == other for one, other in pairs) / len(pairs) - by_chance) / (1 - by_chance)
