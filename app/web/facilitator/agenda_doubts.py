"""What an agenda still lacks, for the page that prepares it: each with the way to where it is mended."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, url_for

from app.domain.expected_heads import TABLE
from app.host.agenda_doubts import Doubt, doubts
from app.store import screens
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access


class Line(NamedTuple):
    """A sentence, and the address where it is mended."""

    sentence: Any
    address: str


def init_app(app: Flask) -> None:
    """Let a template ask for them: `doubts_of(workshop)`."""
    app.jinja_env.globals["doubts_of"] = doubts_of


def doubts_of(facts: WorkshopInfo) -> list[Line]:
    """All that is missing. As many people are expected as was said or have joined, or as usually sit at the tables."""
    room = access.room_of(facts)
    with the_store().read() as session:
        with_screen = {one.site for one in screens.screens(session, facts.id)}
    agenda = room.record.agenda
    said = sum(agenda.heads.get(site.id, 0) for site in facts.sites)
    people = max(room.presence.heads(), said or TABLE * len(agenda.seating.tables))
    found = room.run(lambda: doubts(agenda, facts.sites, with_screen, people))
    return [Line(one.sentence, _address(facts, one)) for one in found]


def _address(facts: WorkshopInfo, one: Doubt) -> str:
    if one.at == "tables":
        return url_for("seating.show", code=facts.code)
    if one.at == "screens":
        return url_for("console.show", code=facts.code, _anchor="panel-doors")
    return url_for("agenda.show", code=facts.code, chosen=one.activity, _anchor=f"a-{one.activity}")
