"""The tables of those who joined, of their browsers and of screens."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class PersonRow(Base):
    """Somebody who joined; the name goes first, at the purge."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    site: Mapped[str] = mapped_column(String(40))
    seats: Mapped[int] = mapped_column(default=1)
    left: Mapped[bool] = mapped_column(default=False)
    # By a facilitator: whoever left by themselves comes back by themselves, whoever was removed does not.
    removed: Mapped[bool] = mapped_column(default=False)
    # Without a device: facilitators enter what they wrote.
    on_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    link: Mapped[str] = mapped_column(String(64), unique=True)
    # The day alone: a time would tell who came late, and so who wrote what came after.
    joined_at: Mapped[int] = mapped_column(MS)


class OwnLink(Base):
    """One more link to a person's own data: each browser that took their place has one of its own."""

    __tablename__ = "own_link"
    link: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    # The anonymous activities of which this browser shows nothing that was written before it took the place; `*`: its
    # place was refused by the person herself.
    withheld: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")


class BrowserPlace(Base):
    """Who a browser is in a workshop, under a digest of its secret and of the workshop.

    No two rows can be told to be the same browser's: whom it was in one workshop says nothing of another.
    """

    __tablename__ = "browser_place"
    browser: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    seat: Mapped[int] = mapped_column(default=0)
    # The person pressed « Quitter » here: nothing of theirs is shown until they have said that it is them.
    left: Mapped[bool] = mapped_column(default=False)
    since: Mapped[int] = mapped_column(MS)


class BrowserScreen(Base):
    """A screen that a browser is, under the digest of its secret: a room's computer may be one in many workshops."""

    __tablename__ = "browser_screen"
    browser: Mapped[str] = mapped_column(String(64), primary_key=True)
    screen_id: Mapped[str] = mapped_column(ForeignKey("screen.id", ondelete="CASCADE"), primary_key=True, index=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    since: Mapped[int] = mapped_column(MS)


class PlaceLink(Base):
    """A person's place on its way to another device: digests of a link and of a code, for minutes, once."""

    __tablename__ = "place_link"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    seat: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[int] = mapped_column(MS)
    # Whether the person drew it herself, from a page of hers; else a facilitator did.
    proved: Mapped[bool] = mapped_column(default=True, server_default=true())
    __table_args__ = (UniqueConstraint("workshop_id", "code"),)


class Pairing(Base):
    """A room's computer that waits to be a screen: digests of its browser's secret and of the code it shows."""

    __tablename__ = "pairing"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[int] = mapped_column(MS)
    # The screen that it became; empty while the code waits to be typed.
    screen_id: Mapped[str] = mapped_column(ID, default="")


class ScreenRow(Base):
    """A screen's link: only the digest of its secret is kept."""

    __tablename__ = "screen"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    site: Mapped[str] = mapped_column(String(40))
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    revoked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int] = mapped_column(MS)
