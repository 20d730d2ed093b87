"""The tables for facilitators: who sits where, how far each is, whose sheet is on the screens."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.table_lines import table_lines
from app.live.state.screens import SEATING
from beffroi import FACILITATOR, translator

_ = translator(__name__)


def context(scene: Scene) -> dict[str, Any]:
    """A line for each table, and who sits at none."""
    sources = scene.sources
    sat, lines = sources.agenda.seating.at, table_lines(sources, scene.activity)
    return {
        "workshop": sources.facts,
        "tables": lines,
        "on_show": sources.screens.table,
        "seating": SEATING,
        "unseated": [person for person in sources.presence.here() if person.id not in sat],
        "choices": [*((line.table.id, line.words) for line in lines), ("", _("No table"))],
        "apart": scene.is_apart,
        "by_table": scene.is_by_table,
        "activity": scene.activity.id if scene.activity else "",
    }


BLOCK = Block(
    "tables",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.AT_TABLES, Event.PEOPLE, Event.ON_SHOW}),
    order=90,
    is_placed=True,
)
