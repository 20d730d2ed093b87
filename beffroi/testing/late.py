"""The host as the kit uses it, imported when something of it is first asked for: when a board is made."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


class _Late:
    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("beffroi.testing.host"), name)


if TYPE_CHECKING:
    from beffroi.testing import host
else:
    host = _Late()

__all__ = ["host"]
