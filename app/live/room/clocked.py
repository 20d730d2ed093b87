"""Going on by the clock, where a method says so: a stage ends with its timer, and the next begins with its own."""

from __future__ import annotations

from typing import Any

from app.domain.people import new_id
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.rendering.block_sources import Sources


def is_due(sources: Sources, now: int) -> bool:
    """Whether the timer has run out in a stage that ends with it."""
    agenda = sources.agenda
    activity, timer = agenda.present, agenda.timer
    if activity is None or agenda.paused or not timer.running or timer.left(now) or not activity.next_stage():
        return False
    method, state = agenda.method_of(activity), sources.record.standing(activity.id)
    if method is None or state is None or sources.record.is_away(activity.id):
        return False
    return bool(sources.ask(method, "moves_on", lambda: method.moves_on(state.settings, activity.stage), False))


def going_on(sources: Sources, now: int) -> list[CommandRequest]:
    """What the host asks then: the next stage, and its timer where minutes are planned for it."""
    activity = sources.agenda.present
    if activity is None or not is_due(sources, now):
        return []
    to = activity.next_stage() or ""
    minutes = activity.minutes_at(to)
    asked: list[tuple[str, dict[str, Any]]] = [
        ("core.stage", {"activity": activity.id, "leaves": activity.stage, "to": to})
    ]
    if minutes:
        asked.append(("core.clock", {"act": "start", "minutes": minutes}))
    grant = Grant(sources.facts.id, SYSTEM, SYSTEM)
    return [CommandRequest(grant, "", name, data, new_id(), sources.facts.locale) for name, data in asked]
