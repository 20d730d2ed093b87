"""The notes that facilitators keep on the steps of an activity."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The activity, whose notes they are, its steps, and the sites that have notes of their own."""
    steps = {stage.id: stage for stage in scene.method.stages} if scene.method else {}
    return {"activity": scene.activity, "steps": steps, "sites": scene.sources.facts.sites}


BLOCK = Block(
    "notes", audiences=(FACILITATOR,), context=context, stale_on=frozenset({Event.LED}), order=50, is_placed=True
)
