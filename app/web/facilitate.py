"""The facilitator's workshops and console."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.people import Person, sites_from
from app.sdk import translator
from app.sdk.fields import tidy
from app.sdk.words import DEFAULT_LOCALE, LOCALES, current_locale
from app.store import accounts, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web import grants
from app.web.language import prefer
from app.web.links import is_only_here, join_link, public_base

_ = translator(__name__)
pages = Blueprint("facilitate", __name__, url_prefix="/animer")

SITES_MOST = 12


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
    title = tidy(request.form.get("title", ""))[:200]
    names = [tidy(line)[:40] for line in request.form.get("sites", "").splitlines() if tidy(line)]
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
        screens = workshops.screens(session, facts.id)
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "console.html",
        workshop=facts,
        grant=grant,
        told=told,
        pinned=pinned,
        screens=screens,
        colleagues=colleagues,
        link=join_link(facts),
        only_here=is_only_here(),
    )


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
    return _screens(facts)


def _screens(facts: workshops.Facts, new_link: str = "") -> str:
    with the_store().read() as session:
        rows = workshops.screens(session, facts.id)
    return render_template("console/screens.html", workshop=facts, screens=rows, new_link=new_link)


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


@pages.post("/<code>/personnes/<id>/retirer")
def remove_person(code: str, id: str) -> Response:
    """Take somebody out of the workshop; what they contributed stays."""
    facts, _grant = grants.facilitator_or_403(code)
    room = grants.room_of(facts)
    person = room.presence.people.get(id)
    if person is None:
        abort(404)
    room.change_person(Person(person.id, person.name, person.site, person.seats, left=True))
    room.run(lambda: room.audience.cut(person.whos()))
    return redirect(url_for("facilitate.console", code=facts.code), 303)
