"""A person's own data: read, taken away and erased, as far as they can still be traced to them.

By a link of their own, on any device; and, without a secret in the address, in a browser that is them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.audit import Act
from app.domain.log import Entry
from app.domain.people import Person
from app.export.personal import of_person, says_something
from app.live.hosting import erasure
from app.store import pairings
from app.store import people as people_rows
from app.store.committer import Unavailable
from app.store.digests import secret_digest
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, audited
from app.web.common.attempts import OWN_DATA, OWN_ERASURES
from app.web.common.error_pages import DeadLink
from app.web.common.links import public_origin
from app.web.common.locale import default_to
from app.web.common.security import WRONG_CODES, limiter, only_failures
from app.web.common.security import guessing as codes
from beffroi import translator

_ = translator(__name__)

pages = Blueprint("own_data", __name__, url_prefix="/mes-donnees")

guessing = limiter.shared_limit(WRONG_CODES, scope="links", deduct_when=only_failures(404))


@dataclass(frozen=True)
class Reader:
    """Whoever reads about a person, by a link: that of somebody's own device shows all of it, others may not."""

    person: Person
    facts: WorkshopInfo
    link: str

    @property
    def withheld(self) -> frozenset[str]:
        """The activities of which this link shows nothing: of a device that facilitators reattached."""
        with the_store().read() as session:
            return pairings.withheld_from(session, self.link)

    def entries(self) -> list[Entry]:
        """What this link may show."""
        room, withheld = access.room_of(self.facts), self.withheld
        if pairings.REFUSED in withheld:
            abort(404)
        found = room.run(lambda: room.erasure.entries_of(self.person))
        return [entry for entry in found if entry.activity not in withheld]

    def kept(self) -> list[Any]:
        """The same, as it is read."""
        return of_person(access.room_of(self.facts).record, self.entries())


def _owner(secret: str) -> Reader:
    with the_store().read() as read:
        found = people_rows.person_by_link(read, secret)
    if found is None:
        raise DeadLink(
            _(
                "It was copied in part, or what it led to is erased: names go 30 days after the workshop. On the "
                "device with which you took part, “My data” is in the menu with your name."
            )
        )
    return Reader(*found, secret)


def _device(reader: Reader) -> str:
    """The link of this browser, where it has this person's place and the other link can prove it theirs; else ""."""
    kept, link = access.remembered(reader.facts), access.own_link(reader.person.id)
    with the_store().read() as session:
        here = pairings.withheld_from(session, link)
    is_waiting = bool(here) and pairings.REFUSED not in here and not reader.withheld
    return link if kept and kept.person == reader.person.id and is_waiting else ""


@pages.get("/<secret>")
@guessing
def read(secret: str) -> AnyResponse | str:
    """What is kept of somebody.

    In a browser that is them it is shown under an address that holds no secret, so that the browser's history is worth
    nothing to the next one; and in a browser that they left it asks who is there before it shows anything.
    """
    reader = _owner(secret)
    device = _device(reader)
    grant, gone = access.participant(reader.facts), access.was_here(reader.facts)
    if not device and reader.person.id in (grant.person if grant else "", gone.id if gone else ""):
        return redirect(url_for("own_data.here", code=reader.facts.code))
    return _by_link(reader, device=device)


def _by_link(reader: Reader, said: str = "", device: str = "") -> str:
    at = {name: url_for(f"own_data.{name}", secret=reader.link) for name in ("export", "erase", "prove")}
    return _page(reader, at, device=device, said=said)


def _page(reader: Reader, at: dict[str, str], *, link: str = "", device: str = "", said: str = "") -> str:
    """The page; `at` is where its forms go, `link` the address that is shown, `device` what can be proved theirs."""
    OWN_DATA.spend(reader.person.id)
    default_to(reader.facts.locale)
    return render_template(
        "participant/own_data.html", person=reader.person, workshop=reader.facts, kept=reader.kept(), at=at, link=link,
        device=device, withheld=bool(reader.withheld), said=said, ticked=request.form.getlist("entry"),
    )  # fmt: skip


