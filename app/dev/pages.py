"""The page of `beffroi dev`: four panes, and beside them what the method keeps, what was written, sent and drawn."""

from __future__ import annotations

import hmac
import time
from collections import Counter
from typing import Any

from babel.support import LazyProxy
from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from pydantic_core import to_json
from werkzeug.wrappers import Response

from app.demo.workshops import links_of
from app.dev.guard import PANES, host_of
from app.dev.meter import Meter, meter_drawings
from app.dev.workshop import Workshop
from app.domain.clock import now_ms
from app.store import accounts
from app.store.browsers import KeptPlace
from app.store.store import the_store
from app.web.common import access
from app.web.site import account
from beffroi import Parts, translator

_ = translator(__name__)
pages = Blueprint("dev", __name__, url_prefix="/dev/<secret>")

WAIT = 10.0
"""Seconds after which a page that waits for news is answered all the same."""

PAUSE = 0.1
"""Seconds between two answers, so that a burst is one."""

STATE_MOST, ENTRIES_MOST, PEOPLE_MOST = 20_000, 40, 40

TITLES = {"console": _("Console"), "ana": _("Ana, in Lille"), "bob": _("Bob, in Amiens"), "screen": _("Screen")}


class Desk:
    """What the pages show: the workshop, its meter, and which server this is."""

    def __init__(self, workshop: Workshop, meter: Meter, secret: str, port: int) -> None:
        self.workshop, self.meter, self.secret, self.port = workshop, meter, secret, port
        self.boot = f"{time.time():.3f}"
        self._metered: object = None

    def look(self) -> None:
        """Time what the room draws; a room that was closed and opened again is another one."""
        room = self.workshop.room
        if self._metered is not room:
            self._metered = room
            meter_drawings(self.meter, room.renderer)


def init_app(app: Flask, desk: Desk) -> None:
    """Give the app this page."""
    app.extensions["dev"] = desk
    app.register_blueprint(pages)


def the_desk() -> Desk:
    """That of this server."""
    desk: Desk = current_app.extensions["dev"]
    return desk


@pages.url_value_preprocessor
def know(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Nothing without the secret of the address that the terminal printed."""
    said = (values or {}).pop("secret", "")
    if not hmac.compare_digest(str(said).encode(), the_desk().secret.encode()):
        abort(404)


@pages.url_defaults
def keep(_endpoint: str, values: dict[str, Any]) -> None:
    """Every address of these pages carries it."""
    values.setdefault("secret", the_desk().secret)


@pages.get("/")
def show() -> str:
    """The page around the panes."""
    desk = the_desk()
    desk.look()
    panes = {pane: f"http://{host_of(pane, desk.port)}{url_for('dev.enter', pane=pane)}" for pane in PANES}
    return render_template("dev/desk.html", panes=panes, titles=TITLES, boot=desk.boot, told=_told(desk))


@pages.get("/entrer/<pane>")
def enter(pane: str) -> Response:
    """Give this browser, under the pane's name, the cookies of the pane's person, and go to their page."""
    desk = the_desk()
    workshop, code = desk.workshop, desk.workshop.facts.code
    if pane == "console":
        if access.facilitator(workshop.facts) is None:
            account.redeem_link(the_store().write(accounts.offer_link, workshop.facilitator, now_ms(), ""))
        return redirect(url_for("console.show", code=code))
    if pane == "screen":
        return redirect(next(iter(links_of(current_app, workshop.facts, workshop.facilitator).screens.values())))
    if pane not in PANES:
        abort(404)
    if access.participant(workshop.facts) is None:
        grant = workshop.person(pane.capitalize(), PANES.index(pane) - 1)
        the_store().write(access.keep_place(workshop.facts, KeptPlace(grant.person)))
    desk.look()
    return redirect(url_for("participant.show", code=code))


@pages.get("/nouvelles")
def news() -> dict[str, Any]:
    """What is new since the page last heard: waited for, then told together."""
    desk = the_desk()
    desk.look()
    after = request.args.get("after", 0, int)
    if request.args.get("boot") == desk.boot:
        desk.meter.wait(after, WAIT)
        time.sleep(PAUSE)
    return {"boot": desk.boot, "n": desk.meter.n, "html": render_template("dev/told.html", told=_told(desk))}


@pages.post("/monde")
def crowd() -> dict[str, Any]:
    """People who are nobody do what their pages offer."""
    count = min(max(request.form.get("count", 5, int), 1), PEOPLE_MOST)
    done = the_desk().workshop.crowd(count)
    return {"said": str(_.many("%(n)s thing was done by others.", "%(n)s things were done by others.", done))}


@pages.post("/encore")
def again() -> dict[str, Any]:
    """A new activity, with nothing in it."""
    return {"said": the_desk().workshop.begin() or str(_("A new activity is open."))}


def _told(desk: Desk) -> dict[str, Any]:
    workshop = desk.workshop
    record, activity = workshop.room.record, workshop.activity
    scopes = record.scopes.get(activity.id, {}) if activity else {}
    tables, people = record.agenda.seating.tables, workshop.room.presence.people
    return {
        "refused": [one for one in workshop.registry.plugins if one.name in workshop.plugins and not one.loaded],
        "faults": Counter(reversed(workshop.registry.faults)).items(),
        "broken": activity is not None and activity.id in record.broken,
        "stage": activity.stage if activity else "",
        "states": [(tables[id].name if id in tables else "", written(one.state)) for id, one in scopes.items()],
        "entries": [
            (entry.name, people[entry.stamp.who].name if entry.stamp.who in people else entry.stamp.role, entry.data)
            for entry in record.entries[: -ENTRIES_MOST - 1 : -1]
        ],
        "pushes": [*desk.meter.pushes],
        "drawings": [*desk.meter.drawings],
    }


def written(state: Any) -> str:
    """A state as a text that one reads: its fields, by name, one under the other."""
    return to_json(state, indent=2, fallback=_plainly, inf_nan_mode="constants").decode()[:STATE_MOST]


def _plainly(thing: Any) -> Any:
    """What the parts of blocks hold, by name; words as they are read."""
    if isinstance(thing, Parts):
        return vars(thing)
    return str(thing) if isinstance(thing, LazyProxy) else repr(thing)
