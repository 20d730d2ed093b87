"""What a form asks that a template draws itself: its inputs with a dot in their names, and ways of filling them in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

WAYS = 3
"""Ways in which such a form is filled in."""

DAY = "2026-11-25"


@dataclass
class Asked:
    """The inputs of a form whose names have a dot, as they stand on a page; texts with what they take at most."""

    boxes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    typed: dict[str, str] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    def take(self, tag: str, said: dict[str, str]) -> None:
        """Note an input, a text area, or an option of the list that is open."""
        name, kind, value = said["name"], said.get("type", ""), said.get("value", "")
        if tag == "option":
            self.lists[name] += [value] if value else []
        elif name.startswith("words."):
            self.texts[name.partition(".")[2]] = int(said.get("maxlength") or 0)
        elif kind == "checkbox":
            self.boxes[name].append(value)
        elif kind == "radio":
            self.rings[name].append(value)
        else:
            self.typed[name] = DAY if kind == "date" else ""

    def ways(self) -> list[dict[str, Any]]:
        """The data of a command that has such fields: another answer to each question in each; {} where nothing is."""
        if not (self.boxes or self.rings or self.lists or self.typed or self.texts):
            return [{}]
        return [self._way(n) for n in range(WAYS)]

    def _way(self, n: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, values in self.boxes.items():
            _put(data, name, values[: n % len(values) + 1] if len(values) > 1 else [])
        for name, values in self.rings.items():
            _put(data, name, values[n % len(values)])
        for name, written in self.typed.items():
            _put(data, name, written or str(n + 1))
        for place, (name, values) in enumerate(self.lists.items()):
            _put(data, name, values[(place + n) % len(values)])
        return {**data, "words": dict(self.texts)} if self.texts else data


def inside(data: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Where a name with dots stands, as a page sends it: `earlier.way` is a part of `earlier`."""
    *way, last = name.split(".")
    for step in way:
        data = data.setdefault(step, {})
    return data, last


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    within, last = inside(data, name)
    if value:
        within[last] = value
