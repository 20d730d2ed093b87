"""The templates that facilitators keep: rows in, plain values out. Nobody of a workshop stands in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.domain.services import Viewer, may_change, may_take
from app.store.models import TemplateRow, User

KEPT_MOST = 100
"""Templates of one account."""

LISTED_MOST = 200
"""Those that a list shows, the newest of a service's: each is read to say how long it takes."""


class Full(Exception):  # noqa: N818 - the page says what to do
    """The account keeps as many templates as one may."""


@dataclass(frozen=True)
class KeptTemplate:
    """A template as it is kept: whose it is to change, and whether their service has it too."""

    id: str
    content: Mapping[str, Any]
    is_mine: bool
    is_shared: bool
    may_change: bool


def add(connection: Connection, user_id: str, content: Mapping[str, Any], now: int) -> str:
    """Keep one more; its id. Raises `Full`."""
    own = select(func.count()).where(TemplateRow.user_id == user_id)
    if (connection.scalar(own) or 0) >= KEPT_MOST:
        raise Full
    id = new_id()
    row = {"id": id, "user_id": user_id, "service_id": None, "content": dict(content), "created_at": now}
    connection.execute(insert(TemplateRow).values(row))
    return id


def change(connection: Connection, id: str, content: Mapping[str, Any], service_id: str | None) -> None:
    """Keep what was said of it, and whether a service has it too."""
    said = {"content": dict(content), "service_id": service_id}
    connection.execute(update(TemplateRow).where(TemplateRow.id == id).values(said))


def remove(connection: Connection, id: str) -> None:
    """There is no such template any more; workshops that were made from it stay."""
    connection.execute(delete(TemplateRow).where(TemplateRow.id == id))


def known_to(session: Session, user: User) -> list[KeptTemplate]:
    """Those that an account may take, its own first, then the newest."""
    shared = TemplateRow.service_id == (user.service_id or "")
    asked = select(TemplateRow).where(or_(TemplateRow.user_id == user.id, shared))
    own_first = asked.order_by((TemplateRow.user_id == user.id).desc(), TemplateRow.created_at.desc(), TemplateRow.id)
    return [found for row in session.scalars(own_first.limit(LISTED_MOST)) if (found := _seen(row, user))]


def by_id(session: Session, id: str, user: User) -> KeptTemplate | None:
    """The template of that id, if the account may take it."""
    row = session.get(TemplateRow, id)
    return _seen(row, user) if row else None


def _seen(row: TemplateRow, user: User) -> KeptTemplate | None:
    viewer, owner, service = Viewer(user.id, user.service_id or ""), row.user_id or "", row.service_id or ""
    if not may_take(viewer, owner, service):
        return None
    return KeptTemplate(row.id, row.content, owner == user.id, bool(service), may_change(viewer, owner, service))


def leave(connection: Connection, user_id: str) -> None:
    """An account goes: what it shared is its service's, what it kept for itself goes with it."""
    own = TemplateRow.user_id == user_id
    connection.execute(delete(TemplateRow).where(own, TemplateRow.service_id.is_(None)))
    connection.execute(update(TemplateRow).where(own).values(user_id=None))


def leave_service(connection: Connection, service_id: str) -> None:
    """A service goes: each template is its owner's alone again; those of nobody go with it."""
    shared = TemplateRow.service_id == service_id
    connection.execute(delete(TemplateRow).where(shared, TemplateRow.user_id.is_(None)))
    connection.execute(update(TemplateRow).where(shared).values(service_id=None))
