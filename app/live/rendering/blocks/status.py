"""What facilitators must know at a glance: who has the hand, what waits, whether screens are masked or all is full."""

from __future__ import annotations

from typing import Any

from app.domain.budgets import NEAR
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.late_and_undo import trays
from app.live.rendering.stages_ahead import absent_said
from app.live.state.facilitators import SIGNALS
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The facilitators, what arrived late, how full it is."""
    record = scene.sources.record
    percent = record.budgets.percent
    return {
        "agenda": record.agenda,
        "facilitators": scene.sources.facilitators,
        "signals": SIGNALS,
        "absent": absent_said(scene),
        "masked": scene.sources.screens.masked,
        "late": sum(one.waits for one in trays(record)),
        "full": percent if percent >= NEAR else 0,
    }


BLOCK = Block(
    "status",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset(
        {Event.LED, Event.FACILITATORS, Event.HAND, Event.SUSPENDED, Event.SCREENS, Event.FULL, Event.ABSENT}
    ),
    order=5,
    is_placed=True,
)
