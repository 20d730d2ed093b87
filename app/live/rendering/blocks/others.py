"""The activities open beside the one on show, of those that take contributions."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import Activity
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene, Sources
from beffroi import PARTICIPANT


def context(scene: Scene) -> dict[str, Any]:
    """Those that are open; what was asked aside is over once one went back from it, and a link is for others."""
    listed, links = scene.sources.agenda.listed(), scene.sources.record.links
    here = (one for one in listed if one.opened and one.id not in links)
    beside = (one for one in here if not one.aside and one is not scene.activity)
    return {"others": [one for one in beside if _takes_contributions(scene.sources, one)]}


def _takes_contributions(sources: Sources, activity: Activity) -> bool:
    method = sources.agenda.method_of(activity)
    return method is not None and bool(method.commands) and not sources.record.is_closed(activity)


BLOCK = Block("others", audiences=(PARTICIPANT,), context=context, stale_on=frozenset({Event.LED}), order=30)
