"""The facilitator's workshops and console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.calendar import today, zones
from app.domain.codes import code_in
from app.domain.lasting import USUAL_DAYS
from app.domain.people import Person
from app.domain.services import Sight
from app.live.commands.request import Grant
from app.live.room import attendance
from app.store import accounts, openings, pairings, services, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web.common import access, device_transfer
from app.web.common.attempts import MADE, PRINTS, Tries
from app.web.common.links import is_only_here, join_link, public_host, public_origin, qr_data
from app.web.common.locale import prefer
from app.web.facilitator import workshop_form
from beffroi import Refused, translator
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("facilitate", __name__, url_prefix="/animer")

SCREENS_MOST = 60

wrong_pairings = Tries("20 per minute", "pairing codes")
"""Codes of screens that a facilitator's account typed and that nothing shows."""


@pages.get("")
@login_required
def mine() -> str:
    """My workshops, and a form for a new one."""
    return _my_page()


def _my_page(error: str = "") -> str:
    user, zone = current_user.user, current_app.extensions["settings"].time_zone
    with the_store().read() as session:
        found, aside = services.seen_by(session, user), openings.set_aside(session)
    first = today(g.now, zone)
    proposed = {"first_day": first, "last_day": first + timedelta(days=USUAL_DAYS), "zone": zone}
    return render_template(
        "facilitator/workshops.html",
        workshops=[facts for facts, sight in found if sight is Sight.LED],
        listed=[facts for facts, sight in found if sight is Sight.LISTED],
        set_aside=aside,
        error=error,
        proposed={name: str(value) for name, value in proposed.items()},
        zones=zones(),
        form=request.form,
    )


@pages.post("")
@login_required
def create() -> Response | tuple[str, int]:
    """A new workshop: a title, sites, a language, its days and their time zone."""
    MADE.spend(f"f:{current_user.user.id}")
    methods = current_app.extensions["registry"].methods
    user, now = current_user.user.id, g.now
    try:
        said = workshop_form.of_new(request.form, now, current_app.extensions["settings"].time_zone)
        facts = the_store().write(
            lambda connection: workshops.create(
                connection, facilitator=user, methods=methods, now=now, **said
            )
        )  # fmt: skip
    except Refused as refused:
        return _my_page(str(refused.sentence)), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("prepare.agenda", code=facts.code), 303)


@pages.get("/<code>")
def console(code: str) -> str:
    """Now, next, clock, readiness and presence by site; what the activity asks of a facilitator."""
    facts, grant = access.facilitator_or_403(code)
    prefer(facts.locale)
    room, locale, pinned = access.room_of(facts), current_locale(), request.args.get("activite", "")
    told = room.run(lambda: room.broadcaster.page(grant, locale, pinned))
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "facilitator/console.html",
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
        told_of="",
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
    subscriptions, found = access.room_of(facts).subscriptions, []
    for row in rows:
        at = subscriptions.seen.get(f"s:{row.id}")
        minutes = None if at is None else max(0, g.now - at) // 60_000
        found.append(OnShow(row.id, row.site, row.created_at, subscriptions.is_open(f"s:{row.id}"), minutes))
    return found


@pages.get("/<code>/ecrans")
def list_screens(code: str) -> str:
    """The screens as they are just now: which show something, which were seen last when."""
    facts, _grant = access.facilitator_or_403(code)
    return render_template("facilitator/console/screen_list.html", workshop=facts, screens=_listed(facts))


@pages.post("/<code>/ecrans/relier")
def pair_screen(code: str) -> str:
    """The computer that shows a code becomes the screen of a site."""
    facts, grant = access.facilitator_or_403(code)
    site, typed, now = facts.site(request.form.get("site", "")), request.form.get("pairing", "")[:80], g.now
    if site is None:
        abort(400)
    if len(_listed(facts)) >= SCREENS_MOST:
        return _screens(facts, error=_("A workshop has %(most)s screens at most: cut one off.", most=SCREENS_MOST))
    if wrong_pairings.are_spent(grant.who):
        return _screens(facts, error=_("Too many wrong codes: wait a minute, then try again."), typed=typed)
    try:
        id = the_store().write(lambda c: pairings.claim(c, code_in(typed, pairings.SHORT_CODE), facts.id, site.id, now))
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
    if len(_listed(facts)) >= SCREENS_MOST:
        return _screens(facts, error=_("A workshop has %(most)s screens at most: cut one off.", most=SCREENS_MOST))
    try:
        secret = the_store().write(lambda connection: workshops.add_screen(connection, facts.id, site, now))
    except Unavailable:
        abort(503)
    return _screens(facts, public_origin() + url_for("screen.open_link", secret=secret))


