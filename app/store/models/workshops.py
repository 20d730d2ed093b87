"""The tables of a workshop as a whole: what is true of it before anyone joins, and who leads it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.calendar import ZONE_OF_OLD
from app.store.models.base import ID, MS, Base


class Workshop(Base):
    """A workshop, and what is true of it before anyone joins."""

    __tablename__ = "workshop"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(5))
    sites: Mapped[list[Any]] = mapped_column(JSON)
    created_at: Mapped[int] = mapped_column(MS)
    ends_at: Mapped[int] = mapped_column(MS)
    ended: Mapped[bool] = mapped_column(default=False)
    purged: Mapped[bool] = mapped_column(default=False)
    service_id: Mapped[str | None] = mapped_column(ID, default=None)
    # When its first day begins; 0 where it was made before that was asked.
    starts_at: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    zone: Mapped[str] = mapped_column(String(60), default=ZONE_OF_OLD, server_default=ZONE_OF_OLD)
    # When names that people gave for longer than the others are looked at again; 0 where there are none.
    named_until: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    # How often what is true of it was changed: a calendar takes over what comes with a higher number.
    changes: Mapped[int] = mapped_column(default=0, server_default="0")
    # A rehearsal is a copy with simulated people, thrown away at this moment; 0 of a workshop that is none.
    rehearsal_until: Mapped[int] = mapped_column(MS, default=0, server_default="0", index=True)
    # The workshop that it is a copy of, and how many are simulated in it.
    rehearses: Mapped[str] = mapped_column(ID, default="", server_default="")
    simulated: Mapped[int] = mapped_column(default=0, server_default="0")
    # The day on which it was handed to the archives, as its facilitators say: `2026-11-30`; empty where it was not.
    handed_over: Mapped[str] = mapped_column(String(10), default="", server_default="")
    # What it is about and what for, in the facilitators' own words.
    summary: Mapped[str] = mapped_column(String(1000), default="", server_default="")


class Facilitation(Base):
    """Who facilitates what."""

    __tablename__ = "facilitation"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    # Out of sight on that user's own list; for the others it stays where it was.
    put_away: Mapped[bool] = mapped_column(default=False, server_default=false())


class BriefRow(Base):
    """What a list of workshops says of one that is in no memory: numbers alone, as they were when its room closed."""

    __tablename__ = "brief"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)


class EnabledMethod(Base):
    """Which methods a workshop's facilitators have enabled."""

    __tablename__ = "enabled_method"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    method: Mapped[str] = mapped_column(String(60), primary_key=True)


class AnswerLinkRow(Base):
    """A link by which an activity is answered for days; nobody who answers has a row of their own."""

    __tablename__ = "answer_link"
    # In clear, as a join code: it stands on posters, and is shown again on the console.
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    activity: Mapped[str] = mapped_column(ID)
    opens_at: Mapped[int] = mapped_column(MS)
    closes_at: Mapped[int] = mapped_column(MS)
    shared: Mapped[int]
    __table_args__ = (UniqueConstraint("workshop_id", "activity"),)


class FollowLinkRow(Base):
    """A link by which one person follows what they took on, until that is over."""

    __tablename__ = "follow_link"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)  # in clear: facilitators hand it over again
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    activity: Mapped[str] = mapped_column(ID)
    who: Mapped[str] = mapped_column(ID)
    __table_args__ = (UniqueConstraint("workshop_id", "activity", "who"),)


class InitiativeRow(Base):
    """Several workshops under one name (*démarche*): whoever made it, and their service, which outlives the account."""

    __tablename__ = "initiative"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(500))
    user_id: Mapped[str | None] = mapped_column(ID, index=True)
    service_id: Mapped[str | None] = mapped_column(ID, index=True)
    created_at: Mapped[int] = mapped_column(MS)


class InitiativeWorkshop(Base):
    """A workshop of it; it may be of several."""

    __tablename__ = "initiative_workshop"
    initiative_id: Mapped[str] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)


class MinutesChoicesRow(Base):
    """What facilitators chose for the minutes of a workshop: one row, put in the place of the one before."""

    __tablename__ = "minutes_choices"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
