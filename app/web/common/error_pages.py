"""What stands where a page cannot: what happened, and what to do next.

Everything that one can do stands on the page itself: the field for a code, the way in, another try; and a form that
came at the wrong moment is kept on it, to be sent again by one press.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, ServiceUnavailable

from app.logs import logger
from app.store.committer import Unavailable
from app.store.openings import SetAside
from app.web.common.problems import is_asked_by_a_program, problem
from app.web.common.sent_form import sent_form
from beffroi import translator

_ = translator(__name__)
log = logger(__name__)

SENTENCES: dict[int, Any] = {
    400: _("This request could not be read. Go back, reload the page and try again."),
    403: _("This page is not open to you. Sign in, or join with the code of your workshop."),
    404: _("There is no page here. Check the address or the code."),
    405: _("That cannot be done here."),
    413: _("That is too big to be sent at once."),
    429: _("Too many tries from this place. Wait a minute, then try again."),
    500: _("Something went wrong on our side. Nothing that was acknowledged is lost; reload the page."),
    503: _("This could not be recorded just now. Wait a moment and try again: nothing was done."),
}

ASKS_A_CODE = frozenset({403, 404})
"""Where a workshop may have been looked for: its code can be typed."""

GOES_BY = frozenset({429, 500, 503})
"""What may be otherwise in a moment."""

NOT_TAKEN = frozenset({429, 503})
"""Where nothing was done of what a form asked: it can be sent again."""


class DeadLink(NotFound):
    """A link that is worth nothing more; `way` is the endpoint that does what it did, and its words."""

    def __init__(self, sentence: Any, way: tuple[str, Any] | None = None) -> None:
        super().__init__()
        self.title = _("This link no longer works")
        self.sentence = sentence
        self.way = way


def init_app(app: Flask) -> None:
    """Draw them."""
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(CSRFError, _unproved)
    # A write that was not taken, a file that cannot be read, a database without a connection to spare.
    for fault in (Unavailable, OperationalError, TimeoutError):
        app.register_error_handler(fault, unavailable)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(SetAside, set_aside)
    app.log_exception = _failed  # type: ignore[method-assign]


def error_page(error: HTTPException) -> tuple[str | Response, int]:
    """The page of an error, which may have a sentence, a title and a way on of its own."""
    code = error.code or 500
    return _page(code, getattr(error, "sentence", None), getattr(error, "title", ""), getattr(error, "way", None)), code


def _page(code: int, sentence: Any = None, title: Any = "", way: tuple[str, Any] | None = None) -> str | Response:
    if is_asked_by_a_program():
        return problem(code, sentence or SENTENCES.get(code, SENTENCES[400]))
    reads = request.method in ("GET", "HEAD")
    return render_template(
        "common/error.html",
        code=code,
        title=title,
        sentence=sentence or SENTENCES.get(code, SENTENCES[400]),
        asks_a_code=code in ASKS_A_CODE and way is None,
        goes_by=code in GOES_BY and reads,
        kept=sent_form() if code in NOT_TAKEN and not reads else None,
        ways=list(_ways(code, way)),
    )


def _ways(code: int, way: tuple[str, Any] | None) -> Any:
    """Addresses and words, what serves best first."""
    if way is not None:
        yield url_for(way[0]), way[1]
    elif code == 403 and not current_user.is_authenticated:  # noqa: PLR2004
        yield url_for("account.sign_in"), _("Sign in to facilitate")
    if current_user.is_authenticated:
        yield url_for("workshops.mine"), _("My workshops")
    yield url_for("join.home"), _("Back to the start")
    yield url_for("help.show"), _("Help")


_again: dict[str, Callable[..., str]] = {}
"""How the page of a form is drawn again, by the endpoint that the form is sent to."""


def draws_again(*endpoints: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Draws the page of a form again, with what was typed in it and a sentence above, where it came without its proof.

    Where the address holds a code, it is limited as the page itself is: whether there is a page says as much.
    """

    def register(draw: Callable[..., str]) -> Callable[..., str]:
        _again.update(dict.fromkeys(endpoints, draw))
        return draw

    return register


def _unproved(_error: CSRFError) -> Any:
    """A form that does not prove that it was sent from a page of ours: because of cookies, or of its age."""
    draw = _again.get(request.endpoint or "")
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        sentence = _(
            "This site needs one cookie, and your browser sent none. Allow cookies for this site, then send this again."
        )
    elif draw is not None:
        sentence = _("This page had been open for too long: nothing was done. Here it is anew, send it again.")
    else:
        sentence = _("This page had been open for too long: nothing was done. Go back, reload it, and send it again.")
    if draw is None:
        return _page(400, sentence), 400
    try:
        return draw(str(sentence), **(request.view_args or {})), 400
    except HTTPException as error:
        return error_page(error)
    except (Unavailable, OperationalError, TimeoutError) as error:
        return unavailable(error)


def _failed(exc_info: Any) -> None:
    """Flask would tell the address, which may hold the code of a workshop or somebody's own link."""
    log.error("a page failed", page=request.endpoint, method=request.method, exc_info=exc_info)


def _unreadable(_error: Exception) -> tuple[str | Response, int]:
    """What no database keeps, such as a NUL in a name: PostgreSQL says so, SQLite finds nothing of it."""
    return error_page(BadRequest())


def set_aside(_error: Exception) -> tuple[str | Response, int]:
    """The page of a workshop whose opening ended a process twice: who leads it is told what to do."""
    if current_user.is_authenticated:
        sentence = _(
            "This workshop is set aside: opening it stopped the server twice. Nothing of it is lost, and the others go "
            "on. Ask whoever hosts this site to open it again."
        )
    else:
        sentence = _("This workshop cannot be opened just now. What was sent is kept: ask those who lead it.")
    return _page(503, sentence), 503


def unavailable(error: Exception) -> tuple[str | Response, int]:
    """The page that says to ask again in a moment."""
    log.warning("a page could not be served", error=error)
    try:
        return error_page(ServiceUnavailable())
    except OperationalError:  # not even who asks can be read
        return str(SENTENCES[503]), 503
