"""Slow work of methods, each in a process of its own: `Method.work(snapshot)`, with an end to its time and its memory.

The process is given the snapshot and nothing else: no database, no settings, no keys. What it answers is plain data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.host.child_process import SECONDS, ChildProcess, WorkFailed, answer

LARGEST = 2_000_000
"""Bytes of what it is given, and of what it answers."""


class Work:
    """A piece of work under way."""

    def __init__(
        self, method: str, snapshot: Any, folders: Sequence[Path] = (), command: str = "", *, plugin: str = ""
    ) -> None:
        """What a `command` of a method gave; raises `WorkFailed` where that is no plain data, or too large.

        `plugin` is the key of the one that brings the method: then the process loads that one alone.
        """
        given = {"method": method, "command": command, "snapshot": snapshot, "plugin": plugin}
        given["folders"] = [str(one) for one in folders]
        self._process = ChildProcess("app.host.slow_work", _as_json(given))

    def result(self, seconds: float = SECONDS) -> dict[str, Any]:
        """Wait for what it makes; raises `WorkFailed`, in words for the operator."""
        out = self._process.result(seconds)
        if len(out) > LARGEST:
            raise WorkFailed(f"its result is larger than {LARGEST} bytes")
        made = json.loads(out)
        if not isinstance(made, dict):
            raise WorkFailed(f"work() gave a {type(made).__name__}: it must give the data of a command, as a dict")
        return made

    def cancel(self) -> None:
        """End it, whatever it is at."""
        self._process.cancel()


def _as_json(value: Any) -> bytes:
    try:
        said = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise WorkFailed(f"a snapshot is plain data (texts, numbers, lists, dicts): {error}") from None
    if len(said) > LARGEST:
        raise WorkFailed(f"its snapshot is larger than {LARGEST} bytes")
    return said


def done(method: Any, command: str, snapshot: Any) -> dict[str, Any]:
    """The work as the process does it, here: for the kit of tests."""
    given = json.loads(_as_json(snapshot))
    made: dict[str, Any] = json.loads(_as_json(method.worker_of(command).work(given)))
    return made


def _answer(given: bytes) -> bytes:
    asked = json.loads(given)
    from app.host import registry  # noqa: PLC0415 - within the limits: a plugin is loaded here

    method = registry.build(*map(Path, asked["folders"]), only=asked["plugin"]).methods[asked["method"]]
    return _as_json(method.worker_of(asked["command"]).work(asked["snapshot"]))


if __name__ == "__main__":
    answer(_answer)
