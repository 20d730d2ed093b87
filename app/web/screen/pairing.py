"""How a computer becomes the screen of a site: by a short code that a facilitator types, or by a secret link."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.wrappers import Response

from app.store import pairings, workshops
from app.store import screens as screen_rows
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web.common import access
from app.web.common.attempts import Attempts
from app.web.common.device_transfer import spaced
from app.web.common.error_pages import DeadLink
from app.web.common.security import guessing
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("pairing", __name__, url_prefix="/ecran")
guessing(pages)

drawings = Attempts("60 per minute", "pairings")
"""Codes drawn for one address: each is a row until it expires."""


@pages.get("")
def pair() -> Response | str:
    """A short code to be told to a facilitator: nobody types a secret address on a room's computer."""
    return pairing_page(cut="depuis" in request.args)


def pairing_page(cut: bool) -> Response | str:
    """The page that shows a code, or the way to the screen that this browser has become."""
    try:
        code, where = _paired_or_waiting()
    except Unavailable:
        code, where = "", ""  # the page goes on asking
    if where:
        return redirect(where)
    with the_store().read() as read:
        mine = workshops.facilitated_by(read, current_user.user.id) if current_user.is_authenticated else []
    return render_template("screen/pair.html", code=code, cut=cut, screens=access.screens(), mine=mine)


@pages.get("/attente")
def wait() -> dict[str, str]:
    """What the page asks every two seconds: the code to show, or where to go."""
    code, where = _paired_or_waiting()
    return {"go": where} if where else {"code": code}


def _paired_or_waiting() -> tuple[str, str]:
    """The code that this browser shows, drawn anew once it has expired; or where its screen is, once paired."""
    kept = session.get("pairing", {})
    with the_store().read() as read:
        row = pairings.waiting(read, kept.get("secret", ""), g.now)
        screen = screen_rows.screen_by_id(read, row.screen_id) if row and row.screen_id else None
        facts = workshops.by_id(read, screen.workshop_id) if screen else None
    if screen and facts:
        access.remember_screen(facts, screen.id)
        del session["pairing"]
        return "", url_for("screen.show", code=facts.code)
    return spaced(kept["code"] if row and not row.screen_id else _draw()), ""


def _draw() -> str:
    address, now = get_remote_address(), g.now
    if drawings.are_spent(address):
        abort(429)
    drawings.count(address)
    drawn = the_store().write(pairings.draw, now)
    session.permanent = True
    session["pairing"] = {"secret": drawn.secret, "code": drawn.code}
    return str(drawn.code)


@pages.get("/ouvrir/<secret>")
def open_link(secret: str) -> Response:
    """Exchange the secret for a cookie, and leave it out of the address."""
    with the_store().read() as read:
        row = screen_rows.screen_by_secret(read, secret)
        facts = workshops.by_id(read, row.workshop_id) if row else None
    if row is None or facts is None:
        sentence = _("This screen was cut off by the facilitators, or its workshop is over. It can be connected again.")
        raise DeadLink(sentence, ("pairing.pair", _("Connect the screen of a room")))
    access.remember_screen(facts, row.id)
    return redirect(url_for("screen.show", code=facts.code))
