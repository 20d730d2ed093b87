"""Slips of whoever writes a test: said in the words of the code, with the name that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def must_know(what: str, name: str, known: Iterable[str]) -> None:
    """Raise `LookupError` where no `what` has that name: "command", "stage", "block", "setting"."""
    names = list(known)
    if name not in names:
        meant = next(iter(get_close_matches(name, names, n=1)), "")
        hint = f"did you mean {meant!r}?" if meant else f"there are {', '.join(map(repr, names)) or 'none'}."
        raise LookupError(f"there is no {what} {name!r}: {hint}")