@pages.post("/<code>/ecrans/<id>/revoquer")
def revoke_screen(code: str, id: str) -> str:
    """A screen's link works no more, and the screens that opened it are cut."""
    facts, _grant = access.facilitator_or_403(code)
    the_store().write(lambda connection: workshops.revoke_screen(connection, facts.id, id))
    room = access.room_of(facts)
    room.run(lambda: room.subscriptions.cut([f"s:{id}"]))
    return _screens(facts, is_cut=True)


def _screens(
    facts: Facts, new_link: str = "", *, paired: str = "", error: str = "", typed: str = "", is_cut: bool = False
) -> str:
    """The part of the console that lists the screens; what was just done has the focus."""
    return render_template(
        "facilitator/console/screens.html",
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
    facts, grant = access.facilitator_or_403(code)
    PRINTS.spend(grant.who)
    prefer(facts.locale)
    room = facts.site(site)
    if room is None:
        abort(404)
    return render_template(
        "facilitator/poster.html",
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
    facts, grant = access.facilitator_or_403(code)
    MADE.spend(grant.who)
    with the_store().read() as session:
        user = accounts.by_email(session, request.form.get("email", "")[:254])
    error = ""
    if user is None:
        error = _("No account has this address: whoever hosts this site can open one.")
    else:
        id = user.id
        the_store().write(lambda connection: workshops.add_facilitator(connection, facts.id, id))
    return _colleagues(facts, grant, error)


def _colleagues(facts: Facts, grant: Grant, error: str = "", told: str = "") -> str:
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "facilitator/console/colleagues.html",
        workshop=facts,
        grant=grant,
        colleagues=colleagues,
        error=error,
        told_of=told,
    )


@pages.post("/<code>/collegues/<user>/retirer")
def dismiss(code: str, user: str) -> str | Response:
    """Take a facilitator out, oneself too: their console ends at once. The last one stays."""
    facts, grant = access.facilitator_or_403(code)
    with the_store().read() as session:
        colleague = next((one for one in workshops.facilitators(session, facts.id) if one.id == user), None)
    if colleague is None:
        return _colleagues(facts, grant, told=_("They do not lead this workshop any more."))
    room = access.room_of(facts)
    try:
        gone = room.store.write(lambda connection: workshops.is_colleague_gone(connection, facts.id, user))
    except Unavailable:
        abort(503)
    if not gone:
        return _colleagues(facts, grant, _("Somebody has to lead this workshop: add another facilitator first."))
    room.run(lambda: room.dismiss([user]))
    if user == current_user.user.id:
        return Response(headers={"HX-Redirect": url_for("facilitate.mine")})
    return _colleagues(facts, grant, told=_("%(name)s no longer leads this workshop.", name=colleague.name))


# --- people --------------------------------------------------------------------------------


def _somebody(code: str, id: str) -> tuple[Facts, Person]:
    facts, _grant = access.facilitator_or_403(code)
    person = access.room_of(facts).presence.people.get(id)
    if person is None:
        abort(404)
    return facts, person


@pages.get("/<code>/personnes/<id>/retirer")
def about_to_remove(code: str, id: str) -> str:
    """What removing somebody does, to be confirmed."""
    facts, person = _somebody(code, id)
    return render_template("facilitator/console/remove.html", workshop=facts, person=person)


@pages.post("/<code>/personnes/<id>/retirer")
def remove_person(code: str, id: str) -> tuple[str, int]:
    """Take somebody out of the workshop; what they contributed stays, and they do not come back by themselves."""
    facts, person = _somebody(code, id)
    attendance.remove(access.room_of(facts), person.id)
    return "", 204


@pages.post("/<code>/personnes/<id>/rappeler")
def let_back(code: str, id: str) -> tuple[str, int]:
    """Let somebody who was removed come back as who they were."""
    facts, person = _somebody(code, id)
    attendance.let_back(access.room_of(facts), person.id)
    return "", 204


@pages.post("/<code>/personnes/<id>/rattacher")
def reattach(code: str, id: str) -> str:
    """A link and a code with which somebody finds their place again on another device."""
    facts, person = _somebody(code, id)
    if person.removed:
        abort(404)
    MADE.spend(f"f:{current_user.user.id}")
    offer = device_transfer.offer(facts, person, proved=False)
    return render_template("facilitator/console/reattach.html", workshop=facts, person=person, offer=offer)
