"""The workshops of the demo, whose facilitator signs in by a printed link, and the links that lead to them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from flask import Flask, url_for

from app.demo import benchmark, charter, debate, inquiry, proofs, service, strategy, values
from app.demo.links import DEMO_EMAIL, Links
from app.demo.players import DemoPlayers
from app.domain.calendar import end_of, today
from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.domain.workshop_days import USUAL_DAYS
from app.host.workshop_templates.model import WorkshopTemplate
from app.host.workshop_templates.reading import parsed
from app.live.hosting import new_workshop as new_workshop_from
from app.store import accounts, workshops
from app.store import screens as screen_rows
from app.store.workshop_info import WorkshopInfo
from app.web.common.links import signature_of

AGENDA = parsed((Path(__file__).parent / "agenda.json").read_text("utf-8"))
"""What is played live."""


def new_workshop(app: Flask, title: str, facilitator: str) -> WorkshopInfo:
    """A workshop on two sites, for a week, with an empty agenda."""
    return _made(app, WorkshopTemplate(title=title, sites=AGENDA.sites), facilitator)


def new_demo(app: Flask, facilitator: str) -> WorkshopInfo:
    """A workshop to be played live, put together as from any other template."""
    return _made(app, AGENDA, facilitator)


def _made(app: Flask, template: WorkshopTemplate, facilitator: str) -> WorkshopInfo:
    now, zone = now_ms(), app.extensions["settings"].time_zone
    return new_workshop_from.make(
        app.extensions["store"],
        app.extensions["registry"],
        template,
        facilitator=facilitator,
        title=template.title,
        locale=template.language,
        sites=sites_from(template.sites, "À distance"),
        now=now,
        ends_at=end_of(today(now, zone) + timedelta(days=USUAL_DAYS), zone),
        zone=zone,
    )


def demo_account(app: Flask) -> str:
    """The demo's facilitator; without a password that anybody knows, signed in by the printed link."""
    store = app.extensions["store"]
    with store.read() as session:
        user = accounts.by_email(session, DEMO_EMAIL)
    if user is not None:
        return user.id
    password = secrets.token_urlsafe(24)
    id: str = store.write(
        accounts.add, email=DEMO_EMAIL, name="Animation", password=password, operator=False, now=now_ms()
    )
    return id


def load_demo(app: Flask, filled: bool = True) -> WorkshopInfo:
    """A new demo workshop, ready to be played; and, `filled`, one that was played, to be read."""
    facilitator = demo_account(app)
    if filled:
        for demo in (proofs, strategy, charter, values, benchmark, debate, inquiry):
            fill_in(app, facilitator, demo)
        fill_in(app, facilitator)
    return new_demo(app, facilitator)


def fill_in(app: Flask, facilitator: str, demo: ModuleType = service) -> WorkshopInfo:
    """A workshop that was played, to be read."""
    played = new_workshop(app, demo.TITLE, facilitator)
    demo.play(DemoPlayers(app.extensions["rooms"].of(played), facilitator))
    return played


def demo_links(app: Flask, fresh: bool, filled: bool = True) -> Links | None:
    """The links of the newest demo workshop, made if there is no workshop at all and `fresh`; None without one."""
    store = app.extensions["store"]
    with store.read() as session:
        every = workshops.every(session)
        user = accounts.by_email(session, DEMO_EMAIL)
        mine = workshops.facilitated_by(session, user.id) if user else []
    if not every and fresh:
        mine = [load_demo(app, filled)]
    if not mine:
        return None
    with store.read() as session:
        mine = workshops.facilitated_by(session, demo_account(app))
    played = next((facts for facts in mine if facts.title == service.TITLE), None)
    newest = next((facts for facts in mine if facts is not played), mine[0])
    links = links_of(app, newest, demo_account(app))
    with app.test_request_context():
        return replace(links, played=url_for("console.show", code=played.code) if played else "")


def end_demo(app: Flask) -> None:
    """Where a demo once was and none is wanted, nobody is its facilitator any more: sessions and links end."""
    store = app.extensions["store"]
    with store.read() as session:
        user = accounts.by_email(session, DEMO_EMAIL)
    if user is not None:
        id = user.id
        store.write(accounts.sign_out_everywhere, id)


def links_of(app: Flask, facts: WorkshopInfo, facilitator: str) -> Links:
    """Fresh links of a workshop: the facilitator's signs in, once; a screen's opens its site."""
    store = app.extensions["store"]
    process = app.extensions["settings"].process
    link = store.write(accounts.offer_link, facilitator, now_ms(), process)
    screens = {}
    with app.test_request_context():
        for site in facts.sites[:-1]:
            # The same link at each start, so that starting again does not pile up screens.
            known = hmac.new(
                app.config["SECRET_KEY"].encode(), f"{facts.id}/{site.id}".encode(), hashlib.sha256
            ).hexdigest()[:32]
            secret = store.write(screen_rows.add_screen, facts.id, site.id, now_ms(), known)
            screens[site.name] = url_for("pairing.open_link", secret=secret)
        console = url_for("console.show", code=facts.code)
        return Links(
            facts.title,
            facts.code,
            url_for("join.join", code=facts.code),
            url_for("account.by_link", secret=link, next=console),
            screens,
            url_for("pairing.pair"),
            signed=url_for("join.join", code=facts.code, s=signature_of(facts.code)),
        )
