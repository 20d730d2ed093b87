"""The keys that sign: the present one, and those before it, by which what was signed then is still taken."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

MARK = 6
"""Signs that say which key something was made with: enough to tell a few apart, and nothing of the key."""


@dataclass(frozen=True)
class SecretKeys:
    """The present key and those before it, the latest first."""

    present: str
    before: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, the present one first."""
        return (self.present, *self.before)

    def worked_out(self, said: str) -> list[bytes]:
        """What each key makes of the same words, the present one's first."""
        return [_digest(key, said) for key in self.every]

    def marked(self, salt: str) -> str:
        """A salt that says that the present key goes with it."""
        return f"{salt}.{_mark(self.present, salt)}"

    def of_salt(self, marked: str) -> str:
        """The key that goes with a salt; of one from before there were marks, the eldest."""
        salt, _point, mark = marked.partition(".")
        if not mark:
            return self.every[-1]
        return next((key for key in self.every if _mark(key, salt) == mark), self.present)


def in_signs(told: bytes, most: int) -> str:
    """The first signs of a digest, as an address takes them."""
    return base64.urlsafe_b64encode(told)[:most].decode()


def _digest(key: str, said: str) -> bytes:
    return hmac.digest(key.encode(), said.encode(), hashlib.sha256)


def _mark(key: str, salt: str) -> str:
    return _digest(key, f"which key/{salt}").hex()[:MARK]
