"""What facilitators say to each other."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.state.facilitators import SIGNALS
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The facilitators, and what they can signal."""
    return {"facilitators": scene.sources.facilitators, "signals": SIGNALS}


BLOCK = Block(
    "crew",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.FACILITATORS}),
    order=40,
    is_placed=True,
)
