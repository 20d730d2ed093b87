"""The table of the audit log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class AuditRow(Base):
    """An act, by ids that say nothing by themselves. No foreign key: a line outlives what it tells of.

    The database refuses to change one (migration 0029); it goes when it is old.
    """

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(MS, index=True)
    act: Mapped[str] = mapped_column(String(40))
    # An account, or `command`, `provider`, `server`; empty where it was nobody's account.
    by: Mapped[str] = mapped_column(ID)
    account: Mapped[str] = mapped_column(ID)
    workshop: Mapped[str] = mapped_column(ID)
    more: Mapped[dict[str, Any]] = mapped_column(JSON)
