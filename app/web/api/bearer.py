"""Who asks: whoever sends a token of the workshop, and nobody by a cookie. Asked anew at each request."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from flask import g, request
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, NotFound, Unauthorized

from app.domain.calendar import today
from app.domain.people import tidy_code
from app.export.minutes.model import Choices
from app.live.room.room import Room
from app.store import api_tokens
from app.store.api_tokens import ApiToken
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, minutes
from app.web.common.attempts import ASKED
from app.web.common.locale import set_locale
from beffroi import translator
from beffroi.report import VERSIONS, Version
from beffroi.version import VERSION
from beffroi.words import LOCALES, current_locale

_ = translator(__name__)


@dataclass(frozen=True)
class Asked:
    """A workshop that a token reads."""

    facts: WorkshopInfo
    room: Room
    token: ApiToken

    @property
    def reads(self) -> Version:
        """The version that it reads, and those below it."""
        return next((one for one in VERSIONS if one == self.token.reads), "direction")

    @cached_property
    def choices(self) -> Choices:
        """What its facilitators chose for the minutes: a report read here is cut as theirs is."""
        return minutes.chosen(self.facts)

    @property
    def mark(self) -> str:
        """What an answer rests on: as long as it stays, so does the answer. Nothing is gathered for it."""
        record = self.room.record
        rests = (VERSION, self.facts, len(record.entries), sorted(record.links.items()))
        for_whom = (self.token.reads, self.choices.version)
        said = f"{rests!r} {for_whom!r} {request.full_path} {request.host_url} {current_locale()}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def refused(error: HTTPException, sentence: object) -> HTTPException:
    """The same with a sentence of its own."""
    error.sentence = sentence  # type: ignore[attr-defined]
    return error


def asked(code: str, least: Version = "direction") -> Asked:
    """The workshop of a code, for a token that reads at least that version of it."""
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    with the_store().read() as session:
        found = api_tokens.by_secret(session, secret.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise refused(
            Unauthorized(),
            _(
                "Send a token of this workshop that is still valid in the header “Authorization”, "
                "after the word “Bearer”."
            ),
        )
    facts, token = found
    ASKED.spend(token.id)
    if facts.code != tidy_code(code):
        raise refused(NotFound(), _("This token is of another workshop."))
    _speak(facts)
    at = Asked(facts, access.room_of(facts), token)
    if VERSIONS.index(at.reads) < VERSIONS.index(least):
        raise refused(Forbidden(), _("This token reads less: make one that reads more on the page of the workshop."))
    day = today(g.now, facts.zone).isoformat()
    if token.used_on != day:
        the_store().write(api_tokens.was_used, token.id, day)
    return at


def _speak(facts: WorkshopInfo) -> None:
    """The language that is asked for, else the workshop's: never one that a cookie says."""
    said = request.args.get("locale", facts.locale)
    if said not in LOCALES:
        raise refused(BadRequest(), _("“locale” is fr or en."))
    set_locale(said)


def number(name: str, otherwise: int, most: int) -> int:
    """A whole number from 1 on that the address says."""
    said = request.args.get(name, str(otherwise))
    if not (said.isascii() and said.isdecimal() and len(said) <= 6 and 1 <= int(said) <= most):  # noqa: PLR2004
        raise refused(BadRequest(), _("“%(name)s” is a whole number from 1 to %(most)s.", name=name, most=most))
    return int(said)
