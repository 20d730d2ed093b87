"""The settings of an activity read from a file: what of it was kept and what was not, part by part, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FilePart:
    """A part of a file: the `name` that it has there, its `text`, whether it `is_kept`, and what is `said` of that."""

    name: str
    text: str
    is_kept: bool = True
    said: Any = ""


@dataclass(frozen=True)
class FromFile:
    """What a file says: `settings` by name, and what became of each of its `parts`."""

    settings: Mapping[str, Any]
    parts: Sequence[FilePart] = ()
