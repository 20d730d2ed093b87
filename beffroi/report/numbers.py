"""What a chart can draw, judged where it is made, so that an error names that line; numbers and days in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import LazyProxy

from beffroi.words import current_locale


def check_amount(value: object, of: str, least: float | None = None) -> None:
    """Raise unless it can be drawn, or is None for what is not shown."""
    if value is not None:
        check_number(value, of, least)


def check_number(value: object, of: str, least: float | None = None) -> None:
    """Raise unless it is a finite number, of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{of} is {_kind(value)}: give a number.")
    if not isfinite(value):
        raise ValueError(f"{of} is {value}, which cannot be drawn: give a finite number.")
    if least is not None and value < least:
        raise ValueError(f"{of} is {value}: it is drawn from {least:g} on, so give a number from there on.")


def keep_list(holder: object, name: str, kind: type = object, give: str = "") -> None:
    """Keep a list of things of this kind as a tuple, which nobody changes in place; raise where it is none."""
    things, of = getattr(holder, name), f"{type(holder).__name__}.{name}"
    if isinstance(things, str) or not isinstance(things, Sequence):
        raise TypeError(f"{of} is {_kind(things)}: give a list or a tuple.")
    odd = next((one for one in things if not isinstance(one, kind)), None)
    if odd is not None:
        raise TypeError(f"{of} holds {_kind(odd)}: give {give or kind.__name__} each.")
    object.__setattr__(holder, name, tuple(things))


def check_size(things: Sequence[Any], of: str, wanted: Sequence[Any], by: str) -> None:
    """Raise unless there is one for each of what it is measured by."""
    if len(things) != len(wanted):
        raise ValueError(f"{of} has {len(things)} values for {len(wanted)} {by}: give one for each.")


def _kind(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def day_in_words(day: str, *, with_weekday: bool = False) -> LazyProxy | str:
    """A day as a form sends it, to stand in a sentence as the language of its reader writes it; "" of none."""
    if not day:
        return ""
    form = "full" if with_weekday else "long"
    return LazyProxy(
        lambda: str(format_date(date.fromisoformat(day), form, locale=current_locale())), enable_cache=False
    )


def in_words(value: float) -> LazyProxy:
    """A number to stand in a sentence, written as the language of its reader does."""
    return LazyProxy(lambda: str(format_decimal(value, locale=current_locale())), enable_cache=False)
