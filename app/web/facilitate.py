"""The facilitator's workshops and console."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.people import Person, sites_from, tidy_code
from app.sdk import translator
from app.sdk.fields import tidy
from app.sdk.rows import as_lines
from app.sdk.signs import cut
from app.sdk.words import DEFAULT_LOCALE, LOCALES, current_locale
from app.store import accounts, pairings, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants, places
from app.web.language import prefer
from app.web.links import is_only_here, join_link, public_base, public_host, qr_data
from app.web.tries import Tries

_ = translator(__name__)
pages = Blueprint("facilitate", __name__, url_prefix="/animer")

SITES_MOST = 12

wrong_pairings = Tries("20 per minute", "pairing codes")
"""Codes of screens that a facilitator's account typed and that nothing shows."""


@pages.get("")
@login_required
def mine() -> str:
    """My workshops, and a form for a new one."""
    return _my_page()


def _my_page(error: str = "") -> str:
    with the_store().read() as session:
        found = workshops.facilitated_by(session, current_user.user.id)
    today = datetime.now(UTC).date()
    return render_template("workshops.html", workshops=found, error=error, today=today.isoformat(), form=request.form)


@pages.post("")
@login_required
def create() -> Response | tuple[str, int]:
    """A new workshop: a title, sites, a language, a last day."""
    title = cut(tidy(request.form.get("title", "")), 200)
    lines = as_lines(tidy(request.form.get("sites", ""))).splitlines()
    names = [cut(tidy(line), 40) for line in lines if tidy(line)]
    ends_at = _end_of(request.form.get("last_day", ""))
    locale = request.form.get("locale", "")
    if not title or not names or len(names) > SITES_MOST or ends_at is None:
        return _my_page(_("Give a title, between one and %(most)s sites, and a last day.", most=SITES_MOST)), 422
    methods = current_app.extensions["registry"].methods
    user, now = current_user.user.id, g.now
    try:
        facts = the_store().write(
            lambda connection: workshops.create(
                connection,
                title=title,
                locale=locale if locale in LOCALES else DEFAULT_LOCALE,
                sites=sites_from(names, str(_("Remote"))),
                facilitator=user,
                methods=methods,
                now=now,
                ends_at=ends_at,
            )
        )
    except Unavailable:
        abort(503)
    return redirect(url_for("prepare.agenda", code=facts.code), 303)


def _end_of(day: str) -> int | None:
    try:
        parsed = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=1)
    except ValueError:
        return None
    # A day already over would have the scheduler close and purge at once.
    return int(parsed.timestamp() * 1000) if parsed > datetime.now(UTC) else None


@pages.get("/<code>")
def console(code: str) -> str:
    """Now, next, clock, readiness and presence by site; what the activity asks of a facilitator."""
    facts, grant = grants.facilitator_or_403(code)
    prefer(facts.locale)
    room, locale, pinned = grants.room_of(facts), current_locale(), request.args.get("activite", "")
    told = room.run(lambda: room.audience.page(grant, locale, pinned))
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "console.html",
        workshop=facts,
        grant=grant,
        told=told,
        pinned=pinned,
        screens=_listed(facts),
        colleagues=colleagues,
        link=join_link(facts),
        only_here=is_only_here(),
        host=public_host(),
        paired="",
        pairing_error="",
        typed="",
        is_cut=False,
    )


@dataclass(frozen=True)
class OnShow:
    """A screen as the console lists it: whether it has a page open, or how many minutes ago it had; None: not known."""

    id: str
    site: str
    created_at: int
    is_open: bool
    minutes: int | None


def _listed(facts: Facts) -> list[OnShow]:
    with the_store().read() as session:
        rows = workshops.screens(session, facts.id)
    audience, found = grants.room_of(facts).audience, []
    for row in rows:
        at = audience.seen.get(f"s:{row.id}")
        minutes = None if at is None else max(0, g.now - at) // 60_000
        found.append(OnShow(row.id, row.site, row.created_at, audience.is_open(f"s:{row.id}"), minutes))
    return found


@pages.get("/<code>/ecrans")
def list_screens(code: str) -> str:
    """The screens as they are just now: which show something, which were seen last when."""
    facts, _grant = grants.facilitator_or_403(code)
    return render_template("console/screen_list.html", workshop=facts, screens=_listed(facts))


