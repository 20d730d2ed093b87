"""A workshop on one's own method, served to a real browser: a console, two phones and a screen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from beffroi.patterns import linear

_ADDRESS = linear(r"http://dev\.localhost:(\d+)(/dev/[^/\s]+)/")

PATIENCE = 20
"""Seconds that the server has to stop."""


@dataclass
class Served:
    """`beffroi dev` on a folder, in a process of its own; an address for each of those who take part.

    Each has cookies of their own, so all four can be opened in one browser. On this computer alone.
    """

    folder: Path
    _process: subprocess.Popen[str] = field(init=False)
    _port: str = field(init=False)
    _path: str = field(init=False)
    _said: str = field(init=False, default="")

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "beffroi", "dev", str(self.folder), "--port", "0"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, text=True)
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line)
            if found := _ADDRESS.search(line):
                self._port, self._path = found[1], found[2]
                return
        raise RuntimeError(f"beffroi dev {self.folder} ended before it served:\n{''.join(said)}")

    @property
    def desk(self) -> str:
        """The page around all of them, with what the method keeps, and what it raised."""
        return f"http://dev.localhost:{self._port}{self._path}/"

    @property
    def console(self) -> str:
        """The facilitator's page."""
        return self._of("console")

    @property
    def ana(self) -> str:
        """The page of a participant in Lille."""
        return self._of("ana")

    @property
    def bob(self) -> str:
        """The page of a participant in Amiens."""
        return self._of("bob")

    @property
    def screen(self) -> str:
        """The screen of a room."""
        return self._of("screen")

    def stop(self) -> str:
        """End it; returns what it said meanwhile, in which stands what the method raised."""
        if self._process.poll() is None:
            self._process.terminate()
            self._said, _ = self._process.communicate(timeout=PATIENCE)
        return self._said

    def _of(self, pane: str) -> str:
        return f"http://{pane}.dev.localhost:{self._port}{self._path}/entrer/{pane}"
