"""What holds for whoever joins a workshop, by themselves or through a facilitator."""

from __future__ import annotations

from flask import g

from app.domain.calendar import written
from app.live.room.room import Room
from app.live.transport.rate_limit import SEATS_A_WORKSHOP
from app.store.workshop_info import WorkshopInfo
from app.web.common.templating import day
from beffroi import translator

_ = translator(__name__)

NAME_MOST = 40
"""Characters of a name."""


def why_over(facts: WorkshopInfo) -> str:
    """Why nobody joins any more where names are purged: another name would have to go at once."""
    if g.now < facts.names_until:
        return ""
    ended, purged = written(facts.last_day), day(facts.names_until, zone=facts.zone)
    return _(
        "This workshop ended on %(ended)s and its names were purged on %(purged)s: nobody can join it any more. "
        "Its facilitators can give it another last day.",
        ended=ended,
        purged=purged,
    )


def why_full(room: Room, more: int) -> str:
    """Why so many more have no place, if they have none."""
    if room.presence.heads() + more <= SEATS_A_WORKSHOP:
        return ""
    return _("This workshop is full: it holds %(most)s people.", most=SEATS_A_WORKSHOP)


def why_too_long(name: str) -> str:
    """Why a name is not taken, where it is longer than lists can show."""
    return _("A name holds %(most)s characters at most.", most=NAME_MOST) if len(name) > NAME_MOST else ""
