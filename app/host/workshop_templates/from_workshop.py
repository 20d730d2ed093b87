"""A template taken from a workshop: its agenda and its tables, nobody, and nothing that was written in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from app.domain.agenda import Activity, Agenda
from app.domain.people import REMOTE, Site
from app.domain.seating import Table
from app.domain.timetable import as_typed
from app.host.workshop_templates.asked import leading_question
from app.host.workshop_templates.model import QUESTION_MOST, WorkshopTemplate
from beffroi import Method
from beffroi.fields import meta

OF_ITS_DAY = ("day", "zone")
"""Widgets of settings that say when."""


def taken_from(agenda: Agenda, *, title: str, language: str, sites: Sequence[Site]) -> WorkshopTemplate:
    """What a workshop prepared. What was asked aside was of its day, and stays there; so do days and call links."""
    listed = [one for one in (*agenda.listed(), *agenda.put_aside()) if not one.aside]
    places = {one.id: number for number, one in enumerate(listed, 1)}
    here = [site for site in sites if site.id != REMOTE]
    taken = WorkshopTemplate.model_validate(
        {
            "title": title,
            "language": language,
            "sites": [site.name for site in here],
            "heads": _heads(agenda, here),
            "remote": agenda.heads.get(REMOTE, 0),
            "tables": _tables(list(agenda.seating.tables.values()), [site.id for site in here]),
            "starts_at": as_typed(agenda.starts_at),
            "ends_at": as_typed(agenda.ends_at),
            "activities": [
                _activity(one, agenda.method_of(one), places)
                | {"notes": _site_notes(one, here), "parked": one.id in agenda.parked}
                for one in listed
            ],
        }
    )
    return taken.model_copy(update={"question": leading_question(taken, agenda.catalogue)[:QUESTION_MOST]})


def _activity(one: Activity, method: Method | None, places: Mapping[str, int]) -> dict[str, Any]:
    source = places.get(one.source, 0)
    return {
        "method": one.method,
        "title": one.title,
        "minutes": one.minutes,
        "instruction": one.instruction,
        "from": source if source < places[one.id] else 0,
        "stages": [_stage(one, id) for id in one.stages],
        "anonymous": one.anonymous,
        "by_site": one.by_site,
        "share_by": one.share_by,
        "audience": one.audience,
        "goal": one.goal,
        "leads": one.leads,
        "material": one.material,
        "on_screen": one.on_screen,
        "fixed_at": as_typed(one.fixed_at),
        "settings": _settings(one.settings, method),
    }


def _heads(agenda: Agenda, sites: Sequence[Site]) -> list[int]:
    """How many are expected at each site, in their order, where anybody said."""
    heads = [agenda.heads.get(site.id, 0) for site in sites]
    return heads if any(heads) else []


def _site_notes(one: Activity, sites: Sequence[Site]) -> list[str]:
    """A note a site, in their order, as far as the last that has one."""
    notes = [one.site_notes.get(site.id, "") for site in sites]
    while notes and not notes[-1]:
        notes.pop()
    return notes


def _stage(one: Activity, id: str) -> dict[str, Any]:
    step = one.steps.get(id)
    told = {"minutes": step.minutes, "instruction": step.instruction} if step else {}
    return {"id": id, "note": one.notes.get(id, ""), **told}


def _settings(said: Mapping[str, Any], method: Method | None) -> dict[str, Any]:
    """As its method has them, but for days and what people said, which are of that workshop."""
    if method is None:  # nothing tells what of them is of that workshop
        return {}
    try:
        kept = method.settings.model_validate(dict(said)).model_dump(exclude_defaults=True)
    except ValidationError:
        kept = dict(said)
    told = {name: meta(field) for name, field in method.settings.model_fields.items()}
    own = {name for name, said in told.items() if said["widget"] in OF_ITS_DAY or said.get("gathered")}
    return {name: value for name, value in kept.items() if name not in own}


def _tables(tables: Sequence[Table], sites: Sequence[str]) -> list[dict[str, Any]]:
    """Those of a site: a table across sites lives by the link of its call, which was of that workshop."""
    names = {table.id: table.name for table in tables}
    return [
        {
            "name": table.name,
            "site": sites.index(table.site) + 1,
            "subject": table.subject,
            "twin": names.get(table.twin, ""),
        }
        for table in tables
        if table.site in sites
    ]
