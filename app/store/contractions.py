"""What takes something away that an earlier release needs: done when an upgrade is finalized, and at no other time.

A migration in `migrations/versions` only adds. What it makes superfluous is taken away here, under the number of the
first schema whose release does without; it stays here, since a database may come from any release before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from alembic.operations import Operations

Contractions: TypeAlias = "Mapping[str, Callable[[Operations], None]]"

CONTRACTIONS: Contractions = {}
