"""What each facilitator notes for themselves: one text a workshop and account."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.orm import Session

from app.store.models import OwnNoteRow


def read(session: Session, workshop_id: str, user_id: str) -> str:
    """What somebody noted; "" where there is nothing."""
    row = session.get(OwnNoteRow, (workshop_id, user_id))
    return row.text if row else ""


def keep(connection: Connection, workshop_id: str, user_id: str, text: str) -> None:
    """Keep it in the place of what stood there; nothing stays of an empty one."""
    its_own = (OwnNoteRow.workshop_id == workshop_id, OwnNoteRow.user_id == user_id)
    if not text:
        connection.execute(delete(OwnNoteRow).where(*its_own))
    elif not connection.execute(update(OwnNoteRow).where(*its_own).values(text=text)).rowcount:
        connection.execute(insert(OwnNoteRow).values(workshop_id=workshop_id, user_id=user_id, text=text))
