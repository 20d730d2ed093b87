"""What is asked at once: a question beside what is on, put on the agenda and opened for everyone in one press."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from app.domain.people import new_id
from app.host.rendering.forms import fields_of
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.facilitator.agenda_form import methods_of, sentence_of, settings_from
from beffroi import Method, translator
from beffroi.fields import tidy
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("at_once", __name__, url_prefix="/animer")

TITLE_MOST = 120
"""Characters of the title of an activity: of a longer question its beginning."""


def asked_at_once(facts: WorkshopInfo) -> list[Method]:
    """The methods of this workshop that a console asks for so little of that they open at once."""
    return [method for method in methods_of(facts).values() if method.at_once]


def fields_at_once(method: Method, said: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The fields of its form, with what stands there; the first is what must be said."""
    values = said or dict(method.at_once)
    drawn = {field["name"]: field for field in fields_of(method.settings, values)}
    first = next(iter(method.at_once))
    return [{**drawn[name], "required": name == first} for name in method.at_once]


@pages.post("/<code>/aussitot/<id>")
def ask(code: str, id: str) -> str:
    """Ask it: everybody's page turns to it, and the console says how to go back."""
    facts, grant = access.facilitator_or_403(code)
    method = next((one for one in asked_at_once(facts) if one.id == id), None)
    if method is None:
        abort(404)
    MADE.spend(grant.who)
    told = settings_from(method.settings, request.form)
    said = {name: told[name] for name in method.at_once if name in told}
    question = tidy(str(said[next(iter(method.at_once))]))
    if not question:
        return _form(facts, method, said, _("Write what you ask."))
    data = {
        "method": method.id,
        "title": question[:TITLE_MOST],
        "stages": list(method.usual_stages),
        "anonymous": method.anonymous,
        "settings": said,
        "aside": True,
    }
    added = _command(facts, grant, "core.add", data)
    if not added.accepted:
        return _form(facts, method, said, sentence_of(added, method))
    opened = _command(facts, grant, "core.open", {"activity": added.entry})
    error = "" if opened.accepted else sentence_of(opened, method)
    return _form(facts, method, {}, error, asked="" if error else question)


def _command(facts: WorkshopInfo, grant: Grant, name: str, data: dict[str, Any]) -> CommandResult:
    return access.room_of(facts).ask(CommandRequest(grant, "", name, data, new_id(), current_locale()))


def _form(facts: WorkshopInfo, method: Method, said: dict[str, Any], error: str = "", asked: str = "") -> str:
    return render_template(
        "facilitator/console/at_once.html",
        workshop=facts,
        method=method,
        fields=fields_at_once(method, said),
        error=error,
        asked=asked,
    )
