"""The closing, for facilitators: how much was kept, how much of it has nobody yet, and the button that puts it up."""

from __future__ import annotations

from typing import Any

from app.export.closing import gather
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """What there is to conclude with."""
    outcomes = [outcome for one in gather(scene.sources.record) for outcome in one.outcomes]
    return {
        "closing": scene.sources.agenda.closing,
        "begun": any(one.opened for one in scene.sources.agenda.listed()),
        "kept": len(outcomes),
        "open_ones": sum(not one.actions for one in outcomes),
    }


BLOCK = Block(
    "closing",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SPOKEN_OF}),
    order=65,
    is_placed=True,
)
