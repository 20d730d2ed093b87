"""What is done with a stakeholder: where its influence and interest stand, or what the room settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from beffroi import Card, Parts, translator
from beffroi.blocks.described import Aspect, ThingTold
from beffroi.blocks.placing import corner_of
from beffroi.report import Scale

_ = translator(__name__)

INTEREST = Scale(_("Interest"), 1, 5, _("little"), _("much"))
INFLUENCE = Scale(_("Influence"), 1, 5, _("little"), _("much"))

STRATEGIES = {
    "involve": _("To involve"),
    "satisfy": _("To satisfy"),
    "inform": _("To inform"),
    "follow": _("To follow"),
}
"""By the key that a log has. Source: Mendelow, power and interest."""

CORNERS = tuple(STRATEGIES[key] for key in ("satisfy", "involve", "follow", "inform"))
"""Top left, top right, bottom left, bottom right: interest across, influence upwards."""

CIRCLES = (("direct", _("Direct")), ("indirect", _("Indirect")), ("far", _("Far")))
"""From the middle on."""

ASPECTS = (
    Aspect(
        "strategy", _("Strategy settled on"), choices=tuple(STRATEGIES.items()), wanted=False,
        help=_("Left open, it is as they were placed."),
    ),
    Aspect("circle", _("Circle"), choices=CIRCLES, wanted=False, help=_("How near the project is to them.")),
    Aspect("stake", _("What is at stake for them"), wanted=False),
    Aspect("do", _("What we do with them"), help=_("Meet them, have them write with us, send them the notes…")),
    Aspect(
        "owner", _("Who takes care of it"), max=80, when=("do",), help=_("A service or a function, never a person.")
    ),
    Aspect("by", _("For when"), max=60, when=("do",)),
)  # fmt: skip


@dataclass(frozen=True)
class Strategy:
    """One of the four, its `title`, and the stakeholders it is for; of key "" are those without one."""

    key: str
    title: Any
    rows: tuple[ThingTold, ...]


def key_of(state: Parts, row: ThingTold) -> str:
    """The strategy for one stakeholder: as the room settled it, else as it was placed; "" where neither says."""
    if settled := row.said("strategy"):
        return settled
    placed = state.places.things.get(row.id)
    corner = corner_of(state.places.placed(placed), state.places) if placed else ""
    return next((key for key, title in STRATEGIES.items() if title is corner), "")


def strategies_of(state: Parts) -> tuple[Strategy, ...]:
    """The four with their stakeholders, then those without a strategy; none that is empty."""
    keyed = [(key_of(state, row), row) for row in state.engaged.rows()]
    titled = {**STRATEGIES, "": _("To settle")}
    found = (Strategy(key, title, tuple(row for at, row in keyed if at == key)) for key, title in titled.items())
    return tuple(one for one in found if one.rows)


def cards_of(state: Parts, rows: Sequence[ThingTold]) -> list[Card]:
    """A card a stakeholder, with its strategy."""
    return [_card(row, STRATEGIES.get(key_of(state, row), "")) for row in rows]


def _card(row: ThingTold, strategy: Any) -> Card:
    parts = tuple((id, words or row.text) for id, words in row.thing.parts) or ((row.id, row.text),)
    text = f"{row.text} — {strategy}" if strategy else row.text
    return Card(row.id, text, "stakeholder", origin=row.thing.origin, parts=parts)
