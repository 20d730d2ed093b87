"""The links by which activities are answered for days: rows in, plain values out. Nobody who answers has a row."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.answer_links import AnswerLink
from app.store import workshops
from app.store.models import AnswerLinkRow
from app.store.workshop_info import WorkshopInfo


def of_workshop(session: Session, workshop_id: str) -> dict[str, AnswerLink]:
    """The links of a workshop, by activity."""
    rows = session.scalars(select(AnswerLinkRow).where(AnswerLinkRow.workshop_id == workshop_id))
    return {row.activity: AnswerLink(row.code, row.activity, row.opens_at, row.closes_at, row.shared) for row in rows}


def by_code(session: Session, code: str) -> tuple[WorkshopInfo, str] | None:
    """The workshop and the activity that a link is of; None where there is no such link, or nothing left of it."""
    row = session.get(AnswerLinkRow, code)
    facts = workshops.by_id(session, row.workshop_id) if row else None
    return (facts, row.activity) if row and facts and not facts.purged else None


def keep(connection: Connection, workshop_id: str, link: AnswerLink) -> None:
    """Keep a link that was made or changed."""
    changed = update(AnswerLinkRow).where(AnswerLinkRow.code == link.code)
    if not connection.execute(changed.values(opens_at=link.opens_at, closes_at=link.closes_at)).rowcount:
        connection.execute(insert(AnswerLinkRow).values(workshop_id=workshop_id, **asdict(link)))


def count_shared(connection: Connection, code: str) -> None:
    """One more who answered on a device after somebody else: a number, and nothing of whom."""
    counted = AnswerLinkRow.shared + 1
    connection.execute(update(AnswerLinkRow).where(AnswerLinkRow.code == code).values(shared=counted))


def take_away(connection: Connection, code: str) -> None:
    """There is no such link any more."""
    connection.execute(delete(AnswerLinkRow).where(AnswerLinkRow.code == code))
