"""The audit log: one line an act, written in the transaction of what it tells of, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.orm import Session

from app.domain.audit import Act, moment_of, more_of
from app.domain.clock import now_ms
from app.logs import logger
from app.store.models import AuditRow

T = TypeVar("T")
log = logger(__name__)


def note(
    connection: Connection, /, act: Act, *, by: str = "", account: str = "", workshop: str = "", **more: str | int
) -> None:
    """Write a line: who did it, to which account and workshop. `more` is of `audit.MORE`; also in the server's log."""
    said = more_of(more)
    row = {"act": act.value, "by": by, "account": account, "workshop": workshop}
    connection.execute(insert(AuditRow).values(at=moment_of(now_ms(), by), more=said, **row))
    log.info(f"audit: {act.value}", **{name: one for name, one in row.items() if one and name != "act"}, **said)


def noted(job: Callable[[Connection], T], act: Act, **said: str | int) -> Callable[[Connection], T]:
    """A job with its line: both are kept, or neither is."""

    def both(connection: Connection) -> T:
        value = job(connection)
        note(connection, act, **said)  # type: ignore[arg-type]
        return value

    return both


@dataclass(frozen=True)
class Wanted:
    """Which lines are asked for; what is empty or 0 lets all through."""

    since: int = 0
    until: int = 0
    acts: frozenset[str] = frozenset()
    account: str = ""
    workshop: str = ""


def kept(session: Session, wanted: Wanted, most: int = 0) -> Iterator[AuditRow]:
    """The lines, oldest first; of more than `most` the latest."""
    asked = select(AuditRow)
    if wanted.since:
        asked = asked.where(AuditRow.at >= wanted.since)
    if wanted.until:
        asked = asked.where(AuditRow.at < wanted.until)
    if wanted.acts:
        asked = asked.where(AuditRow.act.in_(wanted.acts))
    if wanted.account:
        asked = asked.where(or_(AuditRow.account == wanted.account, AuditRow.by == wanted.account))
    if wanted.workshop:
        asked = asked.where(AuditRow.workshop == wanted.workshop)
    if most:
        return reversed(session.scalars(asked.order_by(AuditRow.id.desc()).limit(most)).all())
    return iter(session.scalars(asked.order_by(AuditRow.id).execution_options(yield_per=1000)))


def forget(connection: Connection, before: int) -> None:
    """Delete the lines of before a moment: they are kept for as long as the setting says."""
    connection.execute(delete(AuditRow).where(AuditRow.at < before))
