"""Which slow work is under way, and which came to nothing: shown on pages, in no log."""

from __future__ import annotations

from collections.abc import Mapping

WORKING, FAILED = "working", "failed"


class WorkState:
    """By activity, table ("" is the room) and command, how its work stands."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, activity: str, scope: str) -> Mapping[str, str]:
        """Of one sheet, by command: "working" or "failed"; another object wherever it changes."""
        return self._by_place.get((activity, scope), {})

    def put(self, activity: str, scope: str, command: str, state: str) -> None:
        """How the work of a command stands; "" where there is none any more."""
        others = {name: said for name, said in self.of(activity, scope).items() if name != command}
        self._by_place[activity, scope] = {**others, command: state} if state else others
