"""Work in a process of its own, with an end to its time and its memory: nobody who is served waits for it.

The process is given bytes and answers bytes: it knows no database, no settings, no keys.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from gevent import subprocess

SECONDS = 60
"""How long a piece of work may take, waiting included."""

MEMORY = 2 << 30
"""Bytes of address space that it may have."""

KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "SYSTEMROOT")
"""What the process knows of the environment."""

ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
"""So that a library of numbers takes one core, and its threads on a large machine do not take all of the memory."""


class WorkFailed(Exception):  # noqa: N818 - it says what happened
    """A piece of work came to nothing: too long, too large, or it raised."""


class ChildProcess:
    """A module run as a process that was given something."""

    def __init__(self, module: str, given: bytes) -> None:
        self._given = given
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**ONE_CORE, **{name: os.environ[name] for name in KEPT if name in os.environ}},
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        )

    def result(self, seconds: float = SECONDS) -> bytes:
        """Wait for what it makes; raises `WorkFailed`, in words for the operator."""
        try:
            out, err = self._process.communicate(self._given, timeout=seconds)
        except subprocess.TimeoutExpired:
            self.cancel()
            raise WorkFailed(f"it took more than {seconds:g} s") from None
        if self._process.returncode != 0:
            lines = err.decode(errors="replace").strip().splitlines() or [f"it ended with {self._process.returncode}"]
            raise WorkFailed(lines[-1][:500])
        made: bytes = out
        return made

    @property
    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self._process.poll() is not None

    def cancel(self) -> None:
        """End it, whatever it is at."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def answer(work: Callable[[bytes], bytes], seconds: int = SECONDS) -> None:
    """The process: reads what it is given, within its limits, and writes what it makes. What is printed goes
    elsewhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    out.write(work(sys.stdin.buffer.read()))
    out.close()
