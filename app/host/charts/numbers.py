"""Numbers of a chart: as they are read, and where a scale ends."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import floor, log10

from babel.numbers import format_decimal, format_percent

from beffroi.words import current_locale

STEPS = (1, 1.5, 2, 3, 5, 10)
"""Where scales end, times a power of ten: a bar that grows seldom makes all the others shorter, each of them sent."""

SMALL = 10
"""Under this, as of marks from 1 to 5, a second decimal says something."""

FEW = 5
"""Where a scale of whole numbers ends at least: the first answer is no full bar."""


def said(value: float) -> str:
    """A number as it is read in the language spoken, with two decimals at most, from ten on with one."""
    return _decimal(value, current_locale())


@lru_cache(maxsize=4096)
def _decimal(value: float, locale: str) -> str:
    pattern = "#,##0.##" if abs(value) < SMALL else "#,##0.#"
    return str(format_decimal(value, pattern, locale=locale)).replace("-", "\N{MINUS SIGN}")


def percent(share: float) -> str:
    """A share from 0 to 1, as whole hundredths in the language spoken."""
    return _percent(round(share, 2), current_locale())


@lru_cache(maxsize=512)
def _percent(share: float, locale: str) -> str:
    return str(format_percent(share, locale=locale))


def end_of(values: Iterable[float]) -> float:
    """Where the scale of these values ends: at a round number that holds the highest."""
    told = list(values)
    highest = max(told, default=0)
    if all(isinstance(one, int) for one in told):
        highest = max(highest, FEW)
    if highest <= 0:
        return 1
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in STEPS if step * power >= highest * (1 - 1e-9))


def place(value: float, whole: float) -> str:
    """How far along something is, as SVG says it."""
    return f"{100 * value / whole:.4g}%" if whole else "0%"
