"""Notes that each facilitator takes for themselves beside the work: nobody else reads them, no export holds them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s

from flask import Blueprint, render_template, request
from flask_login import current_user
from sqlalchemy import Connection

from app.store import own_notes
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import Attempts
from beffroi import translator
from beffroi.fields import tidy

_ = translator(__name__)
pages = Blueprint("own_notes", __name__, url_prefix="/animer")

LONGEST = 5000
"""Characters of what one facilitator notes in one workshop."""

KEPT = Attempts("120 per minute", "own notes")
"""Notes of one account: they are kept while one types."""


@dataclass(frozen=True)
class Noted:
    """What stands there, with a mark of it, by which a page that shows something older is known."""

    text: str
    said: str = ""
    """What became of what was just sent."""
    theirs: str = ""
    """What another page of the same person had put there meanwhile."""

    @property
    def mark(self) -> str:
        """Another one for another text."""
        return blake2s((self.theirs or self.text).encode(), digest_size=8).hexdigest()


def noted(facts: WorkshopInfo) -> Noted:
    """The notes of whoever looks at the page."""
    with the_store().read() as session:
        return Noted(own_notes.read(session, facts.id, current_user.user.id))


@pages.post("/<code>/mes-notes")
def keep(code: str) -> str:
    """Keep them. Where another page changed them meanwhile both texts stand there, and the next press decides."""
    facts, grant = access.facilitator_or_403(code)
    KEPT.spend(grant.who)
    text, user = tidy(request.form.get("text", ""), LONGEST), current_user.user.id
    if len(text) > LONGEST:
        return _line(Noted(text, said=_("These notes hold %(most)s characters at most: shorten them.", most=LONGEST)))
    before, seen = noted(facts), request.form.get("mark", "")
    if before.text and before.mark != seen and before.text != text:
        return _line(Noted(text, theirs=before.text))

    def job(connection: Connection) -> None:
        own_notes.keep(connection, facts.id, user, text)

    try:
        the_store().write(job)
    except Unavailable:
        return _line(Noted(before.text, said=_("Not kept: the disk is busy. Press again in a moment.")))
    return _line(Noted(text, said=_("Notes kept")))


def _line(found: Noted) -> str:
    return render_template("facilitator/console/own_notes_line.html", noted=found)
