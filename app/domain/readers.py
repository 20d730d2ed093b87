"""What the release before this one reads in a log: until an upgrade is finalized, nothing else is written.

The description of that release is a file beside, made from its own code by `scripts/release_before.py`. It says of
each command of the core and of the bundled methods its version and its fields, and of each method its stages and
settings; of a choice, what may be chosen. This module needs nothing but what it is given: it describes any release.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "release_before.json"

Fields = Mapping[str, list[str] | None]


def described(core: Iterable[Any], methods: Iterable[Any], card: Iterable[str]) -> dict[str, Any]:
    """What a release writes in a log and reads in it: its core's commands, its bundled methods, its cards' fields."""
    return {
        "card": sorted(card),
        "core": {kind.about.name: _command(kind) for kind in core},
        "methods": {
            method.id: {
                "stages": [stage.id for stage in method.stages],
                "settings": _fields(method.settings),
                "commands": {kind.about.name: _command(kind) for kind in method.commands},
            }
            for method in methods
        },
    }


def _command(kind: Any) -> dict[str, Any]:
    return {"version": kind.about.version, "fields": _fields(kind)}


def _fields(model: Any) -> dict[str, list[str] | None]:
    return {name: _choices(field) for name, field in model.model_fields.items()}


def _choices(field: Any) -> list[str] | None:
    options = (field.json_schema_extra or {}).get("options")
    return [str(one) for one in options] if isinstance(options, Mapping) else None


class Readers:
    """Whether the release before reads an entry as this one does."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.release: str = told["release"]
        self._core, self._methods, self._card = told["core"], told["methods"], set(told["card"])

    def read(self, command: Any, data: Mapping[str, Any], method: str, bundled: Container[str]) -> bool:
        """Whether they read a command with this data; `method` is that of its activity, "" of none.

        What a method does that is not `bundled` is its author's to say.
        """
        kind = type(command)
        is_core = kind.about.name.startswith("core.")
        if not is_core and method not in bundled:
            return True
        said = (self._core if is_core else self._commands(method)).get(kind.about.name)
        if said is None or kind.about.version > said["version"]:
            return False
        fields = kind.model_fields
        plain = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
        if not all(self._card >= card.keys() for card in data.get("cards") or () if isinstance(card, Mapping)):
            return False  # they make a card of all that is said of it
        return _within(data, said["fields"], plain) and self._read_activity(data, method, bundled)

    def _commands(self, method: str) -> Mapping[str, Any]:
        return self._methods[method]["commands"] if method in self._methods else {}

    def _read_activity(self, data: Mapping[str, Any], method: str, bundled: Container[str]) -> bool:
        """Whether they know the method, the stages and the settings that an entry of the agenda names."""
        named = str(data.get("method", method)) if "settings" in data or "stages" in data else ""
        if named not in bundled:
            return True
        known = self._methods.get(named)
        if known is None:
            return False
        stages, settings = data.get("stages") or (), data.get("settings") or {}
        return set(stages) <= set(known["stages"]) and _within(settings, known["settings"], {})


def _within(data: Mapping[str, Any], known: Fields, plain: Mapping[str, Any]) -> bool:
    """Whether all that is said, but what says nothing, is in fields that are known, and of what may be chosen there."""
    for name, value in data.items():
        if name in plain and value == plain[name]:
            continue
        if name not in known:
            return False
        choices = known[name]
        if choices is not None and isinstance(value, str) and value not in choices:
            return False
    return True


@cache
def release_before() -> Readers:
    """The release before this one."""
    return Readers(json.loads(FILE.read_text("utf-8")))
