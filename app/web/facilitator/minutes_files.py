"""Files of the minutes: asked for by a button, made beside everything else, fetched once they are there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.calendar import moment
from app.domain.commands.moderation import Erase
from app.domain.people import bare
from app.export import results
from app.export.minutes.annex import annex
from app.export.minutes.making import Busy, Making, Makings
from app.export.minutes.model import Choices
from app.export.minutes.taken_out import TakenOut
from app.export.minutes.writing import FORMATS, Format, Order
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common import minutes as gathering
from app.web.common.attempts import EXPORTS
from app.web.common.locale import default_to
from app.web.common.look import look_of_documents
from app.web.facilitator.archiving import description_of
from app.web.facilitator.evidence import abroad
from beffroi import translator
from beffroi.report import VERSIONS, Version
from beffroi.signs import cut
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("minutes_files", __name__, url_prefix="/animer")

ARCHIVE = FORMATS["zip"]

NAME_MOST = 60
"""Characters of a workshop's title in the name of a file."""


def init_app(app: Flask) -> None:
    """Begin with nothing under way."""
    app.extensions["makings"] = Makings()


def the_makings() -> Makings:
    """The files under way on this server."""
    makings: Makings = current_app.extensions["makings"]
    return makings


# --- asked for ---------------------------------------------------------------------------------------


@pages.post("/<code>/resultats/fichier")
def ask(code: str) -> AnyResponse | tuple[str, int] | str:
    """Have a file made, of a version; whoever asks for the same while it is made, or just after, gets the same."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    EXPORTS.spend(grant.who)
    format = FORMATS.get(request.form.get("format", "")) or abort(404)
    wanted: Version = next((one for one in VERSIONS if one == request.form.get("version")), "participants")
    if format is ARCHIVE:
        wanted = "participants"  # what is kept for good is what everyone may read
        if facts.is_rehearsal:
            abort(404)
    try:
        making = begun(facts, format, wanted)
    except Busy:
        return _told(facts, None, wanted), 503
    if _is_fragment():
        return _told(facts, making, wanted)
    return redirect(url_for("minutes_files.follow", code=facts.code, id=making.id), 303)


@pages.get("/<code>/resultats/fichier/<id>")
def follow(code: str, id: str) -> str:
    """How far a file is; a page by itself where there is no script."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    making = the_makings().of(facts.id, id)
    return _told(facts, making, _version(making))


@pages.post("/<code>/resultats/fichier/<id>/annuler")
def cancel(code: str, id: str) -> AnyResponse | str:
    """Nobody wants it any more."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    making = the_makings().of(facts.id, id)
    if making is not None:
        the_makings().cancel(making)
    if _is_fragment():
        return render_template("facilitator/minutes_making.html", workshop=facts, making=None, is_cancelled=True)
    return redirect(url_for("results.read", code=facts.code, _anchor="fichiers"), 303)


@pages.get("/<code>/resultats/fichier/<id>/prendre")
def take(code: str, id: str) -> Response:
    """The file, once it is made; not where something was erased since."""
    facts, _grant = access.facilitator_or_403(code)
    making = the_makings().of(facts.id, id)
    if making is None or making.state != "done" or _erased(access.room_of(facts)) != making.key[0]:
        abort(404)
    headers = {"Content-Disposition": f'attachment; filename="{making.name}"', "Cache-Control": "no-store"}
    return Response(making.body, mimetype=making.format.mimetype, headers=headers)


def _is_fragment() -> bool:
    """Whether htmx asks, which puts the answer into the page."""
    return "HX-Request" in request.headers


def _told(facts: WorkshopInfo, making: Making | None, version: Version) -> str:
    before = the_makings().before(making) if making else 0
    template = "facilitator/minutes_making.html" if _is_fragment() else "facilitator/minutes_making_page.html"
    return render_template(
        template, workshop=facts, making=making, before=before, version=version, is_cancelled=False
    )  # fmt: skip


def _version(making: Making | None) -> Version:
    found: Version = making.key[1] if making else "participants"
    return found


# --- made --------------------------------------------------------------------------------------------


def begun(facts: WorkshopInfo, format: Format, version: Version) -> Making:
    """A file that is made from now on, or the same that was asked for before. Raises `Busy`."""
    room, choices, locale = access.room_of(facts), gathering.chosen(facts), current_locale()
    state = (len(room.record.entries), len(room.record.people), choices.version)
    described = description_of(facts, choices) if format is ARCHIVE else None
    key = (_erased(room), version, locale, *state, described)
    now = moment(room.clock(), facts.zone)

    def order() -> bytes:
        minutes = gathering.gathered(facts, room, choices, version) if format.of_text else None
        tables = _tables(facts, room, choices) if format.of_tables else None
        return Order(format.ending, now, minutes, tables, look_of_documents(), described).as_bytes()

    return the_makings().ask(Making(facts.id, key, _name(facts, format, version, now), format), order)


def _tables(facts: WorkshopInfo, room: Room, choices: Choices) -> results.Results:
    locale, elsewhere = current_locale(), abroad(facts)
    complete = gathering.gathered(facts, room, choices, "complete")
    whole = room.run(lambda: results.gather(facts, room.record, locale, elsewhere))
    return annex(whole, complete, TakenOut(choices.words))


def _erased(room: Room) -> int:
    """How much was erased here so far."""
    return sum(one.holds(Erase) for one in room.record.entries)


def _name(facts: WorkshopInfo, format: Format, version: Version, now: datetime) -> str:
    """What the file is called where it is kept: `compte-rendu-culture-usager-participants-2026-11-30.odt`."""
    said = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in bare(facts.title).lower())
    title = "-".join(cut(said, NAME_MOST).split())
    first = _("for-the-archives") if format is ARCHIVE else _("minutes")
    parts = [first, title, "" if format.of_tables else VERSIONS_IN_NAMES[version], now.date().isoformat()]
    return f"{'-'.join(str(one) for one in parts if one)}.{format.ending}"


VERSIONS_IN_NAMES: dict[Version, Any] = {
    "direction": _("direction"),
    "participants": _("participants"),
    "complete": _("complete"),
}