@pages.post("/<code>/ecrans/relier")
def pair_screen(code: str) -> str:
    """The computer that shows a code becomes the screen of a site."""
    facts, grant = grants.facilitator_or_403(code)
    site, typed, now = facts.site(request.form.get("site", "")), request.form.get("pairing", "")[:40], g.now
    if site is None:
        abort(400)
    if wrong_pairings.are_spent(grant.who):
        return _screens(facts, error=_("Too many wrong codes: wait a minute, then try again."), typed=typed)
    try:
        id = the_store().write(lambda c: pairings.claim(c, tidy_code(typed), facts.id, site.id, now))
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
    facts, _grant = grants.facilitator_or_403(code)
    site = request.form.get("site", "")
    now = g.now
    if facts.site(site) is None:
        abort(400)
    try:
        secret = the_store().write(lambda connection: workshops.add_screen(connection, facts.id, site, now))
    except Unavailable:
        abort(503)
    return _screens(facts, public_base() + url_for("screen.open_link", secret=secret))


@pages.post("/<code>/ecrans/<id>/revoquer")
def revoke_screen(code: str, id: str) -> str:
    """A screen's link works no more, and the screens that opened it are cut."""
    facts, _grant = grants.facilitator_or_403(code)
    the_store().write(lambda connection: workshops.revoke_screen(connection, facts.id, id))
    room = grants.room_of(facts)
    room.run(lambda: room.audience.cut([f"s:{id}"]))
    return _screens(facts, is_cut=True)


def _screens(
    facts: Facts, new_link: str = "", *, paired: str = "", error: str = "", typed: str = "", is_cut: bool = False
) -> str:
    """The part of the console that lists the screens; what was just done has the focus."""
    return render_template(
        "console/screens.html",
        workshop=facts,
        screens=_listed(facts),
        is_cut=is_cut,
        new_link=new_link,
        host=public_host(),
        paired=paired,
        pairing_error=error,
        typed=typed,
    )


@pages.get("/<code>/affiche/<site>")
def poster(code: str, site: str) -> str:
    """The sheet for the door of a room: how to join, what is kept."""
    facts, _grant = grants.facilitator_or_403(code)
    prefer(facts.locale)
    room = facts.site(site)
    if room is None:
        abort(404)
    return render_template(
        "poster.html",
        workshop=facts,
        site=room,
        qr=qr_data(join_link(facts, room.id)),
        host=public_host(),
        only_here=is_only_here(),
        settings=current_app.extensions["settings"],
    )


@pages.post("/<code>/collegues")
def add_colleague(code: str) -> str:
    """Another facilitator, by the address of their account."""
    facts, _grant = grants.facilitator_or_403(code)
    with the_store().read() as session:
        user = accounts.by_email(session, request.form.get("email", ""))
    error = ""
    if user is None:
        error = _("No account has this address: whoever hosts this site can open one.")
    else:
        id = user.id
        the_store().write(lambda connection: workshops.add_facilitator(connection, facts.id, id))
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template("console/colleagues.html", workshop=facts, colleagues=colleagues, error=error)


# --- people --------------------------------------------------------------------------------


def _somebody(code: str, id: str) -> tuple[Facts, Person]:
    facts, _grant = grants.facilitator_or_403(code)
    person = grants.room_of(facts).presence.people.get(id)
    if person is None:
        abort(404)
    return facts, person


@pages.get("/<code>/personnes/<id>/retirer")
def about_to_remove(code: str, id: str) -> str:
    """What removing somebody does, to be confirmed."""
    facts, person = _somebody(code, id)
    return render_template("console/remove.html", workshop=facts, person=person)


@pages.post("/<code>/personnes/<id>/retirer")
def remove_person(code: str, id: str) -> tuple[str, int]:
    """Take somebody out of the workshop; what they contributed stays, and they do not come back by themselves."""
    facts, person = _somebody(code, id)
    room = grants.room_of(facts)
    room.change_person(replace(person, left=True, removed=True))
    the_store().write(lambda connection: pairings.forget_places(connection, id))
    room.run(lambda: room.audience.cut(person.whos()))
    return "", 204


@pages.post("/<code>/personnes/<id>/rappeler")
def let_back(code: str, id: str) -> tuple[str, int]:
    """Let somebody who was removed come back as who they were."""
    facts, person = _somebody(code, id)
    if person.removed:
        grants.room_of(facts).change_person(replace(person, left=False, removed=False))
    return "", 204


@pages.post("/<code>/personnes/<id>/rattacher")
def reattach(code: str, id: str) -> str:
    """A link and a code with which somebody finds their place again on another device."""
    facts, person = _somebody(code, id)
    if person.removed:
        abort(404)
    offer = places.offer(facts, person)
    return render_template("console/reattach.html", workshop=facts, person=person, offer=offer)
