"""Workshops, who facilitates them, and their enabled methods: rows in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.calendar import ZONE_OF_OLD
from app.domain.people import Site, new_code, new_id
from app.store.models import EnabledMethod, EntryRow, Facilitation, PersonRow, User, Workshop
from app.store.workshop_info import WorkshopInfo, facts_of
from beffroi import PARTICIPANT


def create(
    connection: Connection,
    *,
    title: str,
    locale: str,
    sites: Iterable[Site],
    facilitator: str,
    methods: Iterable[str],
    now: int,
    ends_at: int,
    starts_at: int = 0,
    zone: str = ZONE_OF_OLD,
    summary: str = "",
    rehearsal: Mapping[str, Any] | None = None,
) -> WorkshopInfo:
    """A new workshop with its facilitator, whose service it takes, and its enabled methods.

    `rehearsal` is what its row says of one that is a copy with simulated people.
    """
    id, rows = new_id(), [vars(site) for site in sites]
    service = connection.scalar(select(User.service_id).where(User.id == facilitator))
    connection.execute(
        insert(Workshop).values(
            id=id, code=new_code(), title=title, locale=locale, sites=rows, created_at=now, ends_at=ends_at,
            ended=False, purged=False, starts_at=starts_at or now, zone=zone, service_id=service, summary=summary,
            **(rehearsal or {}),
        )
    )  # fmt: skip
    add_facilitator(connection, id, facilitator)
    enable(connection, id, methods)
    row = connection.execute(select(Workshop.__table__).where(Workshop.id == id)).one()
    return facts_of(row)  # type: ignore[arg-type]


def change(connection: Connection, facts: WorkshopInfo) -> None:
    """Keep what its facilitators changed: title, summary, language, sites, days, zone."""
    said = {
        "title": facts.title,
        "summary": facts.summary,
        "locale": facts.locale,
        "sites": [vars(site) for site in facts.sites],
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
        "zone": facts.zone,
        "changes": Workshop.changes + 1,
    }
    connection.execute(update(Workshop).where(Workshop.id == facts.id, Workshop.purged.is_(False)).values(**said))


def hand_over(connection: Connection, id: str, day: str) -> None:
    """Keep the day on which it was handed to the archives; none where it was not after all."""
    connection.execute(update(Workshop).where(Workshop.id == id).values(handed_over=day))


def by_code(session: Session, code: str) -> WorkshopInfo | None:
    """The workshop of a join code, unless it was purged."""
    row = session.scalar(select(Workshop).where(Workshop.code == code, Workshop.purged.is_(False)))
    return facts_of(row) if row else None


def by_id(session: Session, id: str) -> WorkshopInfo | None:
    """The workshop of that id."""
    row = session.get(Workshop, id)
    return facts_of(row) if row else None


def every(session: Session) -> list[WorkshopInfo]:
    """All the workshops, newest first."""
    return [facts_of(row) for row in session.scalars(select(Workshop).order_by(Workshop.created_at.desc()))]


def facilitated_by(session: Session, user_id: str) -> list[WorkshopInfo]:
    """Somebody's workshops, newest first."""
    asked = (
        select(Workshop)
        .join(Facilitation, Facilitation.workshop_id == Workshop.id)
        .where(Facilitation.user_id == user_id, Workshop.purged.is_(False))
        .order_by(Workshop.created_at.desc())
    )
    return [facts_of(row) for row in session.scalars(asked)]


def facilitates(session: Session, workshop_id: str, user_id: str) -> bool:
    """Whether that user facilitates that workshop."""
    return session.get(Facilitation, (workshop_id, user_id)) is not None


def add_facilitator(connection: Connection, workshop_id: str, user_id: str) -> None:
    """Give a workshop one more facilitator; once is enough."""
    known = select(Facilitation.user_id).where(Facilitation.workshop_id == workshop_id, Facilitation.user_id == user_id)
    if connection.scalar(known) is None:
        connection.execute(insert(Facilitation).values(workshop_id=workshop_id, user_id=user_id))


def facilitators(session: Session, workshop_id: str) -> list[User]:
    """Who facilitates it."""
    asked = select(User).join(Facilitation).where(Facilitation.workshop_id == workshop_id).order_by(User.name)
    return list(session.scalars(asked))


