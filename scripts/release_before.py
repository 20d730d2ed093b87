"""Describes the release before this one from its own code, so that an upgrade writes what it reads until it is final.

python scripts/release_before.py COMMIT     write app/domain/release_before.json; once a release, for the one before
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
FILE = ROOT / "app/domain/release_before.json"

DESCRIBE = """
import json, runpy, sys
from dataclasses import fields
from app.domain.commands.registry import COMMANDS
from app.host import registry
from beffroi import Card
from beffroi.version import VERSION
described = runpy.run_path(sys.argv[1])["described"]
told = described(COMMANDS.values(), registry.build().methods.values(), (one.name for one in fields(Card)))
print(json.dumps({"release": VERSION, **told}, default=str))
"""


def unpack(commit: str, folder: Path) -> None:
    """The tree of a commit, in a folder. A clone has it; a shallow one fetches it, or says that it cannot."""
    asked = ["git", "archive", commit]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        fetch = ["git", "fetch", "--quiet", "--depth", "1", "origin", commit]
        subprocess.run(fetch, cwd=ROOT, capture_output=True, check=False)
        found = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    if found.returncode:
        raise SystemExit(f"This clone has no commit {commit}: git fetch --unshallow. ({found.stderr.decode().strip()})")
    subprocess.run(["tar", "-x", "-C", folder], input=found.stdout, check=True)


def described(folder: Path) -> dict[str, object]:
    """What the release in a folder, of its source or of its wheel, says of itself."""
    words = [sys.executable, "-c", DESCRIBE, str(ROOT / "app/domain/readers.py")]
    said = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True).stdout
    told: dict[str, object] = json.loads(said)
    return told


def main() -> None:
    """Write the file."""
    commit = subprocess.run(
        ["git", "rev-parse", sys.argv[1]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    with TemporaryDirectory() as folder:
        unpack(commit, Path(folder))
        told = {"commit": commit, **described(Path(folder))}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    FILE.write_text(text.replace('},"', '},\n"') + "\n")


if __name__ == "__main__":
    main()
