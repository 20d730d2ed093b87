"""The agenda: what is on it, and what is done with the workshop as a whole."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The agenda, and what is on now."""
    record = scene.sources.record
    return {
        "agenda": record.agenda,
        "activity": scene.activity,
        "anonymous": scene.is_anonymous,
        "closed": scene.is_closed,
        "methods": {id: one.title for id, one in record.registry.methods.items()},
        "faulty": record.broken,
        "links": record.links,
    }


BLOCK = Block(
    "agenda",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SUSPENDED}),
    order=60,
    is_placed=True,
)
