"""Whom the workshop speaks of."""

from __future__ import annotations

from typing import Any

from app.export import balance, evidence
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """How many cards are about whom."""
    return {"balance": balance.weighed(evidence.gather(scene.sources.record).things.values())}


BLOCK = Block("balance", audiences=(FACILITATOR,), context=context, stale_on=frozenset({Event.SPOKEN_OF}), order=80)
