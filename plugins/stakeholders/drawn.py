"""The drawings of stakeholders: by interest and influence, or in circles, with a line between those that are linked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from beffroi import Parts, translator
from beffroi.report import Rings, Scatter, Spot
from plugins.stakeholders.strategies import CIRCLES

_ = translator(__name__)

ORDER = [key for key, _words in CIRCLES]


def bound(piece: Any, state: Parts) -> Any:
    """A drawing of two scales with the links between what stands in it; anything else as it is."""
    return replace(piece, bonds=bonds_of(state)) if isinstance(piece, Scatter) else piece


def bonds_of(state: Parts) -> tuple[tuple[str, str], ...]:
    """The links, by the ids of their ends."""
    return tuple((one.one, one.other) for one in state.links.shown())


def circles_of(state: Parts) -> Rings | None:
    """Who is direct, indirect, far, from the middle on; None where nobody said it of any."""
    rows = [row for row in state.engaged.rows() if row.said("circle") in ORDER]
    spots = [
        Spot(row.text, ORDER.index(row.said("circle")),
             ids=tuple(dict.fromkeys((row.id, *(id for id, _words in row.thing.parts)))))
        for row in rows
    ]  # fmt: skip
    rings = [words for _key, words in CIRCLES]
    return Rings(spots, rings, of=_("Stakeholder"), by=_("Circle"), bonds=bonds_of(state)) if spots else None
