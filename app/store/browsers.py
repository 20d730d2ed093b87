"""What browsers may enter, under digests of a secret that each has of its own: its cookie holds that, and no list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.store.digests import secret_digest
from app.store.models import BrowserPlace, BrowserScreen, OwnLink, PersonRow, ScreenRow

BROWSERS_MOST = 20
"""Browsers that go on as one person, at most; the one that began first is forgotten."""

SCREENS_MOST = 100
"""Screens that one browser is, and browsers that are one screen, at most; likewise."""


@dataclass(frozen=True)
class Browser:
    """A browser in one workshop, as rows know it; a browser without a secret is in none."""

    secret: str
    workshop_id: str

    @property
    def key(self) -> str:
        """Its key among places: another one in each workshop."""
        return secret_digest(f"{self.secret}/{self.workshop_id}")


@dataclass(frozen=True)
class KeptPlace:
    """Who a browser is in a workshop, and at which seat; `left` where that person pressed « Quitter » in it."""

    person: str
    seat: int = 0
    left: bool = False


class Taken(Exception):
    """The browser is somebody in this workshop already: a form that was sent twice makes nobody."""


# --- people --------------------------------------------------------------------------------


def place_of(session: Session, browser: Browser) -> KeptPlace | None:
    """Who a browser is in a workshop, there or gone."""
    row = session.get(BrowserPlace, browser.key) if browser.secret else None
    return KeptPlace(row.person_id, row.seat, row.left) if row else None


def keep_place(connection: Connection, browser: Browser, place: KeptPlace, link: str, now: int) -> None:
    """A browser is that person from now on, and nobody else; `link` is its own link to the person's data."""
    forget_place(connection, browser)
    connection.execute(
        insert(BrowserPlace).values(
            browser=browser.key, workshop_id=browser.workshop_id, person_id=place.person, seat=place.seat,
            left=place.left, since=now,
        )
    )  # fmt: skip
    _prune(connection, BrowserPlace, BrowserPlace.person_id == place.person, BROWSERS_MOST)
    digest = secret_digest(link)
    if connection.scalar(select(OwnLink.link).where(OwnLink.link == digest)) is None:
        link_row = {"link": digest, "workshop_id": browser.workshop_id, "person_id": place.person}
        connection.execute(insert(OwnLink).values(**link_row))


def known_link(session: Session, links: list[str]) -> str:
    """The first of these links that leads to somebody's data; "" where none does."""
    digests = [secret_digest(link) for link in links]
    known = set(session.scalars(select(OwnLink.link).where(OwnLink.link.in_(digests))))
    return next((link for link, digest in zip(links, digests, strict=True) if digest in known), "")


def renew_link(connection: Connection, known: str, link: str) -> str:
    """Keep another link beside a known one; the one to go by: where something is withheld, the known one alone."""
    digest, former = secret_digest(link), OwnLink.link == secret_digest(known)
    row = connection.execute(select(OwnLink.workshop_id, OwnLink.person_id, OwnLink.withheld).where(former)).first()
    if row is None or row.withheld:
        return known
    if connection.scalar(select(OwnLink.link).where(OwnLink.link == digest)) is None:
        connection.execute(insert(OwnLink).values(link=digest, **row._mapping))
    return link


def is_somebody(connection: Connection, browser: Browser) -> bool:
    """Whether a browser is somebody who is there, and did not leave in it."""
    asked = select(PersonRow.id).join(BrowserPlace, BrowserPlace.person_id == PersonRow.id)
    is_there = (BrowserPlace.left.is_(False), PersonRow.left.is_(False))
    return connection.scalar(asked.where(BrowserPlace.browser == browser.key, *is_there)) is not None


def sit(connection: Connection, browser: Browser, seat: int) -> None:
    """Another person sits down at the shared device."""
    connection.execute(update(BrowserPlace).where(BrowserPlace.browser == browser.key).values(seat=seat))


def leave(connection: Connection, browser: Browser, *, left: bool = True) -> None:
    """The browser's person left in it, or has said that it is them who is back."""
    connection.execute(update(BrowserPlace).where(BrowserPlace.browser == browser.key).values(left=left))


def forget_place(connection: Connection, browser: Browser) -> None:
    """The browser is nobody in the workshop."""
    connection.execute(delete(BrowserPlace).where(BrowserPlace.browser == browser.key))


# --- screens -------------------------------------------------------------------------------


def screens_of(session: Session, secret: str) -> list[ScreenRow]:
    """The screens that a browser is and that are not revoked, the latest first."""
    asked = (
        select(ScreenRow)
        .join(BrowserScreen, BrowserScreen.screen_id == ScreenRow.id)
        .where(BrowserScreen.browser == secret_digest(secret), ScreenRow.revoked.is_(False))
        .order_by(BrowserScreen.since.desc())
    )
    return list(session.scalars(asked)) if secret else []


def screen_of(session: Session, browser: Browser) -> ScreenRow | None:
    """The screen that a browser is in a workshop, unless it was revoked."""
    asked = select(BrowserScreen.screen_id).where(
        BrowserScreen.browser == secret_digest(browser.secret), BrowserScreen.workshop_id == browser.workshop_id
    )
    id = session.scalar(asked) if browser.secret else None
    row = session.get(ScreenRow, id) if id else None
    return row if row and not row.revoked else None


def keep_screen(connection: Connection, browser: Browser, screen: str, now: int) -> None:
    """A browser is that screen of the workshop from now on, and no other one of it."""
    key, workshop_id = secret_digest(browser.secret), browser.workshop_id
    before = (BrowserScreen.browser == key, BrowserScreen.workshop_id == workshop_id)
    connection.execute(delete(BrowserScreen).where(*before))
    row = {"browser": key, "screen_id": screen, "workshop_id": workshop_id, "since": now}
    connection.execute(insert(BrowserScreen).values(**row))
    for one in (BrowserScreen.browser == key, BrowserScreen.screen_id == screen):
        _prune(connection, BrowserScreen, one, SCREENS_MOST)


def _prune(connection: Connection, table: type[BrowserPlace | BrowserScreen], one: object, most: int) -> None:
    """Forget the rows that began first, where there are too many."""
    newest = select(table.since).where(one).order_by(table.since.desc()).offset(most).limit(1)  # type: ignore[arg-type]
    oldest = connection.scalar(newest)
    if oldest is not None:
        connection.execute(delete(table).where(one, table.since <= oldest))  # type: ignore[arg-type]


# --- cookies of before ---------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """What a cookie of before said of a workshop: who its browser is there, and which screen."""

    workshop_id: str
    place: KeptPlace | None = None
    link: str = ""
    screen: str = ""


def move_over(connection: Connection, secret: str, moved: Iterable[Moved], now: int) -> None:
    """Keep here what a cookie held. What is kept already is newer, and stays; what is gone is passed over."""
    for one in moved:
        browser = Browser(secret, one.workshop_id)
        if one.place and _is_free(connection, browser) and _is_there(connection, PersonRow, one.place.person):
            keep_place(connection, browser, one.place, one.link, now)
        if one.screen and _is_there(connection, ScreenRow, one.screen):
            keep_screen(connection, browser, one.screen, now)


def _is_free(connection: Connection, browser: Browser) -> bool:
    return connection.scalar(select(BrowserPlace.browser).where(BrowserPlace.browser == browser.key)) is None


def _is_there(connection: Connection, table: type[PersonRow | ScreenRow], id: str) -> bool:
    return connection.scalar(select(table.id).where(table.id == id)) is not None
