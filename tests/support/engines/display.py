"""A display without a screen, for browsers that need one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "3000x1400x24"


def needed(name: str) -> str:
    """Where a program is; a machine without it fails, by what brings it."""
    found = shutil.which(name)
    assert found, f"no {name} on this machine: scripts/engines.sh installs what these tests need (Debian, as root)"
    return found


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The settings by which a program draws there."""
    there, here = os.pipe()
    command = [needed("Xvfb"), "-displayfd", str(here), "-screen", "0", SIZE, "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[here], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(here)
    try:
        with os.fdopen(there) as told:
            number = told.readline().strip()
        assert number, "Xvfb does not start"
        yield {"DISPLAY": f":{number}"}
    finally:
        process.terminate()
        process.wait(10)
