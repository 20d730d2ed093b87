"""The tables of the log: entries, who may write them, and what is copied from workshop to workshop."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class EntryRow(Base):
    """One entry of a workshop's log."""

    __tablename__ = "entry"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(ID)
    activity: Mapped[str] = mapped_column(ID)
    share: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    who: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    site: Mapped[str] = mapped_column(String(40))
    table: Mapped[str] = mapped_column(String(40))
    at: Mapped[int] = mapped_column(MS)
    chance: Mapped[int] = mapped_column(MS)
    # Null once blanked: an index over nulls holds any number of them.
    request_id: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    # Of participants' entries, whose seq is drawn by lot: see app/domain/lanes.py.
    after: Mapped[int] = mapped_column(default=0, server_default="0")
    turn: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    __table_args__ = (
        UniqueConstraint("workshop_id", "id"),
        UniqueConstraint("workshop_id", "request_id"),
    )


class SpentRequest(Base):
    """The digest of a blanked request id, linked to no entry, kept a day to answer resends."""

    __tablename__ = "spent_request"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[int] = mapped_column(MS)


class LeaseRow(Base):
    """The process that a workshop lives in, until `expires_at` by the database's clock; each taking has its `fence`."""

    __tablename__ = "lease"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    fence: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(MS)


class OpeningRow(Base):
    """How often in a row a workshop's opening was begun and not ended: what ended instead was the process."""

    __tablename__ = "opening"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int]


class CopiedCard(Base):
    """A card copied from another workshop, by ids alone. The row outlives its source, whose purge it then tells of."""

    __tablename__ = "copied_card"
    # No foreign key: what is known of a source that was deleted is that there was one.
    workshop_id: Mapped[str] = mapped_column(ID, index=True)
    card: Mapped[str] = mapped_column(String(80))
    to_workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    copy: Mapped[str] = mapped_column(ID, primary_key=True)


class CarriedOut(Base):
    """One row: the mark up to which this database is blank. A database put back from a backup has an older one."""

    __tablename__ = "carried_out"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(ID)
