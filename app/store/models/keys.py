"""The tables of the file of keys, which no backup takes."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, KeyBase


class KeyRow(KeyBase):
    """The key of an anonymous activity, in a file of its own that no backup takes."""

    __tablename__ = "activity_key"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    activity: Mapped[str] = mapped_column(ID, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))


class ErasedThing(KeyBase):
    """What was erased, by id alone: an entry, a card, a person. In the keys' file, so that no backup forgets it."""

    __tablename__ = "erased"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    thing: Mapped[str] = mapped_column(String(120), primary_key=True)
    day: Mapped[int] = mapped_column(MS, index=True)
    # No row number: in their order it would tell which were erased together.
    __table_args__ = ({"sqlite_with_rowid": False},)


class PurgedAct(KeyBase):
    """What was purged of a workshop, likewise."""

    __tablename__ = "purged"
    workshop_id: Mapped[str] = mapped_column(ID, primary_key=True)
    act: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[int] = mapped_column(MS)


class JournalMark(KeyBase):
    """One row: changes with everything that is remembered as erased."""

    __tablename__ = "erased_mark"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(ID)
