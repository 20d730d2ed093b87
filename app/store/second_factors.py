"""The second factor of an account: what its codes are reckoned from, sealed, and the codes that its owner keeps."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.store.digests import secret_digest
from app.store.models import RecoveryCode, SecondFactor


def of(session: Session, user_id: str) -> SecondFactor | None:
    """What there is of an account."""
    return session.get(SecondFactor, user_id)


def of_whom(session: Session) -> set[str]:
    """The accounts that have one."""
    return set(session.scalars(select(SecondFactor.user_id)))


def codes_left(session: Session, user_id: str) -> int:
    """How many codes on paper have not served."""
    return session.scalar(select(func.count()).where(RecoveryCode.user_id == user_id)) or 0


def keep(connection: Connection, user_id: str, sealed: str, step: int, codes: Iterable[str], *, now: int) -> None:
    """An account has that second factor from now on, whose first code was of `step`, and these codes on paper."""
    remove(connection, user_id)
    row = {"user_id": user_id, "secret": sealed, "last_step": step, "created_at": now}
    connection.execute(insert(SecondFactor).values(**row))
    keep_codes(connection, user_id, codes)


def keep_codes(connection: Connection, user_id: str, codes: Iterable[str]) -> None:
    """These codes on paper, in the place of those before."""
    connection.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    rows = [{"digest": _digest(user_id, code), "user_id": user_id} for code in codes]
    connection.execute(insert(RecoveryCode), rows)


def spend_step(connection: Connection, user_id: str, step: int, resealed: str) -> bool:
    """Whether a code of that step may serve: none does twice, nor one that is older than one that did."""
    is_later = (SecondFactor.user_id == user_id, SecondFactor.last_step < step)
    said = connection.execute(update(SecondFactor).where(*is_later).values(last_step=step, secret=resealed))
    return bool(said.rowcount)


def spend_code(connection: Connection, user_id: str, code: str) -> bool:
    """Whether a code on paper may serve; it has, then."""
    return bool(connection.execute(delete(RecoveryCode).where(RecoveryCode.digest == _digest(user_id, code))).rowcount)


def remove(connection: Connection, user_id: str) -> bool:
    """An account has no second factor any more; whether it had one."""
    connection.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    return bool(connection.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id)).rowcount)


def _digest(user_id: str, code: str) -> str:
    return secret_digest(f"{user_id}/{code}")
