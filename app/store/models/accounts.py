"""The tables of accounts, services and sessions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.store.models.base import ID, MS, Base


class ServiceRow(Base):
    """A directorate or a team that accounts and workshops are of."""

    __tablename__ = "service"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)


class User(Base):
    """A facilitator's account."""

    __tablename__ = "user"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password: Mapped[str] = mapped_column(String(200))
    operator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int] = mapped_column(MS)
    # No foreign key, which SQLite cannot add to a table that stands: what removes a service empties it.
    service_id: Mapped[str | None] = mapped_column(ID, default=None)
    # Since when nobody signs in with it; 0 where one does. What it led stays its own.
    disabled_at: Mapped[int] = mapped_column(MS, default=0, server_default="0")
    # Whether it looks after the accounts of its service.
    admin: Mapped[bool] = mapped_column(default=False, server_default=false())


class Login(Base):
    """A session of a user; deleting the row signs it out, whatever its cookie says."""

    __tablename__ = "login"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    expires_at: Mapped[int] = mapped_column(MS)


class SignInLink(Base):
    """A link that signs an account in, once, for minutes, while `process` runs: the digest of its secret."""

    __tablename__ = "sign_in_link"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    process: Mapped[str] = mapped_column(String(40), default="", server_default="")
    expires_at: Mapped[int] = mapped_column(MS)


class IdentityRow(Base):
    """Whom a provider knows: an account is of one issuer and subject, whatever its address becomes."""

    __tablename__ = "identity"
    issuer: Mapped[str] = mapped_column(String(200), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    created_at: Mapped[int] = mapped_column(MS)


class ProviderLogin(Base):
    """A session that a provider opened, and may end: its own name of it, and what it said then."""

    __tablename__ = "provider_login"
    login_id: Mapped[str] = mapped_column(ForeignKey("login.id", ondelete="CASCADE"), primary_key=True)
    issuer: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(255))
    session: Mapped[str] = mapped_column(String(255), index=True)
    id_token: Mapped[str] = mapped_column(Text)


class PasswordLink(Base):
    """A link by which somebody chooses the password of an account, once, for days: the digest of its secret."""

    __tablename__ = "password_link"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
    expires_at: Mapped[int] = mapped_column(MS)


class SecondFactor(Base):
    """What the codes of an account's second factor are reckoned from, sealed with a key that no database holds."""

    __tablename__ = "second_factor"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    # The step of time of the last code that served: none serves twice.
    last_step: Mapped[int] = mapped_column(MS)
    created_at: Mapped[int] = mapped_column(MS)


class RecoveryCode(Base):
    """A code on paper that takes the place of the second factor, once: its digest."""

    __tablename__ = "recovery_code"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)


class TemplateRow(Base):
    """A template that a facilitator keeps; `service_id` where their service has it too, and outlives its account."""

    __tablename__ = "workshop_template"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_id: Mapped[str | None] = mapped_column(ID, index=True)
    service_id: Mapped[str | None] = mapped_column(ID, index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[int] = mapped_column(MS)
