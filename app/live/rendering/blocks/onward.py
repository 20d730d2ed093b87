"""What going on does, and going back: said beside the work, before one presses."""

from __future__ import annotations

from typing import Any

from app.domain.calendar import day_and_hour, hour
from app.live.commands.by_link import takes_answers
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from app.live.rendering.head_counts import head_counts
from app.live.rendering.stages_ahead import coming
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """Where one is, what comes, and for how many."""
    sources = scene.sources
    agenda = sources.agenda
    link = sources.record.links.get(scene.activity.id) if scene.activity else None
    return {
        "workshop": sources.facts,
        "agenda": agenda,
        "activity": scene.activity,
        "closed": scene.is_closed,
        "link": link,
        "takes": link is not None and scene.activity is not None and takes_answers(sources.record, scene.activity),
        "closes": day_and_hour(link.closes_at, sources.facts.zone) if link else "",
        "for_days": bool(scene.method and scene.method.opens_for_days),
        "pinned": bool(scene.key.activity),
        "steps": {stage.id: stage for stage in scene.method.stages} if scene.method else {},
        "coming": coming(scene),
        "heads": head_counts(sources, scene.activity).heads,
        "back_at": hour(agenda.back_at, sources.facts.zone) if agenda.back_at else "",
    }


BLOCK = Block(
    "onward",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.PEOPLE, Event.ONLINE, Event.SUSPENDED}),
    order=47,
    is_placed=True,
)
