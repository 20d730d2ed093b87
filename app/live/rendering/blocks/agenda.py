"""The agenda: what is on it, what arrived late, what can be taken back."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.late_and_undo import trays, undoable
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The agenda, and what lies on the facilitators' desk."""
    record = scene.sources.record
    return {
        "agenda": record.agenda,
        "activity": scene.activity,
        "anonymous": scene.is_anonymous,
        "closed": scene.is_closed,
        "methods": {id: one.title for id, one in record.registry.methods.items()},
        "trays": trays(record),
        "undoable": undoable(record, scene.activity),
        "faulty": record.broken,
    }


BLOCK = Block(
    "agenda",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SUSPENDED}),
    order=60,
)
