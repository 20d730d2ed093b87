"""Stakeholders: organisations and functions, their influence and interest placed unseen, and what we do with each.

Source: stakeholder analysis on power and interest (Mendelow); four strategies. In no report unless somebody ticks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Glance, Method, Parts, Stage, Table, hookimpl, translator
from beffroi.blocks.described import DESCRIBE, SEE, Described
from beffroi.blocks.placing import Placing
from beffroi.report import Item, Listing, OfTable, Section
from plugins.stakeholders.drawn import bound, circles_of
from plugins.stakeholders.links import Links
from plugins.stakeholders.parties import Parties
from plugins.stakeholders.strategies import ASPECTS, CORNERS, INFLUENCE, INTEREST, cards_of, strategies_of

_ = translator(__name__)

ENGAGE: Stage = replace(
    DESCRIBE,
    title=_("Say what we do"),
    instruction=_("For each: what do we do with them, who takes care of it, for when? And who is bound to whom?"),
    effect=_("Everyone can say what we do with each, and who is bound to whom; all see it at once."),
)
WHOLE: Stage = replace(
    SEE,
    title=_("See the map"),
    instruction=_("Whom do we leave out? Where does one of us have to go first?"),
    effect=_("The map, the strategies and the links show on every page and screen."),
)


class Stakeholders(Method):
    """Write in silence → reveal → merge → place → see where they stand → say what we do → see the map."""

    api = 1
    id = "stakeholders"
    title = _("Stakeholder map")
    at_a_glance = Glance(
        "gather", people=(5, 30), takes=_("a project"), gives=_("who counts, and who takes care of whom")
    )
    minutes = 60
    parties = Parties()
    places = Placing(on=parties, scales=(INTEREST, INFLUENCE), corners=CORNERS)
    engaged = Described(*ASPECTS, on=parties, of=_("Stakeholder"), stages=(ENGAGE, WHOLE))
    links = Links(on=parties)

    def view(self, state: Parts) -> dict[str, Any]:
        seen = super().view(state)
        charts = {"map": bound(seen["places"]["chart"], state), "circles": circles_of(state)}
        return {**seen, **charts, "strategies": strategies_of(state)}

    def cards(self, state: Parts) -> Sequence[Card]:
        """The stakeholders with their strategies; before these are there, as the blocks have them."""
        return cards_of(state, state.engaged.rows()) or super().cards(state)

    def tables(self, state: Parts) -> Iterable[Table]:
        rows = [(one.title, row) for one in strategies_of(state) for row in one.rows]
        if rows:
            told = [(title, row.text) for title, row in rows]
            yield Table(
                "strategies", (_("Strategy"), _("Stakeholder")), told, [{"card": row.id} for _title, row in rows]
            )
        yield from super().tables(state)

    def report(self, state: Parts, tables: Sequence[OfTable[Parts]], settings: Any) -> Iterable[Section]:
        """What is said of others was said among ourselves: it stands in a report only where that is asked for."""
        for section in (*self._sections(state), *super().report(state, tables, settings)):
            pieces = tuple(bound(one, state) for one in section.pieces)
            yield replace(section, pieces=pieces, on_request=True)

    def _sections(self, state: Parts) -> Iterable[Section]:
        lists = [
            Listing([Item(row.text, note=row.said("do"), ids=(row.id,)) for row in one.rows], one.title)
            for one in strategies_of(state)
        ]
        if circles := circles_of(state):
            yield Section("circles", _("Near and far"), (circles,))
        if lists:
            yield Section("strategies", _("Whom we involve, satisfy, inform, follow"), lists)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Stakeholders()]
