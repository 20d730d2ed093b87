"""The screens of a workshop, and the links that open them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.store.digests import secret_digest
from app.store.models import BrowserScreen, ScreenRow


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


def sites_with_screen(session: Session, workshop_ids: Collection[str]) -> dict[str, set[str]]:
    """Of each of these workshops, the sites that have a screen."""
    here = (ScreenRow.workshop_id.in_(list(workshop_ids)), ScreenRow.revoked.is_(False))
    found: dict[str, set[str]] = {}
    for workshop_id, site in session.execute(select(ScreenRow.workshop_id, ScreenRow.site).where(*here).distinct()):
        found.setdefault(workshop_id, set()).add(site)
    return found


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
