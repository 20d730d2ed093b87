"""From a template to a workshop: what is asked of a room, one command after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.commands.preparing import NO_HOUR
from app.domain.people import REMOTE
from app.domain.timetable import read_hour
from app.host.workshop_templates.model import ActivityPlan, WorkshopTemplate
from app.host.workshop_templates.places import at_activity, at_table, shown
from beffroi import Method, Refused, translator

_ = translator(__name__)

Ask = Callable[[str, dict[str, Any]], str]
"""Asks a command of the core, by its name; the id of what was made, or `Refused`."""


def lay_out(template: WorkshopTemplate, methods: Mapping[str, Method], sites: Sequence[str], ask: Ask) -> None:
    """Ask for the agenda and the tables; `sites` are the ids of the workshop's own, in their order."""
    made: list[str] = []
    if template.starts_at or template.ends_at:
        ask("core.schedule", {"starts_at": _hour(template.starts_at), "ends_at": _hour(template.ends_at)})
    heads = {site: n for site, n in zip((*sites, REMOTE), _heads(template, len(sites)), strict=False) if n}
    if heads:
        ask("core.expect", {"heads": heads})
    for number, one in enumerate(template.activities, 1):
        with at_activity(number, one.title):
            made.append(_add(one, number, methods, made, ask))
            _describe(one, made[-1], sites, ask)
    named: dict[str, str] = {}
    for table in template.tables:
        if table.site > len(sites):
            continue  # a workshop at fewer sites
        said = table.model_dump(include={"name", "subject", "link"})
        site = sites[table.site - 1] if table.site else ""
        with at_table(table.name):
            named[table.name] = ask("core.table", {**said, "site": site, "twin": named.get(table.twin, "")})


def _add(one: ActivityPlan, number: int, methods: Mapping[str, Method], made: list[str], ask: Ask) -> str:
    method = _method_of(one, methods)
    if one.source >= number:
        raise Refused(_("“from” is the number of an activity that comes before it."))
    played = [stage.id for stage in one.stages] or [stage.id for stage in method.stages]
    said = one.model_dump(include={"method", "title", "instruction", "by_site", "share_by", "audience", "settings"})
    activity = ask(
        "core.add",
        {
            **said,
            "minutes": method.minutes if one.minutes is None else one.minutes,
            "anonymous": method.anonymous if one.anonymous is None else one.anonymous,
            "stages": played,
            "source": made[one.source - 1] if one.source else "",
        },
    )
    for stage in one.stages:
        at = {"activity": activity, "stage": stage.id}
        if stage.instruction or stage.minutes:
            ask("core.step", {**at, "instruction": stage.instruction, "minutes": stage.minutes})
        if stage.note:
            ask("core.note", {**at, "text": stage.note})
    return activity


def _describe(one: ActivityPlan, activity: str, sites: Sequence[str], ask: Ask) -> None:
    """What its facilitators keep for themselves: the goal, who leads, a note a site, its hour; put aside or not."""
    told: dict[str, Any] = one.model_dump(include={"goal", "leads", "material", "on_screen"}, exclude_defaults=True)
    if notes := {site: text for site, text in zip(sites, one.notes, strict=False) if text}:
        told["site_notes"] = notes
    if one.fixed_at:
        told["fixed_at"] = _hour(one.fixed_at)
    if told:
        ask("core.revise", {"activity": activity, **told})
    if one.parked:
        ask("core.park", {"activity": activity, "parked": True})


def _heads(template: WorkshopTemplate, sites: int) -> list[int]:
    """How many are expected at each of so many sites, then at a distance."""
    said = template.heads[:sites]
    return [*said, *[0] * (sites - len(said)), template.remote]


def _hour(typed: str) -> int:
    found = read_hour(typed)
    return NO_HOUR if found is None else found


def _method_of(one: ActivityPlan, methods: Mapping[str, Method]) -> Method:
    method = methods.get(one.method)
    if method is None:
        raise Refused(_("The method “%(method)s” is not installed here.", method=shown(one.method)))
    known = method.settings.model_fields
    foreign = next((name for name in one.settings if name not in known), None)
    if foreign is not None:
        raise Refused(_("“%(method)s” has no setting “%(name)s”.", method=method.title, name=shown(foreign)))
    strange = next((stage.id for stage in one.stages if method.stage(stage.id) is None), None)
    if strange is not None:
        raise Refused(_("“%(method)s” has no stage “%(name)s”.", method=method.title, name=shown(strange)))
    return method
