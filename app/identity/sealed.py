"""What this server alone reads back: sealed with a key worked out from the secret key, in no database. Pure."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Unreadable(Exception):
    """It was sealed with another secret key, was touched, or is over."""


class Seal:
    """Seals with the first of the secret keys, and opens what was sealed with any of them."""

    def __init__(self, secret_keys: Sequence[str], purpose: str) -> None:
        self._keys = MultiFernet([Fernet(_derived(key, purpose)) for key in secret_keys])

    def seal(self, text: str) -> str:
        """A text that says nothing without the key, and is another one each time."""
        return self._keys.encrypt(text.encode()).decode()

    def open(self, sealed: str, lasts_s: int | None = None) -> str:
        """The text, if it was sealed here, and that many seconds ago at most. Raises `Unreadable`."""
        try:
            return self._keys.decrypt(sealed.encode(), lasts_s).decode()
        except InvalidToken:
            raise Unreadable from None

    def anew(self, sealed: str) -> str:
        """The same, sealed with the first key. Raises `Unreadable`."""
        return self.seal(self.open(sealed))


def _derived(secret_key: str, purpose: str) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=f"beffroi {purpose}".encode()).derive(secret_key.encode())
    return base64.urlsafe_b64encode(key)
