"""The kit without a workshop: methods chosen from the library, as a booklet."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.calendar import moment
from app.domain.clock import now_ms
from app.export.kit import booklet
from app.export.kit.asked import guide_of
from app.web.common.attempts import PRINTS
from app.web.common.document_files import FORMATS, written
from app.web.common.look import look_of_documents
from app.web.common.theme import the_theme
from beffroi import Method
from beffroi.words import current_locale, speaking

pages = Blueprint("booklet", __name__, url_prefix="/methodes")


def _methods() -> list[Method]:
    """The methods that have a guide card in the language of the page, by their titles."""
    locale = current_locale()
    found = (one for one in current_app.extensions["registry"].methods.values() if guide_of(one, locale))
    return sorted(found, key=lambda one: str(one.title).casefold())


@pages.get("/livret")
@login_required
def show() -> str:
    """The methods to choose from."""
    return render_template("site/booklet.html", methods=_methods(), error="")


@pages.post("/livret")
@login_required
def make() -> Response | tuple[str, int]:
    """The file."""
    PRINTS.spend(f"f:{current_user.get_id()}")
    ending, chosen = request.form.get("as", ""), set(request.form.getlist("method"))
    if ending not in FORMATS:
        abort(400)
    methods = [one for one in _methods() if one.id in chosen]
    if not methods:
        return render_template("site/booklet.html", methods=_methods(), error=True), 422
    locale = current_locale()
    when = moment(now_ms(), current_app.extensions["settings"].time_zone)
    with speaking(locale):
        document = booklet.document(methods, locale, look_of_documents(), when, the_theme().name)
    return written(document, ending, "kit-animation" if locale == "fr" else "facilitation-kit")
