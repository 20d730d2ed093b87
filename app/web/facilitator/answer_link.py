"""The link by which an activity is answered for days: opened, changed, closed, put on a poster."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.agenda import Activity
from app.domain.answer_links import AnswerLink, read_moment, shared_said
from app.domain.calendar import DAY_MS, moment
from app.live.commands.by_link import answerers, takes_answers
from app.live.rendering.for_nobody import drawn_for_nobody
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE, PRINTS
from app.web.common.links import answer_link, is_only_here, public_host, qr_data
from app.web.common.locale import default_to
from beffroi import Refused, translator
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("answer_link", __name__, url_prefix="/animer")

USUAL_MS = 7 * DAY_MS
"""How long a link is proposed to be open."""


def _asked(code: str, activity: str) -> tuple[WorkshopInfo, Room, Activity, str]:
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    room = access.room_of(facts)
    found = room.record.agenda.activities.get(activity)
    if found is None or activity not in room.record.agenda.order:
        abort(404)
    return facts, room, found, grant.who


@pages.get("/<code>/lien/<activity>")
def show(code: str, activity: str) -> str:
    """The link of an activity with its QR code and how many answered; or the form that opens one."""
    facts, room, found, _who = _asked(code, activity)
    return _page(facts, room, found)


def _page(facts: WorkshopInfo, room: Room, activity: Activity, error: str = "") -> str:
    link = room.record.links.get(activity.id)
    return render_template(
        "facilitator/answer_link.html",
        workshop=facts,
        activity=activity,
        link=link,
        takes=takes_answers(room.record, activity),
        address=answer_link(link) if link else "",
        qr=qr_data(answer_link(link)) if link else "",
        only_here=is_only_here(),
        counts=room.run(lambda: _counts(room, activity)) if link else [],
        is_empty=link is None or not room.run(lambda: answerers(room.record, activity.id)),
        why_not="" if link else room.links.why_not(activity),
        said=_said(facts, link),
        error=error,
    )


def _counts(room: Room, activity: Activity) -> list[str]:
    """How many have answered, in the method's own sentences, and how many of them on a shared device: numbers alone."""
    record = room.record
    method, standing, link = record.agenda.method_of(activity), record.standing(activity.id), record.links[activity.id]
    if method is None or standing is None:
        return []
    with speaking(current_locale()):
        told = room.sources.ask(method, "counts", lambda: [str(one) for one in method.counts(standing.state)], [])
    return [*told, *([shared_said(link)] if link.shared else [])]


def _said(facts: WorkshopInfo, link: AnswerLink | None) -> dict[str, str]:
    """What stands in the form: as it was sent, as it is, or a week from now on."""
    opens_at, closes_at = (link.opens_at, link.closes_at) if link else (g.now, min(g.now + USUAL_MS, facts.closes_at))
    opens, closes = moment(opens_at, facts.zone), moment(closes_at, facts.zone)
    proposed = {
        "opens_day": opens.date().isoformat(),
        "opens_hour": f"{opens:%H:%M}",
        "closes_day": closes.date().isoformat(),
        "closes_hour": f"{closes:%H:%M}",
    }
    return {name: request.form.get(name, value)[:40] for name, value in proposed.items()}


@pages.post("/<code>/lien/<activity>")
def change(code: str, activity: str) -> AnyResponse | tuple[str, int]:
    """Open the link, or give it other hours."""
    facts, room, found, who = _asked(code, activity)
    MADE.spend(who)
    said = request.form
    opens = read_moment(said.get("opens_day", ""), said.get("opens_hour", ""), facts.zone)
    closes = read_moment(said.get("closes_day", ""), said.get("closes_hour", ""), facts.zone)
    try:
        room.links.open(found, opens, closes)
    except Refused as refused:
        return _page(facts, room, found, str(refused.sentence)), 422
    return _back(facts, found)


@pages.post("/<code>/lien/<activity>/fermer")
def close(code: str, activity: str) -> AnyResponse:
    """No more answers from this moment on."""
    facts, room, found, _who = _asked(code, activity)
    room.links.close(found.id)
    return _back(facts, found)


@pages.post("/<code>/lien/<activity>/retirer")
def take_away(code: str, activity: str) -> AnyResponse | tuple[str, int]:
    """No link any more, as long as nobody has answered by it."""
    facts, room, found, _who = _asked(code, activity)
    if not room.links.take_away(found.id):
        return _page(facts, room, found, str(_("Somebody has answered by it: close it instead."))), 422
    return _back(facts, found)


@pages.get("/<code>/lien/<activity>/essai")
def trial(code: str, activity: str) -> str:
    """The questionnaire as whoever has the link sees it, before it is opened too: nothing of it is sent or counted."""
    facts, room, found, who = _asked(code, activity)
    PRINTS.spend(who)
    if not room.links.is_for(found):
        abort(404)
    form = room.run(lambda: drawn_for_nobody(room.renderer, found, current_locale(), room.clock()))
    return render_template("facilitator/answer_trial.html", workshop=facts, activity=found, form=form)


@pages.get("/<code>/lien/<activity>/affiche")
def poster(code: str, activity: str) -> str:
    """A sheet to hang up or to hand out: what is asked, the square, the address to type."""
    facts, room, found, who = _asked(code, activity)
    PRINTS.spend(who)
    link = room.record.links.get(found.id)
    if link is None:
        abort(404)
    given: dict[str, Any] = {"qr": qr_data(answer_link(link)), "host": public_host(), "only_here": is_only_here()}
    settings = current_app.extensions["settings"]
    return render_template(
        "facilitator/answer_poster.html", workshop=facts, activity=found, link=link, settings=settings, **given
    )


def _back(facts: WorkshopInfo, activity: Activity) -> AnyResponse:
    return redirect(url_for("answer_link.show", code=facts.code, activity=activity.id), 303)
