"""Workshops, their people, screens and enabled methods: rows in, plain values out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, column, delete, func, insert, select, table, update
from sqlalchemy.orm import Session

from app.domain.calendar import DAY_MS, ZONE_OF_OLD, last_day, today
from app.domain.people import Person, Site, day_of, new_code, new_id
from app.store.models import (
    BrowserPlace,
    BrowserScreen,
    CopiedCard,
    EnabledMethod,
    EntryRow,
    Facilitation,
    OpeningRow,
    OwnLink,
    PersonRow,
    PlaceLink,
    ScreenRow,
    SpentRequest,
    User,
    Workshop,
)

# What is kept, and until when; shown at joining and carried out by the scheduler (`deadlines.py`).
CLOSE_AFTER_MS = DAY_MS
NAMES_AFTER_MS = 30 * DAY_MS
CONTENT_AFTER_MS = 365 * DAY_MS


@dataclass(frozen=True)
class Facts:
    """What is true of a workshop before anyone joins."""

    id: str
    code: str
    title: str
    locale: str
    sites: tuple[Site, ...]
    created_at: int
    ends_at: int
    ended: bool = False
    purged: bool = False
    starts_at: int = 0
    zone: str = ZONE_OF_OLD
    service: str = ""

    def site(self, id: str) -> Site | None:
        """The site of that id, or None."""
        return next((site for site in self.sites if site.id == id), None)

    @property
    def first_day(self) -> date:
        """The first day, in its own zone; the one it was made on where none was said."""
        return min(today(self.starts_at or self.created_at, self.zone), self.last_day)

    @property
    def last_day(self) -> date:
        """The last day, in its own zone."""
        return last_day(self.ends_at, self.zone)

    @property
    def closes_at(self) -> int:
        """When anonymous activities close for good, whenever they were opened, in ms since 1970."""
        return self.ends_at + CLOSE_AFTER_MS

    @property
    def names_until(self) -> int:
        """When names are purged, in ms since 1970."""
        return self.ends_at + NAMES_AFTER_MS

    @property
    def content_until(self) -> int:
        """When everything is purged."""
        return self.ends_at + CONTENT_AFTER_MS


def facts_of(row: Workshop) -> Facts:
    """The facts that a row holds."""
    sites = tuple(Site(**site) for site in row.sites)
    return Facts(
        row.id, row.code, row.title, row.locale, sites, row.created_at, row.ends_at, row.ended, row.purged,
        row.starts_at, row.zone, row.service_id or "",
    )  # fmt: skip


def secret_digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


# --- workshops -----------------------------------------------------------------------------


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
) -> Facts:
    """A new workshop with its facilitator, whose service it takes, and its enabled methods."""
    id, rows = new_id(), [vars(site) for site in sites]
    service = connection.scalar(select(User.service_id).where(User.id == facilitator))
    connection.execute(
        insert(Workshop).values(
            id=id, code=new_code(), title=title, locale=locale, sites=rows, created_at=now, ends_at=ends_at,
            ended=False, purged=False, starts_at=starts_at or now, zone=zone, service_id=service,
        )
    )  # fmt: skip
    add_facilitator(connection, id, facilitator)
    enable(connection, id, methods)
    row = connection.execute(select(Workshop.__table__).where(Workshop.id == id)).one()
    return facts_of(row)  # type: ignore[arg-type]


def change(connection: Connection, facts: Facts) -> None:
    """Keep what its facilitators changed: title, language, sites, days, zone."""
    said = {
        "title": facts.title,
        "locale": facts.locale,
        "sites": [vars(site) for site in facts.sites],
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
        "zone": facts.zone,
    }
    connection.execute(update(Workshop).where(Workshop.id == facts.id, Workshop.purged.is_(False)).values(**said))


def by_code(session: Session, code: str) -> Facts | None:
    """The workshop of a join code, unless it was purged."""
    row = session.scalar(select(Workshop).where(Workshop.code == code, Workshop.purged.is_(False)))
    return facts_of(row) if row else None


def by_id(session: Session, id: str) -> Facts | None:
    """The workshop of that id."""
    row = session.get(Workshop, id)
    return facts_of(row) if row else None


def every(session: Session) -> list[Facts]:
    """All the workshops, newest first."""
    return [facts_of(row) for row in session.scalars(select(Workshop).order_by(Workshop.created_at.desc()))]


def facilitated_by(session: Session, user_id: str) -> list[Facts]:
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


# --- methods -------------------------------------------------------------------------------


def enable(connection: Connection, workshop_id: str, methods: Iterable[str]) -> None:
    """Set which methods a workshop has."""
    connection.execute(delete(EnabledMethod).where(EnabledMethod.workshop_id == workshop_id))
    rows = [{"workshop_id": workshop_id, "method": method} for method in dict.fromkeys(methods)]
    if rows:
        connection.execute(insert(EnabledMethod), rows)


def enabled(session: Session, workshop_id: str) -> set[str]:
    """The methods a workshop has."""
    return set(session.scalars(select(EnabledMethod.method).where(EnabledMethod.workshop_id == workshop_id)))


def in_use(session: Session) -> dict[str, list[Facts]]:
    """Which workshops have which method enabled."""
    asked = (
        select(EnabledMethod.method, Workshop)
        .join(Workshop, Workshop.id == EnabledMethod.workshop_id)
        .where(Workshop.purged.is_(False))
        .order_by(Workshop.created_at.desc())
    )
    used: dict[str, list[Facts]] = {}
    for method, workshop in session.execute(asked):
        used.setdefault(method, []).append(facts_of(workshop))
    return used


# --- people --------------------------------------------------------------------------------


def _person(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.site, row.seats, row.left, row.removed)


def people(session: Session, workshop_id: str) -> list[Person]:
    """Everybody who joined, those who left included."""
    asked = select(PersonRow).where(PersonRow.workshop_id == workshop_id).order_by(PersonRow.joined_at, PersonRow.id)
    return [_person(row) for row in session.scalars(asked)]


def are_names_gone(session: Session, workshop_id: str) -> bool:
    """Whether somebody joined whose name and own link were purged."""
    asked = select(PersonRow.id).where(PersonRow.workshop_id == workshop_id, PersonRow.link == PersonRow.id)
    return session.scalar(asked.limit(1)) is not None


def add_person(connection: Connection, workshop_id: str, person: Person, now: int) -> str:
    """Somebody joins; returns the secret of their own link, of which only a digest is kept."""
    secret = secrets.token_urlsafe(24)
    row = {
        "id": person.id, "workshop_id": workshop_id, "name": person.name, "site": person.site, "seats": person.seats,
        "left": False, "removed": False, "link": secret_digest(secret), "joined_at": day_of(now),
    }  # fmt: skip
    if connection.dialect.name == "sqlite":  # which numbers rows as they come: the last one would be who came last
        numbered = table("person", *(column(name) for name in ("rowid", *row)))
        connection.execute(insert(numbered).values(rowid=-1 - secrets.randbelow(1 << 62), **row))
    else:
        connection.execute(insert(PersonRow).values(**row))
    return secret


def forget_order_of_people(connection: Connection, workshop_id: str) -> None:
    """Leave nothing of the order in which people came, in the place of a row or in its time."""
    asked = select(PersonRow.id, PersonRow.joined_at).where(PersonRow.workshop_id == workshop_id)
    rows = connection.execute(asked).all()
    for row in secrets.SystemRandom().sample(list(rows), len(rows)):  # PostgreSQL writes each to a new place
        kept: dict[str, Any] = {"joined_at": day_of(row.joined_at)}
        if connection.dialect.name == "sqlite":
            kept["rowid"] = -1 - secrets.randbelow(1 << 62)
        person = table("person", *(column(name) for name in ("id", *kept)))
        connection.execute(update(person).where(person.c.id == row.id).values(**kept))


def change_person(connection: Connection, id: str, **changed: Any) -> None:
    """Keep what changed of a person, and nothing else: a row written back whole would undo what others changed."""
    connection.execute(update(PersonRow).where(PersonRow.id == id).values(**changed))


def person_by_link(session: Session, secret: str) -> tuple[Person, Facts] | None:
    """Who a person's own link belongs to: the one they got at joining, or one of a device they went on from."""
    digest = secret_digest(secret)
    row = session.scalar(select(PersonRow).where(PersonRow.link == digest))
    if row is None and (other := session.get(OwnLink, digest)):
        row = session.get(PersonRow, other.person_id)
    if row is None:
        return None
    facts = by_id(session, row.workshop_id)
    return (_person(row), facts) if facts and not facts.purged else None


