"""The page that the screens show, and the card enlarged on them."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """Where the screens are."""
    return {"screens": scene.sources.screens}


BLOCK = Block(
    "screens",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.SCREENS}),
    order=45,
)
