"""What is kept of a secret that a link carries."""

from __future__ import annotations

import hashlib


def secret_digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
