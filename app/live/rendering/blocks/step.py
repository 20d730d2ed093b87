"""Where a participant's page is, in its header: the activity, and how far through its stages."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import Activity
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import PARTICIPANT


def context(scene: Scene) -> dict[str, Any]:
    """What is on, and which of how many stages."""
    return {
        "workshop": scene.sources.facts,
        "activity": scene.activity,
        "stage": scene.stage,
        "place": _place(scene.activity),
    }


def _place(activity: Activity | None) -> tuple[int, int] | None:
    """Which of how many; None where there is one alone."""
    if activity is None or len(activity.stages) < 2 or activity.stage not in activity.stages:  # noqa: PLR2004
        return None
    return activity.stages.index(activity.stage) + 1, len(activity.stages)


BLOCK = Block(
    "step",
    audiences=(PARTICIPANT,),
    context=context,
    stale_on=frozenset({Event.LED}),
    order=5,
    is_placed=True,
)
