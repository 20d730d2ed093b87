"""Those who registered, by a link of their own: their places, given back from any device, until all is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from beffroi import Dated, Follower, translator
from beffroi.blocks.grid import Hours
from beffroi.blocks.registration import waits_said
from plugins.programme.sessions import Programme, Session
from plugins.programme.shown import mine

_ = translator(__name__)

KEPT_AFTER = 7
"""Days after the last of somebody's sessions for which their link works, and their name is kept at the latest."""


def followers(programme: Programme) -> list[Follower]:
    """Those who registered on a device of their own."""
    theirs: dict[str, list[Session]] = {}
    for who in programme.lists.by_person:
        sessions = [session for session, one in programme.mine(who) if not one.name]
        if sessions:
            theirs[who] = sessions
    return [_follower(programme, who, sessions) for who, sessions in theirs.items()]


def _follower(programme: Programme, who: str, sessions: list[Session]) -> Follower:
    things = tuple(_dated(programme, one, who) for one in sessions)
    last = max(one.day for one in things)
    until = (date.fromisoformat(last) + timedelta(days=KEPT_AFTER)).isoformat() if last else ""
    name = programme.lists.name_of(who)
    return Follower(who, name.text or str(_("no name given")), until, (name.id,) if name.id else (), things)


def _dated(programme: Programme, session: Session, who: str) -> Dated:
    """A session with its hours and its place; one without them has no day."""
    row, column = programme.planned.row_of(session.id), programme.planned.column_of(session.id)
    if not isinstance(row, Hours) or column is None:
        return Dated(session.id, "", session.text, is_open=False)
    one = programme.lists.find(session.id, who)
    waits = programme.lists.waits(session.id, one.id, programme.holds(session.id)) if one else 0
    return Dated(
        session.id, row.day, session.text, is_open=False, begins=_hour(row.begins), ends=_hour(row.ends),
        where=column.said, said=(waits_said(waits),) if waits else (), is_sure=not waits,
    )  # fmt: skip


def _hour(minute: int) -> str:
    hours, minutes = divmod(minute % (24 * 60), 60)
    return f"{hours:02d}:{minutes:02d}"


def view(programme: Programme, who: str) -> dict[str, Any]:
    """What the page behind somebody's link shows: where they are registered."""
    return {"my_sessions": mine(programme, who)["my_sessions"]}
