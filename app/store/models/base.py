"""What every table derives from, and the types of their columns."""

from __future__ import annotations

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """What every table derives from; typed, which `db.Model` is not."""


class KeyBase(DeclarativeBase):
    """What is kept in the keys' own file derives from this, and no migration touches it."""


db = SQLAlchemy(model_class=Base)

# Ids are short strings everywhere: random, opaque, and the same in SQLite and PostgreSQL.
ID = String(40)

# Milliseconds since 1970 do not fit in 32 bits.
MS = BigInteger
