"""The panel by which facilitators turn the screens: the page that they show, and the card enlarged on them."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """Where the screens are, and what the page in sight is of."""
    sources = scene.sources
    on_show = sources.agenda.seating.tables.get(sources.screens.table)
    return {"screens": sources.screens, "agenda": sources.agenda, "stage": scene.stage, "on_show": on_show}


BLOCK = Block(
    "screen_panel",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SCREENS, Event.ON_SHOW}),
    order=45,
    is_placed=True,
)
