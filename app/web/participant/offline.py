"""A participant's page that opens without a network: where that is offered, and the worker that keeps the page."""

from __future__ import annotations

import json

from flask import Blueprint, Flask, current_app, request, url_for
from werkzeug.wrappers import Response

from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.page_weight import files_of

pages = Blueprint("offline", __name__)

WORKER = "js/offline_worker.js"
POLICY = "default-src 'none'; connect-src 'self'"
"""What the worker may do: ask this site for the page and its files."""


@pages.get("/atelier/hors-ligne.js")
def worker() -> Response:
    """The worker's script with the names of the files it keeps: another release is another script.

    Its address lies beside the pages, since a worker is given only what lies under its own.
    """
    static = current_app.extensions["static_files"]
    files = [url_for("static", filename=name) for name in sorted(files_of("participant"))]
    told = f"const version = {json.dumps(static.version)};\nconst files = {json.dumps(files)};\n"
    response = Response(told.encode() + static.files[WORKER], content_type="text/javascript; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Service-Worker-Allowed"] = f"{request.script_root}/atelier/"
    response.cache_control.no_cache = True
    response.add_etag()
    return response.make_conditional(request)


def works_offline(facts: WorkshopInfo, pinned: str) -> bool:
    """Whether the page pinned to an activity is one that may be kept."""
    record = access.room_of(facts).record
    activity = record.agenda.activities.get(pinned)
    method = record.agenda.method_of(activity) if activity else None
    if activity is None or method is None or not activity.opened or record.is_closed(activity):
        return False
    return method.works_offline


def init_app(app: Flask) -> None:
    """Give the pages the worker and the question."""
    app.register_blueprint(pages)
    app.jinja_env.globals["works_offline"] = works_offline
