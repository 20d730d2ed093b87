"""`/metrics`: what Prometheus reads, where METRICS_TOKEN says that somebody may."""

from __future__ import annotations

from hmac import compare_digest

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from app import metrics
from app.config import BadSetting
from app.store import openings

SHORTEST = 24

pages = Blueprint("metrics", __name__)


def init_app(app: Flask) -> None:
    """Without a token there is no such page. One that could be guessed stops the start."""
    token = app.extensions["settings"].metrics_token
    if token and len(token) < SHORTEST:
        raise BadSetting(f"METRICS_TOKEN is too short: give {SHORTEST} random characters or more.")
    if token:
        app.register_blueprint(pages)


@pages.get("/metrics")
def read() -> Response:
    """The counters, as text; 401 to whoever has not the token."""
    token = current_app.extensions["settings"].metrics_token
    given = request.headers.get("Authorization", "")
    if not compare_digest(given.encode(), f"Bearer {token}".encode()):
        return Response("The token of METRICS_TOKEN is asked for.\n", 401, {"WWW-Authenticate": "Bearer"})
    rooms = current_app.extensions["rooms"].listed()
    metrics.ROOMS.set(len(rooms))
    with current_app.extensions["store"].read() as session:
        metrics.SET_ASIDE.set(len(openings.set_aside(session)))
    metrics.CONNECTIONS.set(len(current_app.extensions["sockets"].open))
    metrics.PEOPLE.set(sum(room.presence.online() for room in rooms))
    return Response(generate_latest(metrics.REGISTRY), content_type=CONTENT_TYPE_LATEST)
