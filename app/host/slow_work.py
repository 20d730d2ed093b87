"""Slow work of methods, each in a process of its own: `Method.work(snapshot)`, with an end to its time and its memory.

The process is given the snapshot and nothing else: no database, no settings, no keys. What it answers is plain data.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gevent import subprocess

SECONDS = 60
"""How long a piece of work may take, waiting included."""

MEMORY = 2 << 30
"""Bytes of address space that it may have."""

LARGEST = 2_000_000
"""Bytes of what it is given, and of what it answers."""

KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "SYSTEMROOT")
"""What the process knows of the environment."""

ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""So that a library of numbers takes one core, and its threads on a large machine do not take all of the memory."""


class WorkFailed(Exception):  # noqa: N818 - it says what happened
    """A piece of work came to nothing: too long, too large, or it raised."""


class Work:
    """A piece of work under way."""

    def __init__(self, method: str, snapshot: Any, folders: Sequence[Path] = (), command: str = "") -> None:
        """What a `command` of a method gave; raises `WorkFailed` where that is no plain data, or too large."""
        given = {"method": method, "command": command, "snapshot": snapshot, "folders": [str(one) for one in folders]}
        self._said = _as_json(given)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.host.slow_work"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**ONE_CORE, **{name: os.environ[name] for name in KEPT if name in os.environ}},
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        )

    def result(self, seconds: float = SECONDS) -> dict[str, Any]:
        """Wait for what it makes; raises `WorkFailed`, in words for the operator."""
        try:
            out, err = self._process.communicate(self._said, timeout=seconds)
        except subprocess.TimeoutExpired:
            self.cancel()
            raise WorkFailed(f"it took more than {seconds:g} s") from None
        if self._process.returncode != 0:
            lines = err.decode(errors="replace").strip().splitlines() or [f"it ended with {self._process.returncode}"]
            raise WorkFailed(lines[-1][:500])
        if len(out) > LARGEST:
            raise WorkFailed(f"its result is larger than {LARGEST} bytes")
        made = json.loads(out)
        if not isinstance(made, dict):
            raise WorkFailed(f"work() gave a {type(made).__name__}: it must give the data of a command, as a dict")
        return made

    def cancel(self) -> None:
        """End it, whatever it is at."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


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


def main() -> None:
    """The process: reads what is asked, does it, writes what it made. What a plugin prints goes elsewhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    asked = json.load(sys.stdin)
    from app.host import registry  # noqa: PLC0415 - within the limits: a plugin is loaded here

    method = registry.build(*map(Path, asked["folders"])).methods[asked["method"]]
    out.write(_as_json(method.worker_of(asked["command"]).work(asked["snapshot"])))
    out.close()


if __name__ == "__main__":
    main()
