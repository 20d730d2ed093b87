"""The tables of what other programs read of a workshop, and of what they are told."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class ApiTokenRow(Base):
    """A token by which another program reads a workshop: its digest alone, and the days of its making and last use."""

    __tablename__ = "api_token"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    called: Mapped[str] = mapped_column(String(60))
    reads: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    made_on: Mapped[str] = mapped_column(String(10))
    used_on: Mapped[str] = mapped_column(String(10))


class WebhookRow(Base):
    """Where another program is told that a workshop has ended. What signs that is worked out: no row holds it."""

    __tablename__ = "webhook"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(String(500))
    salt: Mapped[str] = mapped_column(ID)
    by: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    api: Mapped[str] = mapped_column(String(300))  # what it may read then, as its facilitator came to this site


class DeliveryRow(Base):
    """What is told, and how that goes: claimed by whoever sends it, as its `next_at` is moved on."""

    __tablename__ = "webhook_delivery"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("webhook.workshop_id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(ID)
    body: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int]
    next_at: Mapped[int] = mapped_column(MS)
    state: Mapped[str] = mapped_column(String(20))
    said: Mapped[str] = mapped_column(String(120))
