"""Taking down what somebody wrote: for one of four motives, told to whoever wrote it, counted for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from beffroi.fields import Choice
from beffroi.report import Item, Listing
from beffroi.words import translator

_ = translator(__name__)

MOTIVES: Mapping[str, Any] = {
    "person": _("names a person"),
    "insult": _("insult"),
    "double": _("duplicate"),
    "beside": _("off topic"),
}
"""Why something is taken down, in words."""

BY_AUTHOR = "author"
"""The motive of what its own author took out."""

_UNSAID = _("no reason given")
_SAID = {**MOTIVES, BY_AUTHOR: _("by its author")}


def Motive() -> Any:  # noqa: N802 - a field, named as the others are
    """The field of a command that takes something down; "" of what was taken down before motives were asked for."""
    return Choice(_("Why it is taken down"), {"": _UNSAID, **MOTIVES}, default="")


def motive_said(motive: str) -> Any:
    """A motive in words."""
    return _SAID.get(motive, _UNSAID)


def tally(motives: Iterable[str]) -> tuple[tuple[Any, int], ...]:
    """How much was taken down, by motive, in words: for everybody, as it says nothing of who wrote what."""
    counts = Counter(motive if motive in _SAID else "" for motive in motives)
    return tuple((motive_said(motive), counts[motive]) for motive in (*_SAID, "") if counts[motive])


def told_of(taken_down: Iterable[tuple[Any, int]]) -> Listing:
    """What a report says of it: the motives, each with how often."""
    return Listing([Item(motive, times) for motive, times in taken_down], _("Taken down"))
