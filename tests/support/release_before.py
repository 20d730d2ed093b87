"""The release before this one, as it was: its wheel, built from the commit that `release_before.json` names."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from scripts.release_before import FILE, unpack

UV = Path(sys.executable).parent / "uv"


def commit() -> str:
    return str(json.loads(FILE.read_text("utf-8"))["commit"])


def install(folder: Path) -> Path:
    """Build its wheel and unpack it; the folder from which `python -m app` is that release."""
    source, wheels, into = (folder / name for name in ("source", "wheels", "installed"))
    source.mkdir()
    unpack(commit(), source)
    _run(UV, "build", "--quiet", "--wheel", "--out-dir", wheels, source)
    (wheel,) = wheels.glob("*.whl")
    _run(
        UV,
        "pip",
        "install",
        "--quiet",
        "--python",
        sys.executable,
        "--compile-bytecode",
        "--target",
        into,
        "--no-deps",
        wheel,
    )
    return into


def run(release: Path, *words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Python with those words, in that release."""
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, cwd=release, env=env or None, capture_output=True, text=True, check=False)


def _run(*words: str | Path) -> None:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
