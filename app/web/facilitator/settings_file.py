"""The settings of an activity from a file, and into one: read first, seen, and only then put into the activity."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from gevent import get_hub
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.domain.agenda import Activity
from app.domain.people import new_id
from app.host.rendering.forms import fields_of
from app.live.commands.request import CommandRequest, Grant
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from app.web.facilitator.agenda_form import sentence_of, settings_from
from beffroi import Method, Refused, translator
from beffroi.from_file import FromFile
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("settings_file", __name__, url_prefix="/animer")

LARGEST = 1
"""Megabytes of a file, as `MAX_CONTENT_LENGTH` has it."""


def _asked(code: str, activity: str) -> tuple[WorkshopInfo, Grant, Activity, Method]:
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    agenda = access.room_of(facts).record.agenda
    found = agenda.activities.get(activity)
    method = current_app.extensions["registry"].methods.get(found.method) if found else None
    if found is None or method is None or activity not in agenda.order or not method.reads_files:
        abort(404)
    return facts, grant, found, method


@pages.get("/<code>/agenda/<activity>/fichier")
def show(code: str, activity: str) -> str:
    """Where a file is chosen, or its text pasted; and the present settings, as a file to keep."""
    facts, _grant, found, method = _asked(code, activity)
    return _page(facts, found, method)


def _page(facts: WorkshopInfo, activity: Activity, method: Method, **said: Any) -> str:
    settings: dict[str, Any] = said.get("settings") or {}
    fields = [
        dict(one, name=f"s-{one['name']}") for one in fields_of(method.settings, settings) if one["name"] in settings
    ]
    return render_template(
        "facilitator/settings_file.html",
        workshop=facts,
        activity=activity,
        method=method,
        fields=fields,
        parts=said.get("parts", ()),
        error=said.get("error", ""),
        pasted=said.get("pasted", ""),
    )


@pages.post("/<code>/agenda/<activity>/fichier")
def read(code: str, activity: str) -> str:
    """Read it, and show what of it would be kept; nothing is changed."""
    facts, _grant, found, method = _asked(code, activity)
    sent, pasted = request.files.get("file"), request.form.get("pasted", "")
    data = sent.read() if sent and sent.filename else pasted.encode()
    if not data.strip():
        return _page(facts, found, method, error=_("Choose a file, or paste its text."))
    made = get_hub().threadpool.apply(_read, (method, data, current_locale()))
    if isinstance(made, Refused):
        return _page(facts, found, method, error=made.sentence, pasted=pasted)
    return _page(facts, found, method, settings=dict(made.settings), parts=made.parts)


def _read(method: Method, data: bytes, locale: str) -> FromFile | Refused:
    """In a thread: a refusal is an answer of it."""
    with speaking(locale):
        try:
            return method.from_file(data)
        except Refused as refused:
            return refused


@pages.post("/<code>/agenda/<activity>/fichier/garder")
def keep(code: str, activity: str) -> Response | str:
    """Put what was read, as it stands in the form, into the activity."""
    facts, grant, found, method = _asked(code, activity)
    sent = {f"s-{name}" for name in method.settings.model_fields} & request.form.keys()
    told = {name: said for name, said in settings_from(method.settings, request.form).items() if f"s-{name}" in sent}
    settings = {**found.settings, **told}
    data = {**{name: getattr(found, name) for name in KEPT}, "activity": found.id, "settings": settings}
    answer = access.room_of(facts).ask(
        CommandRequest(grant, "", "core.configure", {**data, "stages": list(found.stages)}, new_id(), current_locale())
    )
    if not answer.accepted:
        return _page(facts, found, method, error=sentence_of(answer, method), settings=told)
    return redirect(url_for("agenda.show", code=facts.code, chosen=found.id, _anchor=f"a-{found.id}"), 303)


KEPT = ("title", "instruction", "minutes", "anonymous", "by_site", "source", "audience", "share_by")
"""What else is said of an activity, which stays."""


@pages.get("/<code>/agenda/<activity>/fichier.txt")
def download(code: str, activity: str) -> Response:
    """The settings as a file that can be read here again."""
    facts, _grant, found, method = _asked(code, activity)
    body = method.to_file(method.settings.model_validate(found.settings))
    headers = {"Content-Disposition": f'attachment; filename="beffroi-{facts.code}-{method.id}.txt"'}
    return Response(body, mimetype="text/plain", headers=headers)


@pages.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Before anything of it is read."""
    said = {
        "code": (request.view_args or {}).get("code", ""),
        "activity": (request.view_args or {}).get("activity", ""),
    }
    facts, _grant, found, method = _asked(**said)
    sentence = _(
        "This file has more than %(most)s MB, and nothing of it was read: export one language alone, without pictures.",
        most=LARGEST,
    )
    return _page(facts, found, method, error=sentence), 413
