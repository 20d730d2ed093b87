"""What facilitators chose for the minutes: a row a workshop, put in the place of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session

from app.store.models import MinutesChoicesRow as Row


def of(session: Session, workshop_id: str) -> dict[str, Any]:
    """What was chosen last, with its `version`; nothing where nobody chose."""
    row = session.get(Row, workshop_id)
    return {**row.said, "version": row.version} if row else {}


def is_kept(connection: Connection, workshop_id: str, said: Mapping[str, Any], version: int) -> bool:
    """Keep what was chosen by whoever saw that `version`; whether it was still the last one."""
    values = {"version": version + 1, "said": {name: value for name, value in said.items() if name != "version"}}
    if version:
        here = (Row.workshop_id == workshop_id, Row.version == version)
        return bool(connection.execute(update(Row).where(*here).values(values)).rowcount)
    if connection.scalar(select(Row.version).where(Row.workshop_id == workshop_id)) is not None:
        return False
    connection.execute(insert(Row).values(workshop_id=workshop_id, **values))
    return True
