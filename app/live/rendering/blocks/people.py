"""Who is here, and who was taken out."""

from __future__ import annotations

from typing import Any

from app.live.commands.on_paper import Paper, papers
from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import ANYONE, FACILITATOR, PARTICIPANT
from beffroi.folding import folded


def context(scene: Scene) -> dict[str, Any]:
    """People by site and name, the papers of those without a device, and whether votes can be voided."""
    presence = scene.sources.presence
    here = sorted(presence.here(), key=lambda one: (one.site, folded(one.name)))
    removed = sorted(presence.removed(), key=lambda one: folded(one.name))
    return {
        "workshop": scene.sources.facts,
        "activity": scene.activity,
        "people": [person.listed for person in here],
        "removed": [person.listed for person in removed],
        "can_void": _can_void(scene),
        "papers": _papers(scene),
        "tables": {table.id: table.name for table in scene.sources.agenda.seating.tables.values()},
    }


def _papers(scene: Scene) -> list[Paper]:
    """As whom facilitators can enter what is on paper, where anybody could do something on a page of their own."""
    activity, method = scene.activity, scene.method
    if activity is None or method is None or not activity.opened or scene.is_closed:
        return []
    is_taken = any(command.about.role in (PARTICIPANT, ANYONE) for command in method.commands)
    return papers(scene.sources.record, activity) if is_taken else []


def _can_void(scene: Scene) -> bool:
    method, state = scene.method, scene.state
    if method is None or state is None or scene.is_closed:
        return False
    return scene.sources.ask(method, "can_void", lambda: method.can_void(state.state), False)


BLOCK = Block(
    "people",
    audiences=(FACILITATOR,),
    context=context,
    # Whose votes may be voided changes with the stage.
    stale_on=frozenset({Event.TURNED, Event.TABLES, Event.PEOPLE}),
    order=70,
    is_placed=True,
)
