"""Lines of the audit log for what pages do: by whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Flask, Response, g, request
from flask_login import current_user
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.domain.audit import Act
from app.logs import logger
from app.store import audit
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web.common.attempts import Attempts

T = TypeVar("T")
log = logger(__name__)

REFUSALS = Attempts("300 per 10 minutes", "refusals in the audit log")
"""Of the whole site: whoever guesses writes no more of them than that; the server's own log has the rest."""


def init_app(app: Flask) -> None:
    """Have each file that somebody takes away leave its line."""
    app.after_request(_downloaded)


def whoever() -> str:
    """The account of whoever asks; "" for nobody's."""
    return str(current_user.user.id) if current_user.is_authenticated else ""


def write(job: Callable[[Connection], T], act: Act, *, by: str = "", **said: str | int) -> T:
    """Do it and write its line, both or neither."""
    who = by or whoever()
    done: T = the_store().write(audit.noted(job, act, by=who, **said))
    return done


def note(act: Act, *, by: str = "", **said: str | int) -> None:
    """A line of its own, after what it tells of."""
    _note(act, by or whoever(), said)


def note_of_nobody(act: Act, **said: str | int) -> None:
    """The same of somebody who takes part: with its day alone, and nothing of who it was."""
    _note(act, "", said)


def _note(act: Act, who: str, said: Mapping[str, str | int]) -> None:
    the_store().write(lambda connection: audit.note(connection, act, by=who, **said))  # type: ignore[arg-type]


def refused(why: str, account: str = "") -> None:
    """Somebody was not let in; where that is said too often, and where nothing can be written, in the log alone."""
    if not REFUSALS.are_spent("all"):
        REFUSALS.count("all")
        try:
            return note(Act.REFUSED, by="nobody", account=account, why=why)
        except (Unavailable, SQLAlchemyError):
            pass
    log.warning("audit: refused, and not kept", why=why, account=account)
    return None


def _downloaded(response: Response) -> Response:
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    if not is_file or response.status_code != 200:
        return response  # and nobody is asked who they are: that would write a cookie
    who = "" if request.endpoint in OF_NOBODY else whoever()
    if not who and request.endpoint not in OF_NOBODY:
        return response
    facts = g.get("workshop")
    said = {"workshop": facts.id if facts is not None else "", "file": str(request.endpoint)}
    try:
        _note(Act.DOWNLOADED, who, said)
    except (Unavailable, SQLAlchemyError):  # on a full disk results are still taken away
        log.warning("audit: downloaded, and not kept", **said)
    return response


OF_NOBODY = ("own_data.export", "own_data.export_here")
"""Files that whoever has no account takes away, of which it is told that they were."""
