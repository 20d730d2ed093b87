"""Who is told that a workshop has ended, and each delivery: rows in, plain values out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.commands.agenda import Conclude
from app.domain.people import new_id
from app.domain.webhooks import AGAIN_AFTER_MS
from app.store.models import DeliveryRow, EntryRow, Facilitation, WebhookRow, Workshop

WAITING, DONE, GIVEN_UP = "waiting", "done", "given up"

CLAIMED_MS = 120_000
"""How long whoever sends has for it: once that is over, a process that ended in the middle is not waited for."""


@dataclass(frozen=True)
class Webhook:
    """Where a workshop's end is told, and how that went: `state` is "" where nothing was to be told yet."""

    url: str
    salt: str
    state: str = ""
    said: str = ""
    attempts: int = 0
    at: int = 0
    """When it was tried last, or is tried next, in ms since 1970."""


@dataclass(frozen=True)
class Sending:
    """A delivery that this process has taken upon itself."""

    id: str
    url: str
    salt: str
    body: bytes
    attempts: int


def of_workshop(session: Session, workshop_id: str) -> Webhook | None:
    """The webhook of a workshop, with its delivery."""
    row, sent = session.get(WebhookRow, workshop_id), session.get(DeliveryRow, workshop_id)
    if row is None:
        return None
    return Webhook(row.url, row.salt, *((sent.state, sent.said, sent.attempts, sent.next_at) if sent else ()))


def put(connection: Connection, workshop_id: str, *, url: str, salt: str, by: str, api: str) -> None:
    """Set it, in the place of the one before: its end is told anew, to the new address."""
    take_away(connection, workshop_id)
    connection.execute(insert(WebhookRow).values(workshop_id=workshop_id, url=url, salt=salt, by=by, api=api))


def take_away(connection: Connection, workshop_id: str) -> None:
    """Nobody is told any more, of what waits neither."""
    connection.execute(delete(DeliveryRow).where(DeliveryRow.workshop_id == workshop_id))
    connection.execute(delete(WebhookRow).where(WebhookRow.workshop_id == workshop_id))


def begin(connection: Connection, now: int) -> None:
    """A delivery for each workshop that has ended and whose webhook was told nothing yet.

    Ended is: its closing was put up, or its last day is over. Whoever set it leads it still.
    """
    closings = select(func.min(EntryRow.at)).where(
        EntryRow.workshop_id == Workshop.id, EntryRow.name == Conclude.about.name
    )
    told = exists().where(DeliveryRow.workshop_id == WebhookRow.workshop_id)
    closed_at = closings.scalar_subquery()
    asked = (
        select(
            Workshop.id, Workshop.code, Workshop.title, Workshop.ends_at, WebhookRow.api, closed_at.label("closed_at")
        )
        .join(WebhookRow, WebhookRow.workshop_id == Workshop.id)
        .join(Facilitation, _leads())
        .where(Workshop.purged.is_(False), ~told, or_(Workshop.ends_at <= now, closed_at.is_not(None)))
    )
    for row in connection.execute(asked).all():
        id, ended = new_id(), min(row.closed_at or row.ends_at, row.ends_at)
        body = {
            "event": "workshop.ended",
            "id": id,
            "workshop": {"id": row.id, "code": row.code, "title": row.title},
            "ended_at": datetime.fromtimestamp(ended // 1000, UTC).isoformat(),
            "api": row.api,
        }
        connection.execute(
            insert(DeliveryRow).values(
                workshop_id=row.id, id=id, body=json.dumps(body, ensure_ascii=False), attempts=0, next_at=now,
                state=WAITING, said="",
            )
        )  # fmt: skip


def claim(connection: Connection, now: int) -> list[Sending]:
    """What is to be sent now, taken upon oneself: whoever else asks finds nothing of it for a while."""
    asked = (
        select(DeliveryRow, WebhookRow.url, WebhookRow.salt)
        .join(WebhookRow, WebhookRow.workshop_id == DeliveryRow.workshop_id)
        .join(Facilitation, _leads())
        .where(DeliveryRow.state == WAITING, DeliveryRow.next_at <= now)
    )
    taken = []
    for row in connection.execute(asked).all():
        here = and_(DeliveryRow.id == row.id, DeliveryRow.next_at == row.next_at, DeliveryRow.state == WAITING)
        later = {"next_at": now + CLAIMED_MS, "attempts": row.attempts + 1}
        if connection.execute(update(DeliveryRow).where(here).values(**later)).rowcount:
            taken.append(Sending(row.id, row.url, row.salt, row.body.encode(), row.attempts + 1))
    return taken


def settle(connection: Connection, sent: Sending, now: int, said: str, *, is_taken: bool, is_final: bool) -> None:
    """How it went: taken, or to be tried again later, or given up."""
    is_over = is_final or sent.attempts > len(AGAIN_AFTER_MS)
    state = DONE if is_taken else GIVEN_UP if is_over else WAITING
    again = now + AGAIN_AFTER_MS[sent.attempts - 1] if state == WAITING else now
    here = DeliveryRow.id == sent.id
    connection.execute(update(DeliveryRow).where(here).values(state=state, said=said[:120], next_at=again))


def _leads() -> ColumnElement[bool]:
    return and_(Facilitation.workshop_id == WebhookRow.workshop_id, Facilitation.user_id == WebhookRow.by)
