"""The closing, for facilitators: what was kept in all activities, what of it has nobody yet, and the button that puts
it up."""

from __future__ import annotations

from typing import Any

from app.export.closing import gather
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """What there is to conclude with."""
    told = [(one, outcome) for one in gather(scene.sources.record) for outcome in one.outcomes]
    without = tuple((one.activity, one.title, outcome.kept.text) for one, outcome in told if not outcome.is_taken)
    return {
        "code": scene.sources.facts.code,
        "without": without,
        "taken": tuple((outcome.kept.text, outcome.actions) for _one, outcome in told if outcome.is_taken),
        "closing": scene.sources.agenda.closing,
        "begun": any(one.opened for one in scene.sources.agenda.listed()),
        "kept": len(told),
        "open_ones": len(without),
    }


BLOCK = Block(
    "closing",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SPOKEN_OF}),
    order=65,
    is_placed=True,
)
