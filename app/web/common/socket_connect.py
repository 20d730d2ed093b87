"""A page connects its socket: its path selects a grant, its session proves it."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, request
from flask_socketio import ConnectionRefusedError as Refusal
from flask_socketio import SocketIO
from sqlalchemy.exc import SQLAlchemyError

from app.domain.people import tidy_code
from app.live.gateway.events import Crowded
from app.store import workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web.common.access import as_seat, grant_of, left_here, room_of
from beffroi import PARTICIPANT
from beffroi.words import DEFAULT_LOCALE, LOCALES


def init_app(app: Flask) -> None:
    """Register the one handler that needs the session."""
    socketio: SocketIO = app.extensions["socketio"]
    sockets = app.extensions["sockets"]

    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        asked = auth if isinstance(auth, dict) else {}
        role, code, locale = (asked.get(name) for name in ("role", "workshop", "locale"))
        if not isinstance(role, str) or not isinstance(code, str):
            raise Refusal("unreadable")
        try:
            with the_store().read() as session:
                facts = workshops.by_code(session, tidy_code(code))
            grant = grant_of(role, facts, asked.get("who")) if facts else None
            if facts and grant and role == PARTICIPANT and asked.get("sends") is True:
                grant = as_seat(facts, grant, str(asked.get("who")))
            if facts and grant is None and role == PARTICIPANT and left_here(facts):
                raise Refusal("left")  # in another tab: this one forgets as well; on another device it would lose words
            if facts is None or grant is None or grant.who != asked.get("who", grant.who):
                current_app.extensions["door"].was_harmed(request.environ)
                raise Refusal("not open to you")
            current_app.extensions["troupe"].see_to(facts)
            sockets.connect(request.sid, room_of(facts), grant, locale if locale in LOCALES else DEFAULT_LOCALE)  # type: ignore[attr-defined]
        except (SQLAlchemyError, Unavailable):  # such as a workshop that lives in another process
            raise Refusal("later") from None
        except Crowded as error:
            raise Refusal("crowded", {"sentence": error.sentence}) from None
