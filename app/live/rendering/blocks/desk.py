"""The facilitators' desk: what they did last and can take back, what arrived late and waits."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.late_and_undo import trays, undoable
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """What lies there."""
    record = scene.sources.record
    return {"activity": scene.activity, "trays": trays(record), "undoable": undoable(record, scene.activity)}


BLOCK = Block(
    "desk",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SUSPENDED}),
    order=55,
    is_placed=True,
)