# --- screens -------------------------------------------------------------------------------


def add_screen(connection: Connection, workshop_id: str, site: str, now: int, secret: str = "") -> str:
    """A screen's link: returns its secret. One that is given serves again and again, until it is revoked."""
    revoked = connection.scalar(select(ScreenRow.revoked).where(ScreenRow.secret == secret_digest(secret)))
    if revoked is False:
        return secret
    secret = secret if secret and revoked is None else secrets.token_urlsafe(24)
    connection.execute(
        insert(ScreenRow).values(
            id=new_id(), workshop_id=workshop_id, site=site, secret=secret_digest(secret), revoked=False,
            created_at=now,
        )
    )  # fmt: skip
    return secret


def make_screen(connection: Connection, id: str, workshop_id: str, site: str, now: int) -> None:
    """A screen that no link opens: the browser it is for has proved itself otherwise."""
    digest = secret_digest(secrets.token_urlsafe(24))
    connection.execute(
        insert(ScreenRow).values(
            id=id, workshop_id=workshop_id, site=site, secret=digest, revoked=False, created_at=now
        )
    )  # fmt: skip


def screens(session: Session, workshop_id: str) -> list[ScreenRow]:
    """The screens of a workshop that are not revoked."""
    asked = select(ScreenRow).where(ScreenRow.workshop_id == workshop_id, ScreenRow.revoked.is_(False))
    return list(session.scalars(asked.order_by(ScreenRow.created_at)))


