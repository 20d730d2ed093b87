"""Codes of a second factor: those that a telephone shows for half a minute (TOTP, RFC 6238), and those kept on paper.

Pure. The reckoning is cryptography's; what it leaves to its caller is here: which moments are believed, and which of
them a code is of, so that none serves twice.
"""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, STEP_S = 6, 30
"""What every application for such codes takes for granted."""

NEIGHBOURS = (0, -1, 1)
"""Steps around the present one that are believed: a clock is off, a code is typed at its end."""

SECRET_BYTES = 20

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a code on paper is made of: nothing that is read as something else."""
GROUPS, GROUP = 4, 4
RECOVERY_CODES = 10


def new_secret() -> str:
    """A secret, as it is typed into an application: base 32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def in_groups(secret: str) -> str:
    """A secret as it is read out and typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def address(secret: str, account: str, site: str) -> str:
    """What a QR code says to the application: whose code it is, of which site."""
    return _totp(secret).get_provisioning_uri(account.replace(":", " "), site.replace(":", " "))


def step_of(secret: str, said: str, now_ms: int) -> int | None:
    """The step of time that a code is of; None where it is of none that is believed."""
    code, now = "".join(said.split()), now_ms // 1000 // STEP_S
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    steps = (now + off for off in NEIGHBOURS)
    return next((step for step in steps if step >= 0 and _is_of(secret, code, step)), None)


def _is_of(secret: str, code: str, step: int) -> bool:
    try:
        _totp(secret).verify(code.encode(), step * STEP_S)
    except InvalidToken:
        return False
    return True


def code_at(secret: str, now_ms: int) -> str:
    """The code that an application shows at a moment."""
    return _totp(secret).generate(now_ms // 1000).decode()


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP_S)  # noqa: S303 - the one that applications know


def new_recovery_codes() -> list[str]:
    """Codes for the day on which the telephone is lost: 79 bits each, written down or printed."""
    return ["-".join(_group() for _at in range(GROUPS)) for _code in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(SIGNS) for _at in range(GROUP))


def plain(said: str) -> str:
    """A code on paper as it is compared, however it was typed."""
    return "".join(sign for sign in said.casefold() if sign in SIGNS)
