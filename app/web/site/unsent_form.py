"""Somebody whose session ended in the middle: signs in, and goes on where they were. What a form held is not lost.

One rule for all pages that want a facilitator. A page that was asked for leads to signing in and back. A form that was
sent waits on the page to sign in, and is sent again by one press afterwards. What htmx or a script asks for makes the
page itself go there: nothing of signing in appears inside a panel.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_htmx import HTMX
from flask_htmx import make_response as answer_htmx
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from app.web.common.links import safe
from app.web.common.sent_form import SentForm, here_as_sent, sent_form

KEPT, TO = "kept-", "kept_to"
"""How the fields of a form that waits are named on the page to sign in, and where it is to be sent."""

htmx = HTMX()


def init_app(app: Flask) -> None:
    """Say what becomes of whoever is not signed in where one has to be."""
    htmx.init_app(app)
    app.login_manager.unauthorized_handler(sign_in_first)  # type: ignore[attr-defined]


def sign_in_first() -> AnyResponse:
    """The answer to whoever is not signed in."""
    if htmx:
        there: AnyResponse = answer_htmx(redirect=_way_in(_path(htmx.current_url or "")))
        return there
    if request.method in ("GET", "HEAD"):
        return redirect(_way_in(here_as_sent()))
    return make_response(page(next=_path(request.referrer or ""), unsent=sent_form()), 401)


def page(next: str, unsent: SentForm | None, error: str = "") -> str:
    """The page to sign in; with a form that waits, where there is one."""
    return render_template(
        "site/login.html",
        error=error,
        email=request.form.get("email", "")[:254] if request.endpoint == "account.check" else "",
        settings=current_app.extensions["settings"],
        **carried(next, unsent),
    )


def carried(next: str, unsent: SentForm | None) -> dict[str, Any]:
    """What a page to sign in takes along, for `common/carried.html`: where to go on, and the form that waits."""
    return {"next": next, "unsent": unsent, "kept": KEPT, "kept_to": TO}


def waiting() -> SentForm | None:
    """The form that waits on the page to sign in which has just been sent."""
    to = safe(request.form.get(TO, ""), "")
    fields = ((name.removeprefix(KEPT), value) for name, value in _all(request.form) if name.startswith(KEPT))
    return SentForm(to, tuple(fields)) if to else None


def go_on(unsent: SentForm, next: str) -> Response:
    """Once signed in: the form as it was, to be sent by one press. Never by itself: it was meant a while ago."""
    return make_response(render_template("site/go_on.html", unsent=unsent, next=next))


def _all(form: MultiDict[str, str]) -> Iterable[tuple[str, str]]:
    return form.items(multi=True)


def _way_in(next: str) -> str:
    return url_for("account.sign_in", next=next or None)


def _path(address: str) -> str:
    """The path of a page of this site; "" for any other."""
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return safe(path, "") if parts.netloc == request.host else ""