def is_colleague_gone(connection: Connection, workshop_id: str, user_id: str) -> bool:
    """Take a facilitator out, unless it is the last one; whether that was done."""
    # Two who take each other out have their turns: on SQLite by themselves, on PostgreSQL by this row's lock.
    connection.execute(select(Workshop.id).where(Workshop.id == workshop_id).with_for_update())
    here = Facilitation.workshop_id == workshop_id
    if not connection.scalar(select(Facilitation.user_id).where(here, Facilitation.user_id != user_id).limit(1)):
        return False
    gone = connection.execute(delete(Facilitation).where(here, Facilitation.user_id == user_id))
    return bool(gone.rowcount)


def with_facilitator(session: Session) -> set[str]:
    """The workshops that somebody leads."""
    return set(session.scalars(select(Facilitation.workshop_id).distinct()))


def led_only_by(connection: Connection, user_id: str) -> list[str]:
    """The codes of the workshops that nobody else leads."""
    mine = select(Facilitation.workshop_id).where(Facilitation.user_id == user_id)
    others = select(Facilitation.workshop_id).where(Facilitation.user_id != user_id)
    asked = select(Workshop.code).where(Workshop.id.in_(mine), Workshop.id.not_in(others), Workshop.purged.is_(False))
    return list(connection.scalars(asked.order_by(Workshop.created_at)))


def who_lead(session: Session, workshop_ids: Iterable[str]) -> dict[str, set[str]]:
    """Who facilitates each of these workshops."""
    found: dict[str, set[str]] = {id: set() for id in workshop_ids}
    asked = select(Facilitation.workshop_id, Facilitation.user_id).where(Facilitation.workshop_id.in_(list(found)))
    for workshop_id, user_id in session.execute(asked):
        found[workshop_id].add(user_id)
    return found


def enable(connection: Connection, workshop_id: str, methods: Iterable[str]) -> None:
    """Set which methods a workshop has."""
    connection.execute(delete(EnabledMethod).where(EnabledMethod.workshop_id == workshop_id))
    rows = [{"workshop_id": workshop_id, "method": method} for method in dict.fromkeys(methods)]
    if rows:
        connection.execute(insert(EnabledMethod), rows)


def enabled(session: Session, workshop_id: str) -> set[str]:
    """The methods a workshop has."""
    return set(session.scalars(select(EnabledMethod.method).where(EnabledMethod.workshop_id == workshop_id)))


def offered_in(session: Session) -> dict[str, list[WorkshopInfo]]:
    """Which workshops have which method enabled."""
    asked = (
        select(EnabledMethod.method, Workshop)
        .join(Workshop, Workshop.id == EnabledMethod.workshop_id)
        .where(Workshop.purged.is_(False))
        .order_by(Workshop.created_at.desc())
    )
    offered: dict[str, list[WorkshopInfo]] = {}
    for method, workshop in session.execute(asked):
        offered.setdefault(method, []).append(facts_of(workshop))
    return offered


@dataclass(frozen=True)
class Use:
    """A workshop with a method on its agenda: whether it was opened there, or only put there."""

    workshop: str
    is_opened: bool


def in_use(session: Session) -> dict[str, list[Use]]:
    """By method, the workshops that have it on their agenda; what is merely enabled is not used.

    Goes through all logs: for a command in a process of its own, never for a page.
    """
    asked = (
        select(EntryRow.workshop_id, EntryRow.name, EntryRow.id, EntryRow.data)
        .join(Workshop, Workshop.id == EntryRow.workshop_id)
        .where(Workshop.purged.is_(False), EntryRow.name.in_(("core.add", "core.open")))
        .order_by(EntryRow.workshop_id, EntryRow.seq)
    )
    methods: dict[str, str] = {}
    opened: dict[tuple[str, str], bool] = {}
    for workshop, name, id, data in session.execute(asked):
        if name == "core.add":
            methods[id] = str(data.get("method"))
            opened.setdefault((methods[id], workshop), False)
        elif method := methods.get(str(data.get("activity"))):
            opened[method, workshop] = True
    used: dict[str, list[Use]] = {}
    for (method, workshop), is_opened in opened.items():
        used.setdefault(method, []).append(Use(workshop, is_opened))
    return used


def size(session: Session, workshop_id: str) -> tuple[int, int]:
    """How many people joined, and how many entries the log holds."""
    joined = session.scalar(select(func.count()).where(PersonRow.workshop_id == workshop_id)) or 0
    entries = session.scalar(select(func.count()).where(EntryRow.workshop_id == workshop_id)) or 0
    return joined, entries


def contributions(session: Session, workshop_id: str) -> int:
    """How many entries people made, on their own devices or on paper."""
    asked = select(func.count()).where(EntryRow.workshop_id == workshop_id, EntryRow.role == PARTICIPANT)
    return session.scalar(asked) or 0