def screen_by_secret(session: Session, secret: str) -> ScreenRow | None:
    """The screen a link opens, unless revoked."""
    row = session.scalar(select(ScreenRow).where(ScreenRow.secret == secret_digest(secret)))
    return row if row and not row.revoked else None


def screen_by_id(session: Session, id: str) -> ScreenRow | None:
    """The screen of that id, unless revoked."""
    row = session.get(ScreenRow, id)
    return row if row and not row.revoked else None


def is_revoked(session: Session, id: str) -> bool:
    """Whether a screen's link was revoked."""
    return session.scalar(select(ScreenRow.revoked).where(ScreenRow.id == id)) is True


def revoke_screen(connection: Connection, workshop_id: str, id: str) -> None:
    """Revoke a screen's link, and what browsers keep of it."""
    where = (ScreenRow.id == id, ScreenRow.workshop_id == workshop_id)
    connection.execute(update(ScreenRow).where(*where).values(revoked=True))
    its_own = (BrowserScreen.screen_id == id, BrowserScreen.workshop_id == workshop_id)
    connection.execute(delete(BrowserScreen).where(*its_own))


def revoke_screens_of(connection: Connection, workshop_id: str, sites: Iterable[str]) -> None:
    """Revoke the links of all screens of these sites."""
    where = (ScreenRow.workshop_id == workshop_id, ScreenRow.site.in_(list(sites)))
    connection.execute(update(ScreenRow).where(*where).values(revoked=True))


# --- purge ---------------------------------------------------------------------------------


def purge_names(connection: Connection, workshop_id: str) -> None:
    """Forget who came: names go, the count by site stays."""
    people_of_it = PersonRow.workshop_id == workshop_id
    connection.execute(update(PersonRow).where(people_of_it).values(name="", link=PersonRow.id))
    for kind in (OwnLink, PlaceLink):
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))


def purge_content(connection: Connection, workshop_id: str) -> None:
    """Delete everything but the fact that there was a workshop."""
    of_browsers, of_people = (BrowserPlace, BrowserScreen), (OwnLink, PlaceLink, PersonRow)
    of_it = (EntryRow, *of_browsers, *of_people, ScreenRow, SpentRequest, EnabledMethod, Facilitation, OpeningRow)
    for kind in of_it:
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))
    connection.execute(delete(CopiedCard).where(CopiedCard.to_workshop_id == workshop_id))
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(purged=True, title="", sites=[]))


def size(session: Session, workshop_id: str) -> tuple[int, int]:
    """How many people joined, and how many entries the log holds."""
    joined = session.scalar(select(func.count()).where(PersonRow.workshop_id == workshop_id)) or 0
    entries = session.scalar(select(func.count()).where(EntryRow.workshop_id == workshop_id)) or 0
    return joined, entries


def as_dict(facts: Facts) -> dict[str, Any]:
    """A workshop's facts for results and command line."""
    return {"title": facts.title, "locale": facts.locale, "sites": [site.name for site in facts.sites]}
