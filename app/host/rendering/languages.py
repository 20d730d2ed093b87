"""Which language a page marks what people wrote with: that of their workshop, where the page speaks another.

What a page says itself is a `Said` or read late; a text that is a plain string was written by somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from beffroi.spoken import marked


def other_than(spoken: str, written: str) -> str:
    """The language to mark: that of what is `written`, where the page speaks another."""
    return written if written != spoken else ""


@contextmanager
def marking(language: str) -> Iterator[None]:
    """What people wrote and is drawn inside says that it is in this language; "" says nothing."""
    token = marked.set(language)
    try:
        yield
    finally:
        marked.reset(token)
