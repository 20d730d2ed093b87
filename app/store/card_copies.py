"""Cards copied from one workshop to another: their ids alone, so that erasing one erases its copies too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.store import workshops
from app.store.models import CopiedCard
from app.store.workshop_info import WorkshopInfo


@dataclass(frozen=True)
class Copied:
    """A card, the workshop that has a copy of it, and the copy."""

    card: str
    to_workshop: str
    copy: str


def keep(connection: Connection, workshop_id: str, copied: Iterable[Copied]) -> None:
    """Note what is about to be copied from a workshop: before it is, so that no copy can be forgotten."""
    rows = [
        {"workshop_id": workshop_id, "card": one.card, "to_workshop_id": one.to_workshop, "copy": one.copy}
        for one in copied
    ]
    if rows:
        connection.execute(insert(CopiedCard), rows)


def let_go(connection: Connection, copied: Iterable[Copied]) -> None:
    """Strike what was not copied after all."""
    for one in copied:
        where = (CopiedCard.to_workshop_id == one.to_workshop, CopiedCard.copy == one.copy)
        connection.execute(delete(CopiedCard).where(*where))


def out_of(session: Session, workshop_id: str) -> list[Copied]:
    """What was copied from a workshop to others."""
    rows = session.scalars(select(CopiedCard).where(CopiedCard.workshop_id == workshop_id))
    return [Copied(row.card, row.to_workshop_id, row.copy) for row in rows]


def gone_to(session: Session, workshop_id: str) -> list[tuple[Copied, WorkshopInfo]]:
    """The same, each with the workshop that has it; those that were purged are left out."""
    copied = out_of(session, workshop_id)
    found = {id: _unless_purged(workshops.by_id(session, id)) for id in {one.to_workshop for one in copied}}
    return [(one, facts) for one in copied if (facts := found[one.to_workshop])]


def into(session: Session, workshop_id: str) -> dict[str, WorkshopInfo | None]:
    """The cards of others that a workshop has copies of, each with its workshop; None where that one was purged."""
    asked = select(CopiedCard.card, CopiedCard.workshop_id).where(CopiedCard.to_workshop_id == workshop_id)
    rows = session.execute(asked.distinct()).all()
    found = {id: workshops.by_id(session, id) for id in {row.workshop_id for row in rows}}
    return {row.card: _unless_purged(found[row.workshop_id]) for row in rows}


def _unless_purged(facts: WorkshopInfo | None) -> WorkshopInfo | None:
    return facts if facts and not facts.purged else None
