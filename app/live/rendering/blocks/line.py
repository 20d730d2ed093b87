"""The line that facilitators put on every page and screen, and its form."""

from __future__ import annotations

from typing import Any

from app.domain.commands.running import LINE_MOST
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """What it says now; pages and screens show it in their head."""
    return {"line": scene.sources.agenda.line, "most": LINE_MOST}


BLOCK = Block(
    "line", audiences=(FACILITATOR,), context=context, stale_on=frozenset({Event.LED}), order=42, is_placed=True
)
