"""What the clock has to do, and when: rules of a workshop's last day and of what there is, asked anew each time.

Nothing is struck off: what is done once is due again as soon as there is something to do, such as a name that came
later or an anonymous activity that was opened later; and another last day moves all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from app.store.models import KeyRow, OwnLink, PersonRow, Workshop
from app.store.store import Store
from app.store.workshop_info import CLOSE_AFTER_MS, CONTENT_AFTER_MS, NAMES_AFTER_MS

CLOSE, PURGE_NAMES, PURGE_CONTENT, DROP_KEYS = "close", "purge_names", "purge_content", "drop_keys"
THROW_AWAY = "throw_away"
"""A rehearsal, whole."""


@dataclass(frozen=True)
class Due:
    """One thing that is due."""

    workshop_id: str
    act: str


def due(store: Store, now: int) -> list[Due]:
    """What is due at `now`: a few short queries, and no workshop is opened for it."""
    with Session(store.key_reader) as session:
        with_keys = list(session.scalars(select(KeyRow.workshop_id).distinct()))
    with store.read() as session:
        return [
            *_due(session, THROW_AWAY, Workshop.rehearsal_until > 0, Workshop.rehearsal_until <= now),
            *_due(session, PURGE_CONTENT, Workshop.ends_at <= now - CONTENT_AFTER_MS),
            *_due(session, CLOSE, Workshop.ends_at <= now - CLOSE_AFTER_MS, Workshop.id.in_(with_keys)),
            *_due(
                session,
                PURGE_NAMES,
                Workshop.ends_at <= now - NAMES_AFTER_MS,
                or_(_has_names(), and_(Workshop.named_until > 0, Workshop.named_until <= now)),
            ),
            *_due(session, DROP_KEYS, Workshop.id.in_(with_keys), purged=True),
        ]


def _due(session: Session, act: str, *when: ColumnElement[bool], purged: bool = False) -> list[Due]:
    asked = select(Workshop.id).where(Workshop.purged.is_(purged), *when).order_by(Workshop.ends_at)
    return [Due(id, act) for id in session.scalars(asked)]


def _has_names() -> ColumnElement[bool]:
    """Whether somebody has a name yet, or a link of their own."""
    somebody = exists().where(
        PersonRow.workshop_id == Workshop.id, or_(PersonRow.name != "", PersonRow.link != PersonRow.id)
    )
    return or_(somebody, exists().where(OwnLink.workshop_id == Workshop.id))
