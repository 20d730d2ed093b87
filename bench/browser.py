"""The browser of this machine that pages are opened in, for figures, tests and pictures."""

from __future__ import annotations

import os
import shutil
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")


def launch_options() -> dict[str, Any]:
    """What playwright is to start it with; its own one where this machine has none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    args = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"args": args, **({"executable_path": found} if found else {})}
