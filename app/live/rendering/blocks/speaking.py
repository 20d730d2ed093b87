"""Turns to speak, site by site: whose comes next, and one press for each that was taken."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import FACILITATOR


def context(scene: Scene) -> dict[str, Any]:
    """The sites that somebody came from, where there are several, and whose turn it is."""
    sources = scene.sources
    agenda = sources.agenda
    here = [line.site for line in sources.by_site() if line.joined]
    is_led = agenda.present is not None and len(here) > 1
    return {
        "sites": here if is_led else [],
        "next": agenda.speaks_next([site.id for site in here]) if is_led else "",
        "turns": agenda.turns,
    }


BLOCK = Block(
    "speaking",
    audiences=(FACILITATOR,),
    context=context,
    stale_on=frozenset({Event.LED, Event.PEOPLE}),
    order=43,
    is_placed=True,
)
