"""The kit of a workshop: what is printed before the day, per site, as PDF or ODT."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.documents.model import Document
from app.domain.calendar import moment
from app.domain.people import REMOTE, Site
from app.export.kit import asked, made
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import PRINTS
from app.web.common.document_files import FORMATS, written
from app.web.common.links import is_only_here, join_link, public_host, public_origin
from app.web.common.locale import default_to
from app.web.common.look import look_of_documents
from app.web.common.theme import the_theme
from beffroi.signs import cleaned, cut
from beffroi.words import current_locale, speaking

pages = Blueprint("kit", __name__, url_prefix="/animer")


@pages.get("/<code>/kit")
def show(code: str) -> str:
    """The parts to tick, and what the platform cannot know."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    rooms = [site for site in facts.sites if site.id != REMOTE]
    heads = access.room_of(facts).record.agenda.heads
    return render_template(
        "facilitator/kit.html",
        workshop=facts,
        sites=rooms or facts.sites,
        parts=made.PARTS,
        most=asked,
        usual="" if heads else asked.HEADS_USUAL,
        heads=heads,
        only_here=is_only_here(),
    )


@pages.post("/<code>/kit")
def make(code: str) -> AnyResponse:
    """The file. What was typed stands in it, and is kept nowhere."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    PRINTS.spend(grant.who)
    site = facts.site(request.form.get("site", ""))
    ending = request.form.get("as", "")
    if site is None or ending not in FORMATS:
        abort(400)
    room, locale = access.room_of(facts), current_locale()
    kit = _kit(facts, room, site, locale)
    parts, look, name = frozenset(request.form.getlist("part")), look_of_documents(), the_theme().name

    def told() -> Document:
        with speaking(locale):
            return made.document(kit, parts, look, moment(room.clock(), facts.zone), name)

    document = room.run(told)
    return written(document, ending, f"kit-{facts.code}-{site.id}")


def _kit(facts: WorkshopInfo, room: Room, site: Site, locale: str) -> asked.Kit:
    tables = room.record.agenda.seating.tables
    links = asked.Links(
        host=public_host(),
        join=join_link(facts, site.id),
        screen=public_origin() + url_for("pairing.pair"),
        room_check=public_origin() + url_for("room_check.check"),
        console=public_origin() + url_for("console.show", code=facts.code),
        tables={id: join_link(facts, table.site or site.id, id) for id, table in tables.items()},
    )
    names = {id: one.name for id, one in room.presence.people.items() if one.site == site.id and one.name}
    agenda = room.record.agenda
    return asked.Kit(facts, site, agenda, links, _typed(agenda.heads.get(site.id, 0)), locale, names)


def _typed(said: int) -> asked.Typed:
    heads = request.form.get("heads", "")
    count = int(heads) if heads.isascii() and heads.isdigit() and len(heads) <= len(str(asked.HEADS_MOST)) else 0
    return asked.Typed(
        aim=cut(cleaned(request.form.get("aim", "")), asked.AIM_MOST),
        phones=_lines("phones"),
        risks=_lines("risks"),
        heads=min(count or said, asked.HEADS_MOST) or asked.HEADS_USUAL,
    )


def _lines(name: str) -> tuple[str, ...]:
    """What was typed line by line, within what a page holds."""
    typed = (cut(cleaned(line), asked.LINE_MOST) for line in request.form.get(name, "").splitlines())
    return tuple(line for line in typed if line)[: asked.LINES_MOST]
