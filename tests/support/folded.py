"""What a log folds to, in plain words: the same module in two releases tells whether they read a log alike.

Run as `python folded.py FILE` in the folder of a release it prints what that release makes of the logs in FILE.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any


def plain(value: Any) -> Any:
    """A value of a state as JSON has it: of objects their fields, of sets what is in them, in order."""
    if isinstance(value, Enum) or value is None or isinstance(value, (str, int, float)):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.repr}
    if isinstance(value, dict):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, map(plain, value)))
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return plain(vars(value)) if hasattr(value, "__dict__") else str(value)


def folded(logs: dict[str, Any]) -> dict[str, Any]:
    """What logs fold to in the release that is imported: each activity's stage and states, and what is broken."""
    from app.host import registry
    from beffroi.testing import old_logs

    told, methods = {}, registry.build()
    for name, kept in logs.items():
        record = old_logs.read(kept, methods)
        states = {
            id: {scope: plain(state.state) for scope, state in each.items()} for id, each in record.scopes.items()
        }
        stages = {id: activity.stage for id, activity in record.agenda.activities.items()}
        seen = plain(old_logs.shown(record))
        told[name] = {"stages": stages, "states": states, "shown": seen, "broken": sorted(record.broken)}
    return told


def told_alike(older: dict[str, Any], newer: dict[str, Any]) -> bool:
    """Whether two releases read a log alike: to the same stages, and to the same states or to what people see alike.

    One may keep in another way what it shows as before, or show in another way what it keeps as before.
    """
    is_kept = read_alike(older["states"], newer["states"])
    is_shown = read_alike(older["shown"], newer["shown"], with_columns=True)
    return older["broken"] == newer["broken"] and older["stages"] == newer["stages"] and (is_kept or is_shown)


def read_alike(older: Any, newer: Any, with_columns: bool = False) -> bool:
    """Whether the older release has all that it knows of as the newer one has it, which may know of more.

    `with_columns`: a row of a table may have cells more, each in its place among those that the older one has.
    """
    if isinstance(older, dict) and isinstance(newer, dict):
        return all(name in newer and read_alike(value, newer[name], with_columns) for name, value in older.items())
    if isinstance(older, list) and isinstance(newer, list):
        if with_columns and all(isinstance(one, str) for one in [*older, *newer]):
            rest = iter(newer)
            return all(cell in rest for cell in older)
        return len(older) == len(newer) and all(
            read_alike(one, other, with_columns) for one, other in zip(older, newer, strict=True)
        )
    return bool(older == newer)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    print(json.dumps(folded(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
