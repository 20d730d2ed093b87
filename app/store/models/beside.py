"""The tables of what facilitators keep beside an agenda: the link by which it is read, notes of one's own."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class AgendaLinkRow(Base):
    """The link by which an agenda is read without an account: one a workshop. Its secret is worked out from `id` and
    the secret key, so that facilitators see it again; the row holds a digest alone."""

    __tablename__ = "agenda_link"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(ID)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[int] = mapped_column(MS)


class OwnNoteRow(Base):
    """What one facilitator notes for themselves in a workshop: nobody else reads it, no export holds it."""

    __tablename__ = "own_note"
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    text: Mapped[str]
