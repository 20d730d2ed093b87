"""The map: groups in rings by contact, those outside and those of the house; and what is missing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from beffroi import Card, Parts, translator
from beffroi.blocks.described import ThingTold
from beffroi.report import Rings, Spot
from plugins.usermap.groups import kind_in
from plugins.usermap.kinds import CONTACTS, KINDS

_ = translator(__name__)

RINGS = [id for id, _words in CONTACTS]
OUTSIDE, HOUSE = _("Outside"), _("In the house")


def map_of(state: Parts, rows: Sequence[ThingTold]) -> Rings:
    """A spot a group of which somebody said how often we are in contact."""
    spots = [_spot(state, row) for row in rows if row.said("contact")]
    rings = [words for _id, words in CONTACTS]
    return Rings(spots, rings, (OUTSIDE, HOUSE), of=_("Users"), by=_("Contact with us"))


def _spot(state: Parts, row: ThingTold) -> Spot:
    origins = (row.thing.origin,) if row.thing.origin else ()
    ring = RINGS.index(row.said("contact"))
    return Spot(row.text, ring, _side(state, row), ids=ids_of(row), origins=origins)


def _side(state: Parts, row: ThingTold) -> int:
    kind = kind_in(state.people, row.thing)
    return int(bool(kind) and KINDS[kind].audience == "staff")


def ids_of(row: ThingTold) -> tuple[str, ...]:
    """What a group is made of: itself, and whoever worded it."""
    return tuple(dict.fromkeys((row.id, *(id for id, _words in row.thing.parts))))


def unplaced(rows: Sequence[ThingTold]) -> tuple[str, ...]:
    """The groups of which nobody said how often we are in contact: they have no place on the map."""
    return tuple(row.text for row in rows if not row.said("contact"))


def absent(state: Parts, rows: Sequence[ThingTold]) -> tuple[tuple[str, Any], ...]:
    """The kinds of users that nobody thought of, by id."""
    there = {kind_in(state.people, row.thing) for row in rows}
    return tuple((id, kind.title) for id, kind in KINDS.items() if id not in there) if rows else ()


def gaps_of(rows: Sequence[ThingTold]) -> tuple[tuple[str, Any, int], ...]:
    """Of how many groups each aspect is missing, the most missed first."""
    counted: Counter[str] = Counter()
    titles = {cell.aspect.id: cell.aspect.title for row in rows for cell in row.cells}
    for row in rows:
        counted.update(cell.aspect.id for cell in row.cells if cell.is_missing)
    return tuple((id, titles[id], n) for id, n in counted.most_common())


def balance_of(state: Parts, rows: Sequence[ThingTold]) -> tuple[int, int]:
    """How many groups are outside, and how many of the house."""
    house = sum(_side(state, row) for row in rows)
    return len(rows) - house, house


def cards_of(state: Parts, rows: Sequence[ThingTold]) -> list[Card]:
    """A card a group, with what it needs: where a persona begins."""
    return [_card(state, row) for row in rows]


def _card(state: Parts, row: ThingTold) -> Card:
    kind = kind_in(state.people, row.thing)
    need = next(cell for cell in row.cells if cell.aspect.id == "need")
    parts = tuple((id, words or row.text) for id, words in row.thing.parts) or ((row.id, row.text),)
    if need.said:
        parts = (*parts, (need.mark, need.said))
    text = f"{row.text} — {need.said}" if need.said else row.text
    audience = KINDS[kind].audience if kind else ""
    return Card(row.id, text, "segment", audience, row.thing.origin, parts=parts)