@pages.post("/<secret>/appareil")
@guessing
def prove(secret: str) -> AnyResponse:
    """This browser, reattached by facilitators, is the person's: who has their own link shows it."""
    reader = _owner(secret)
    device = _device(reader)
    try:
        if device:
            access.room_of(reader.facts).claims.prove(reader.person.id, secret_digest(device), is_hers=True)
    except Unavailable:
        abort(503)
    return redirect(url_for("participant.show", code=reader.facts.code), 303)


@pages.get("/<secret>/export.json")
@guessing
def export(secret: str) -> Response:
    """The same, to take away."""
    return _export(_owner(secret))


def _export(reader: Reader) -> Response:
    OWN_DATA.spend(reader.person.id)
    site = reader.facts.site(reader.person.site)
    body = {
        "workshop": reader.facts.title,
        "name": reader.person.name,
        "site": site.name if site else "",
        "contributions": reader.kept(),
    }
    headers = {"Content-Disposition": 'attachment; filename="mes-donnees.json"'}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), mimetype="application/json", headers=headers)


@pages.post("/<secret>/effacer")
@guessing
def erase(secret: str) -> AnyResponse | tuple[str, int]:
    """Erase texts, or all of it and the name with it."""
    reader = _owner(secret)
    if why_not := _erase(reader):
        return _by_link(reader, why_not), 422
    return redirect(url_for("own_data.read", secret=secret), 303)


def _erase(reader: Reader) -> str:
    """Why nothing was erased, where nothing was asked, confirmed or left; "" where it was."""
    is_all, chosen = "all" in request.form, set(request.form.getlist("entry"))
    if not is_all and not chosen:
        return _("Nothing was erased: tick what is to be erased first.")
    if "confirmed" not in request.form:
        return _("Nothing was erased: tick first that you understand that it cannot be undone.")
    OWN_ERASURES.spend(reader.person.id)
    record = access.room_of(reader.facts).record
    theirs = [entry for entry in reader.entries() if says_something(record.agenda, entry)]
    entries = [entry for entry in theirs if is_all or entry.id in chosen]
    if not entries and not (is_all and reader.person.name):
        return _("Nothing was erased: nothing of yours is left to erase there.")
    try:
        if entries:
            erasure.erase_everywhere(access.rooms(), reader.facts, [entry.id for entry in entries])
            audited.note_of_nobody(Act.ERASED, workshop=reader.facts.id)
        if is_all:
            access.room_of(reader.facts).people.forget_name(reader.person.id)
            audited.note_of_nobody(Act.NAME_ERASED, workshop=reader.facts.id)
    except Unavailable:
        abort(503)
    return ""


# --- in the browser of somebody who is in ----------------------------------------------------


def _me(code: str) -> Reader:
    facts = access.workshop_or_404(code)
    grant = access.participant(facts)
    if grant is None:
        abort(redirect(url_for("join.join", code=facts.code)))
    person = access.room_of(facts).presence.people[grant.person]
    return Reader(person, facts, access.own_link(person.id))


@pages.get("/ici/<code>")
@codes
def here(code: str) -> str:
    """What is kept of whoever this browser is."""
    return _here(_me(code))


def _here(reader: Reader, said: str = "") -> str:
    at = {name: url_for(f"own_data.{name}_here", code=reader.facts.code) for name in ("export", "erase")}
    return _page(reader, at, link=public_origin() + url_for("own_data.read", secret=reader.link), said=said)


@pages.get("/ici/<code>/export.json")
@codes
def export_here(code: str) -> Response:
    """The same, to take away."""
    return _export(_me(code))


@pages.post("/ici/<code>/effacer")
@codes
def erase_here(code: str) -> AnyResponse | tuple[str, int]:
    """Erase texts, or all of it and the name with it."""
    reader = _me(code)
    if why_not := _erase(reader):
        return _here(reader, why_not), 422
    return redirect(url_for("own_data.here", code=reader.facts.code), 303)
