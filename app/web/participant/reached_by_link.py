"""What a link leads to by which one answers, and the device that opened it.

A device is known to one link alone, by a cookie that is sent to that link's own addresses and nowhere else. The server
keeps no row of it: what it answered is found again by what the cookie holds, and the cookie by a code.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, g, make_response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.agenda import Activity
from app.domain.answer_links import DEVICE_LENGTH, AnswerLink, new_device
from app.domain.calendar import DAY_MS
from app.domain.people import tidy_code
from app.live.commands.by_link import answerers, takes_answers, whom
from app.live.commands.request import Grant
from app.live.room.room import Room
from app.store import answer_links
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.error_pages import DeadLink
from app.web.common.locale import default_to
from beffroi import translator
from beffroi.patterns import linear

_ = translator(__name__)

COOKIE = "beffroi-answer"

KEPT_MS = 30 * DAY_MS
"""How long after the closing a device goes on knowing what was answered on it."""

NO_SITE = "-"
"""What a device keeps where whoever answers would rather not say their site."""

_KEPT = linear(rf"([2-9A-HJ-NP-Z]{{{DEVICE_LENGTH}}})\.([01])\.([a-z0-9]{{0,40}}|-)")


@dataclass(frozen=True)
class Device:
    """What a device keeps of itself for one link; `shared` says that somebody else has answered on it before."""

    secret: str = field(default_factory=new_device)
    shared: bool = False
    site: str = ""

    @property
    def cookie(self) -> str:
        """As its cookie holds it."""
        return f"{self.secret}.{int(self.shared)}.{self.site}"

    @property
    def mark(self) -> str:
        """What a page's drafts are kept under: it says nothing of the secret."""
        return hashlib.sha256(f"drafts/{self.secret}".encode()).hexdigest()[:12]

    @property
    def spoken(self) -> str:
        """Its secret, as a person writes it down."""
        return " ".join(self.secret[at : at + 4] for at in range(0, DEVICE_LENGTH, 4))


@dataclass(frozen=True)
class Reached:
    """What a link leads to."""

    facts: WorkshopInfo
    room: Room
    activity: Activity
    link: AnswerLink
    now: int

    @property
    def is_early(self) -> bool:
        """Whether it opens later."""
        return self.link.is_early(self.now)

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: within its hours, and while the activity is where people answer."""
        return self.link.is_open(self.now) and takes_answers(self.room.record, self.activity)

    @property
    def asks_site(self) -> bool:
        """Whether the site is kept, and so asked."""
        return self.activity.by_site

    def grant(self, device: Device) -> Grant:
        """As whom a device answers."""
        site = device.site if self.asks_site and self.facts.site(device.site) else ""
        return whom(self.facts.id, self.link, device.secret, site)

    def has_answered(self, device: Device) -> bool:
        """Whether something was sent from a device."""
        who = self.room.record.who_in(self.activity, self.grant(device))
        return bool(who) and self.room.run(lambda: who in answerers(self.room.record, self.activity.id))


def reached(link: str) -> Reached:
    """What a link leads to, in the language of its workshop; or the page that says that it leads nowhere."""
    with the_store().read() as session:
        found = answer_links.by_code(session, tidy_code(link))
    room = access.room_of(found[0]) if found else None
    kept = room.record.links.get(found[1]) if found and room else None
    if found is None or room is None or kept is None:
        raise DeadLink(
            _(
                "It was copied in part, or what it led to is erased. If you typed it, check each sign; else ask "
                "whoever gave it to you."
            )
        )
    default_to(found[0].locale)
    return Reached(found[0], room, room.record.agenda.activities[found[1]], kept, g.now)


def known_device() -> Device | None:
    """The device that opened the link, where it was here before."""
    kept = _KEPT.fullmatch(request.cookies.get(COOKIE, ""))
    return Device(kept[1], kept[2] == "1", kept[3]) if kept else None


def with_device(answer: Any, at: Reached, device: Device) -> AnyResponse:
    """An answer after which the browser is that device, to this link's addresses alone."""
    response = make_response(answer)
    lasts = (at.link.closes_at - g.now + KEPT_MS) // 1000
    response.set_cookie(
        COOKIE, device.cookie, max_age=max(0, lasts), path=url_for("by_link.show", link=at.link.code),
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]), httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def is_device(said: str) -> bool:
    """Whether that is what a device keeps of itself."""
    return _KEPT.fullmatch(said) is not None
