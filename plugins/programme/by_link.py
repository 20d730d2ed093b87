"""Those who registered, by a link of their own: their places, given back from any device, until all is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from beffroi import Dated, Follower, translator
from beffroi.blocks.grid import Hours
from plugins.programme.sessions import Programme, Session
from plugins.programme.shown import mine

_ = translator(__name__)

KEPT_AFTER = 7
"""Days after the last of somebody's sessions for which their link works, and their name is kept at the latest."""


def followers(programme: Programme) -> list[Follower]:
    """Those who registered on a device of their own."""
    theirs: dict[str, list[Session]] = {}
    for id, all in programme.joined.items():
        for one in all:
            if not one.name and id in programme.sessions:
                theirs.setdefault(one.who, []).append(programme.sessions[id])
    return [_follower(programme, who, sessions) for who, sessions in theirs.items()]


def _follower(programme: Programme, who: str, sessions: list[Session]) -> Follower:
    days = {one.id: _day(programme, one) for one in sessions}
    last = max(days.values())
    until = (date.fromisoformat(last) + timedelta(days=KEPT_AFTER)).isoformat() if last else ""
    name = programme.name_of(who)
    things = tuple(Dated(one.id, days[one.id], one.text, False) for one in sessions)
    return Follower(who, name.text or str(_("no name given")), until, (name.id,) if name.id else (), things)


def _day(programme: Programme, session: Session) -> str:
    row = programme.planned.row_of(session.id)
    return row.day if isinstance(row, Hours) else ""


def view(programme: Programme, who: str) -> dict[str, Any]:
    """What the page behind somebody's link shows: where they are registered."""
    return {"my_sessions": mine(programme, who)["my_sessions"]}
