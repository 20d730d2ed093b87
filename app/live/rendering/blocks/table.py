"""A participant's own table: where it is, who sits there, whose sheet they can read."""

from __future__ import annotations

from typing import Any

from app.live.rendering.block import Block, Event
from app.live.rendering.block_sources import Scene
from beffroi import PARTICIPANT
from beffroi.folding import folded
from beffroi.small_groups import FEWEST


def context(scene: Scene) -> dict[str, Any]:
    """The table of the channel, its people, and the sheets beside it."""
    seating, people = scene.sources.agenda.seating, scene.sources.presence.people
    table = seating.tables.get(scene.key.scope)
    there = [people[id] for id in seating.people_at(scene.key.scope) if id in people and not people[id].left]
    return {
        "workshop": scene.sources.facts,
        "table": table,
        "few": sum(person.seats for person in there) < FEWEST,
        "mates": sorted((person.name for person in there), key=folded),
        "twin": seating.tables.get(table.twin) if table else None,
        "gallery": bool(scene.stage and scene.stage.gallery),
        "tables": list(seating.tables.values()),
        "on_show": scene.sources.screens.table,
        "apart": scene.is_apart,
        "by_table": scene.is_by_table,
        "anonymous": scene.is_anonymous,
        "closed": scene.is_closed,
    }


BLOCK = Block(
    "table",
    audiences=(PARTICIPANT,),
    context=context,
    stale_on=frozenset({Event.LED, Event.PEOPLE, Event.ON_SHOW}),
    order=20,
    is_placed=True,
    is_of_table=True,
)
