"""What the screens tell of all the tables, on the pages of those who take part: who sits where, how far each is.

One drawing for the room. Which of them is one's own the page marks by itself: `own_table.js`.
"""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.table_lines import table_lines
from app.live.state.screens import SEATING
from beffroi import PARTICIPANT


def context(scene: Scene) -> dict[str, Any]:
    """The tables while a screen lists them; with 2,000 people nothing is counted while none does."""
    seating = scene.sources.screens.table == SEATING
    lines = table_lines(scene.sources, scene.activity) if seating or scene.is_apart else []
    return {"workshop": scene.sources.facts, "tables": lines, "seating": seating}


BLOCK = Block(
    "room_tables",
    audiences=(PARTICIPANT,),
    context=context,
    stale_on=frozenset({Event.LED, Event.AT_TABLES, Event.PEOPLE, Event.ON_SHOW}),
    order=25,
)
