"""Templates of one's own: kept from a workshop or a file, renamed, shared with one's service, deleted, taken away."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from flask_login import current_user, login_required
from gevent import get_hub
from pydantic import ValidationError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.host.workshop_templates.model import WorkshopTemplate
from app.host.workshop_templates.places import first_of
from app.host.workshop_templates.reading import read
from app.store import templates as template_rows
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web.common.attempts import EXPORTS, MADE
from app.web.facilitator.known_templates import Known, known_or_404, methods, of_workshop
from app.web.facilitator.templates import list_page, page_of
from beffroi import Method, Refused, translator
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("own_templates", __name__, url_prefix="/animer")

LARGEST = 1
"""Megabytes that a file may bring at all, as `MAX_CONTENT_LENGTH` has it."""

Made = Response | tuple[str, int]


@pages.post("/<code>/modele")
def keep(code: str) -> Made:
    """Keep the agenda and the tables of a workshop as a template of one's own."""
    known = of_workshop(code)
    MADE.spend(_who())
    return _taken_in(known.template.to_file().encode())


@pages.post("/modeles/importer")
@login_required
def take_in() -> Made:
    """A template from a file: read, checked as one that a workshop is made from, and only then kept."""
    MADE.spend(_who())
    sent = request.files.get("file")
    data = sent.read() if sent and sent.filename else b""
    if not data.strip():
        return list_page(_("Choose a file.")), 422
    return _taken_in(data)


def _taken_in(data: bytes) -> Made:
    found = get_hub().threadpool.apply(_read, (data, methods(), current_locale()))
    try:
        return _kept(found) if isinstance(found, WorkshopTemplate) else (list_page(found), 422)
    except Refused as refused:
        return list_page(str(refused.sentence)), 422


def _read(data: bytes, known: Mapping[str, Method], locale: str) -> WorkshopTemplate | str:
    """In a thread: a refusal is an answer of it."""
    with speaking(locale):
        try:
            return read(data, known)
        except Refused as refused:
            return str(refused.sentence)


def _kept(template: WorkshopTemplate) -> Response:
    content = template.model_dump(by_alias=True, exclude_defaults=True)
    try:
        id = the_store().write(template_rows.add, current_user.user.id, content, g.now)
    except template_rows.Full:
        most = template_rows.KEPT_MOST
        raise Refused(_("You keep %(most)s templates, as many as one may: delete one first.", most=most)) from None
    except Unavailable:
        abort(503)
    return redirect(url_for("templates.show", name=id, garde=1), 303)


@pages.post("/modeles/<name>/changer")
@login_required
def change(name: str) -> Made:
    """Another name, other words of what it gives; shared with one's service, or no longer."""
    known, kept = _own(name)
    MADE.spend(_who())
    form = request.form
    said = {field: form.get(field, "") for field in ("title", "people", "gives")}
    try:
        template = WorkshopTemplate.model_validate(known.template.model_dump(by_alias=True) | said)
    except ValidationError as error:
        refused = first_of(error, said)
        return page_of(known, request.args, changed=form, error_of_own=str(refused.sentence)), 422
    content = template.model_dump(by_alias=True, exclude_defaults=True)
    service = current_user.user.service_id if form.get("shared") == "true" else None
    try:
        the_store().write(template_rows.change, kept.id, content, service)
    except Unavailable:
        abort(503)
    return redirect(url_for("templates.show", name=name, garde=1), 303)


@pages.post("/modeles/<name>/supprimer")
@login_required
def delete(name: str) -> Response:
    """Away with it, for the service too where it was shared."""
    _known, kept = _own(name)
    try:
        the_store().write(template_rows.remove, kept.id)
    except Unavailable:
        abort(503)
    return redirect(url_for("templates.mine", parti=1), 303)


def _own(name: str) -> tuple[Known, template_rows.KeptTemplate]:
    known = known_or_404(name)
    if known.kept is None or not known.kept.may_change:
        abort(403)
    return known, known.kept


def _who() -> str:
    return f"f:{current_user.user.id}"


# --- as a file -------------------------------------------------------------------------------


@pages.get("/modeles/<name>/fichier")
@login_required
def download(name: str) -> Response:
    """A template as a file that any server reads."""
    EXPORTS.spend(_who())
    return _file(known_or_404(name).template, name)


@pages.get("/<code>/modele.json")
def download_workshop(code: str) -> Response:
    """The agenda and the tables of a workshop, as such a file."""
    known = of_workshop(code)
    EXPORTS.spend(_who())
    return _file(known.template, code)


def _file(template: WorkshopTemplate, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="beffroi-modele-{name}.json"'}
    return Response(template.to_file(), mimetype="application/json", headers=headers)


@pages.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Before anything of it is read."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    return list_page(_("This file has more than %(most)s MB, and nothing of it was read.", most=LARGEST)), 413
