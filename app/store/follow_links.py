"""The links by which people follow what they took on: rows in, plain values out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.follow_links import SHORT, FollowLink
from app.store import workshops
from app.store.models import FollowLinkRow
from app.store.workshop_info import WorkshopInfo


def of_activity(session: Session, workshop_id: str, activity: str) -> dict[str, FollowLink]:
    """The links of an activity, by who they are of."""
    asked = select(FollowLinkRow).where(FollowLinkRow.workshop_id == workshop_id, FollowLinkRow.activity == activity)
    return {row.who: FollowLink(row.code, row.activity, row.who) for row in session.scalars(asked)}


def by_code(session: Session, code: str) -> tuple[WorkshopInfo, FollowLink] | None:
    """The workshop that a link is of, and the link; None where there is no such link, or nothing left of it."""
    row = session.get(FollowLinkRow, code)
    facts = workshops.by_id(session, row.workshop_id) if row else None
    return (facts, FollowLink(row.code, row.activity, row.who)) if row and facts and not facts.purged else None


def by_short_code(session: Session, short: str) -> str:
    """The code of the one link that begins so; "" of none."""
    if len(short) != SHORT:
        return ""
    asked = select(FollowLinkRow.code).where(FollowLinkRow.code.startswith(short, autoescape=True)).limit(2)
    found = session.scalars(asked).all()
    return found[0] if len(found) == 1 else ""


def renew(connection: Connection, workshop_id: str, link: FollowLink) -> None:
    """Give somebody a link: the one that they had leads nowhere from now on."""
    take_away(connection, workshop_id, link.activity, link.who)
    connection.execute(insert(FollowLinkRow).values(workshop_id=workshop_id, **asdict(link)))


def take_away(connection: Connection, workshop_id: str, activity: str, who: str) -> None:
    """There is no such link any more."""
    its_own = (FollowLinkRow.workshop_id == workshop_id, FollowLinkRow.activity == activity, FollowLinkRow.who == who)
    connection.execute(delete(FollowLinkRow).where(*its_own))


def keep_only(connection: Connection, workshop_id: str, kept: Collection[tuple[str, str]]) -> None:
    """Take away the links of a workshop but these, by activity and who they are of."""
    rows = connection.execute(
        select(FollowLinkRow.activity, FollowLinkRow.who).where(FollowLinkRow.workshop_id == workshop_id)
    ).all()
    for activity, who in rows:
        if (activity, who) not in kept:
            take_away(connection, workshop_id, activity, who)
