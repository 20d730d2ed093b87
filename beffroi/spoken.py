"""What a page says itself, told from what somebody wrote: the one is `Said` or read late, the other a plain string.

So a page in another language than its workshop can mark what people wrote, and nothing else.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from beffroi.signs import FIRST_STRONG_ISOLATE, POP_ISOLATE

marked: ContextVar[str] = ContextVar("marked", default="")
"""The language that texts are marked with while something is drawn, where the page speaks another; "" marks none."""


class Said(str):
    """Words that a page says itself, in the language that is spoken: what people wrote is a plain string."""

    __slots__ = ()


def in_words(value: Any) -> str:
    """A value as it is read: what somebody wrote as it is, anything else as what the page says itself."""
    return value if isinstance(value, str) else Said(value)


def told_apart(value: Any) -> Any:
    """A value as it stands in a sentence: what somebody wrote between isolates, so that it is known from the rest."""
    if not isinstance(value, str) or isinstance(value, Said) or value.startswith("{"):  # a place that a script fills
        return value
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}" if any(map(str.isalpha, value)) else value
