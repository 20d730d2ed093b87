"""What is begun on one device and ended on another: a room's screen, a person's place.

Secrets and codes are kept as digests, for a quarter of an hour, and serve once.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import CODE_ALPHABET, new_id
from app.store.digests import secret_digest
from app.store.models import OwnLink, Pairing, PlaceLink
from app.store.screens import make_screen

VALID_MS = 15 * 60 * 1000

SHORT_CODE = 6
"""6 of 32 signs: 30 bits, for minutes, and wrong tries are counted."""


@dataclass(frozen=True)
class Drawn:
    """A fresh secret and the code that stands for it, told once: only their digests are kept."""

    secret: str
    code: str


@dataclass(frozen=True)
class Place:
    """A person's place that somebody may take: `key` is what `take` wants."""

    key: str
    workshop_id: str
    person: str
    seat: int
    proved: bool = True


def _drawn() -> Drawn:
    return Drawn(secrets.token_urlsafe(24), "".join(secrets.choice(CODE_ALPHABET) for _ in range(SHORT_CODE)))


# --- screens -------------------------------------------------------------------------------


def draw(connection: Connection, now: int) -> Drawn:
    """A new code for a room's computer, and the secret by which its browser will be known."""
    connection.execute(delete(Pairing).where(Pairing.expires_at <= now))
    drawn = _drawn()
    while connection.scalar(select(Pairing.secret).where(Pairing.code == secret_digest(drawn.code))):
        drawn = _drawn()
    digests = {"secret": secret_digest(drawn.secret), "code": secret_digest(drawn.code)}
    connection.execute(insert(Pairing).values(**digests, expires_at=now + VALID_MS, screen_id=""))
    return drawn


def waiting(session: Session, secret: str, now: int) -> Pairing | None:
    """The pairing of the browser that has this secret, unless it has expired."""
    row = session.get(Pairing, secret_digest(secret))
    return row if row and row.expires_at > now else None


def claim(connection: Connection, code: str, workshop_id: str, site: str, now: int) -> str:
    """Make the computer that shows a code the screen of a site; the screen's id, or "" where no code is that one."""
    id = new_id()
    shown = (Pairing.code == secret_digest(code), Pairing.expires_at > now, Pairing.screen_id == "")
    # Its browser has as long again to come for it.
    found = connection.execute(update(Pairing).where(*shown).values(screen_id=id, expires_at=now + VALID_MS))
    if not found.rowcount:
        return ""
    make_screen(connection, id, workshop_id, site, now)
    return id


# --- places --------------------------------------------------------------------------------


def offer(connection: Connection, workshop_id: str, person: str, seat: int, now: int, *, proved: bool) -> Drawn:
    """A link and a code that are worth a person's place; those drawn for it before are worth nothing more.

    `proved`: the person herself drew them, from a page of hers.
    """
    its_own = (PlaceLink.person_id == person) & (PlaceLink.seat == seat)
    connection.execute(delete(PlaceLink).where(its_own | (PlaceLink.expires_at <= now)))
    drawn = _drawn()
    here = PlaceLink.workshop_id == workshop_id
    while connection.scalar(select(PlaceLink.secret).where(here, PlaceLink.code == secret_digest(drawn.code))):
        drawn = _drawn()
    connection.execute(
        insert(PlaceLink).values(
            secret=secret_digest(drawn.secret), code=secret_digest(drawn.code), workshop_id=workshop_id,
            person_id=person, seat=seat, expires_at=now + VALID_MS, proved=proved,
        )
    )  # fmt: skip
    return drawn


def forget_places(connection: Connection, person: str) -> None:
    """What was drawn for somebody is worth nothing more."""
    connection.execute(delete(PlaceLink).where(PlaceLink.person_id == person))


def by_secret(session: Session, secret: str, now: int) -> Place | None:
    """The place that a link is worth, unless it has served or expired."""
    return _place(session, now, PlaceLink.secret == secret_digest(secret))


def by_short_code(session: Session, workshop_id: str, code: str, now: int) -> Place | None:
    """The place that a code is worth in a workshop."""
    return _place(session, now, PlaceLink.workshop_id == workshop_id, PlaceLink.code == secret_digest(code))


def _place(session: Session, now: int, *where: ColumnElement[bool]) -> Place | None:
    row = session.scalar(select(PlaceLink).where(*where, PlaceLink.expires_at > now))
    return Place(row.secret, row.workshop_id, row.person_id, row.seat, row.proved) if row else None


def take(connection: Connection, place: Place, now: int) -> bool:
    """Use a place up; whether it had not served yet. Whoever takes it keeps their place with the same job."""
    gone = connection.execute(delete(PlaceLink).where(PlaceLink.secret == place.key, PlaceLink.expires_at > now))
    return bool(gone.rowcount)


# --- whose device it is ----------------------------------------------------------------------

REFUSED = "*"
"""Withheld from a device whose person said that it is not hers: everything."""


def withheld_from(session: Session, secret: str, unknown: Collection[str] = ()) -> frozenset[str]:
    """Of which activities a browser shows nothing that was written before it took its place; by its own link.

    `unknown`: where there is no such link of a browser.
    """
    row = session.get(OwnLink, secret_digest(secret))
    return frozenset(row.withheld if row else unknown)


def withhold(connection: Connection, secret: str, activities: Collection[str]) -> None:
    """Show by a link nothing of these activities that was written before; all of them, where there are none."""
    connection.execute(update(OwnLink).where(OwnLink.link == secret_digest(secret)).values(withheld=sorted(activities)))


def claims(session: Session, workshop_id: str) -> dict[str, list[str]]:
    """The devices that facilitators reattached and nobody has answered for, by person: digests of their links."""
    found: dict[str, list[str]] = {}
    for row in session.scalars(select(OwnLink).where(OwnLink.workshop_id == workshop_id)):
        if row.withheld and REFUSED not in row.withheld:
            found.setdefault(row.person_id, []).append(row.link)
    return found


def answer(connection: Connection, person: str, link: str, *, is_hers: bool) -> None:
    """The person says whether a device is hers: then it shows what is hers, else it is nobody's any more."""
    of_it = (OwnLink.link == link, OwnLink.person_id == person)
    connection.execute(update(OwnLink).where(*of_it).values(withheld=[] if is_hers else [REFUSED]))
