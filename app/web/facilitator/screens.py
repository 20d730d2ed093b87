"""The screens of a workshop on its console: paired, opened by a link, cut off."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.exceptions import Conflict
from werkzeug.wrappers import Response

from app.domain.codes import code_in
from app.store import pairings
from app.store import screens as screen_rows
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE, Attempts
from app.web.common.links import public_host, public_origin
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("screens", __name__, url_prefix="/animer")

SCREENS_MOST = 60
NEW_MS = 60_000
"""For so long a screen that was just connected is expected to open its page."""

wrong_pairings = Attempts("20 per minute", "pairing codes")
"""Codes of screens that a facilitator's account typed and that nothing shows."""


class Full(Conflict):
    """There are as many screens as a workshop has."""

    sentence = _("A workshop has %(most)s screens at most: cut one off.", most=SCREENS_MOST)


@dataclass(frozen=True)
class OnShow:
    """A screen as the console lists it: whether it has a page open, or how many minutes ago it had; None: not known.

    `is_new` where it was connected a moment ago, and may not have opened its page yet.
    """

    id: str
    site: str
    created_at: int
    is_open: bool
    is_new: bool
    minutes: int | None


def listed(facts: WorkshopInfo) -> list[OnShow]:
    """The screens of a workshop as they are just now."""
    with the_store().read() as session:
        rows = screen_rows.screens(session, facts.id)
    subscriptions, found = access.room_of(facts).subscriptions, []
    for row in rows:
        at = subscriptions.seen.get(f"s:{row.id}")
        minutes = None if at is None else max(0, g.now - at) // 60_000
        is_open = subscriptions.is_open(f"s:{row.id}")
        found.append(OnShow(row.id, row.site, row.created_at, is_open, g.now - row.created_at < NEW_MS, minutes))
    return found


@pages.get("/<code>/ecrans")
def list_screens(code: str) -> str:
    """The screens as they are just now: which show something, which were seen last when."""
    facts, _grant = access.facilitator_or_403(code)
    return render_template("facilitator/console/screen_list.html", workshop=facts, screens=listed(facts))


@pages.post("/<code>/ecrans/relier")
def pair_screen(code: str) -> str:
    """The computer that shows a code becomes the screen of a site."""
    facts, grant = access.facilitator_or_403(code)
    site, typed, now = facts.site(request.form.get("site", "")), request.form.get("pairing", "")[:80], g.now
    if site is None:
        abort(400)
    if len(listed(facts)) >= SCREENS_MOST:
        return _screens(facts, error=_("A workshop has %(most)s screens at most: cut one off.", most=SCREENS_MOST))
    if wrong_pairings.are_spent(grant.who):
        return _screens(facts, error=_("Too many wrong codes: wait a minute, then try again."), typed=typed)
    try:
        id = the_store().write(pairings.claim, code_in(typed, pairings.SHORT_CODE), facts.id, site.id, now)
    except Unavailable:
        error = _("This could not be recorded just now. Wait a moment and try again: nothing was done.")
        return _screens(facts, error=error, typed=typed)
    if not id:
        wrong_pairings.count(grant.who)
        error = _("No screen shows this code just now. Read it again on the computer of the room: it changes.")
        return _screens(facts, error=error, typed=typed)
    return _screens(facts, paired=site.name)


@pages.post("/<code>/ecrans")
def add_screen(code: str) -> str | tuple[str, int]:
    """A link for the screen of a site, shown once."""
    facts, grant = access.facilitator_or_403(code)
    MADE.spend(grant.who)
    site = request.form.get("site", "")
    now = g.now
    if facts.site(site) is None:
        abort(400)
    if len(listed(facts)) >= SCREENS_MOST:
        return _screens(facts, error=_("A workshop has %(most)s screens at most: cut one off.", most=SCREENS_MOST))
    try:
        secret = the_store().write(screen_rows.add_screen, facts.id, site, now)
    except Unavailable:
        abort(503)
    return _screens(facts, public_origin() + url_for("pairing.open_link", secret=secret))


@pages.post("/<code>/ecrans/ici")
def open_here(code: str) -> Response | str:
    """The screen of the room on this very computer, in a tab of its own: it is a screen as others are."""
    facts, grant = access.facilitator_or_403(code)
    if access.screen(facts) is None:
        MADE.spend(grant.who)
        if len(listed(facts)) >= SCREENS_MOST:
            raise Full
        secret = the_store().write(screen_rows.add_screen, facts.id, facts.sites[0].id, g.now)
        return redirect(url_for("pairing.open_link", secret=secret))
    return redirect(url_for("screen.show", code=facts.code))


@pages.post("/<code>/ecrans/<id>/revoquer")
def revoke_screen(code: str, id: str) -> str:
    """A screen's link works no more, and the screens that opened it are cut."""
    facts, _grant = access.facilitator_or_403(code)
    the_store().write(screen_rows.revoke_screen, facts.id, id)
    room = access.room_of(facts)
    room.run(lambda: room.subscriptions.cut([f"s:{id}"]))
    return _screens(facts, is_cut=True)


def _screens(
    facts: WorkshopInfo, new_link: str = "", *, paired: str = "", error: str = "", typed: str = "", is_cut: bool = False
) -> str:
    """The part of the console that lists the screens; what was just done has the focus."""
    return render_template(
        "facilitator/console/screens.html",
        workshop=facts,
        screens=listed(facts),
        is_cut=is_cut,
        new_link=new_link,
        host=public_host(),
        paired=paired,
        pairing_error=error,
        typed=typed,
        typed_site=request.form.get("site", "") if error else "",
    )
