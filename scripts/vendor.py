"""Vendored files: fetch them anew with npm, or check that they are what the lock says.

    python scripts/vendor.py            fetch every file at its locked version, and write its sha256
    python scripts/vendor.py --check    only compare the files in the tree with the lock

To move to another version, change it in app/static/vendor/lock.json and run without `--check`.
The icons are drawn inside pages: app/host/templates/icons.html is written from their files, and checked with them.
Packages come by their names from the registry npm is set to; no address is written here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parents[1] / "app" / "static"
LOCK = STATIC / "vendor" / "lock.json"
ICONS = Path(__file__).parents[1] / "app" / "host" / "templates" / "icons.html"

SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=[^\n]*")
"""A library's pointer to a map that is not vendored: browsers would ask for it in vain."""


def read_lock() -> list[dict[str, Any]]:
    """The packages as locked, each with its files."""
    packages: list[dict[str, Any]] = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return packages


def sha256(content: bytes) -> str:
    """The digest that the lock keeps of a file."""
    return hashlib.sha256(content).hexdigest()


def wrong_files() -> list[str]:
    """A sentence for each vendored file that is missing or not what the lock says, or not locked at all."""
    wrong, locked = [], {LOCK}
    for package in read_lock():
        for file in package["files"]:
            target = STATIC / file["target"]
            locked.add(target)
            if not target.exists():
                wrong.append(f"{file['target']} is missing: run scripts/vendor.py.")
            elif sha256(target.read_bytes()) != file["sha256"]:
                wrong.append(f"{file['target']} is not the file of {package['package']} {package['version']}.")
    present = {path for folder in ("vendor", "fonts") for path in (STATIC / folder).rglob("*") if path.is_file()}
    wrong += [f"{path.relative_to(STATIC)} is in no package of the lock." for path in sorted(present - locked)]
    return wrong


ICONS_HEAD = """\
{#- Written by scripts/vendor.py from the icons of lucide (ISC: app/static/vendor/licences/lucide.txt).
    {% from "icons.html" import icon %} … {{ icon("clock") }}{{ _("Timer") }}: an icon always stands beside a word. -#}
{%- set drawn = {
"""

ICONS_FOOT = """\
} -%}
{%- macro icon(name) -%}
<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">{{ drawn[name] | safe }}</svg>
{%- endmacro -%}
"""


def icons() -> str:
    """The template that draws the vendored icons."""
    rows = []
    for path in sorted((STATIC / "vendor" / "icons").glob("*.svg")):
        inside = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.S)
        shapes = re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", inside[1].strip() if inside else ""))
        rows.append(f"  '{path.stem}': '{shapes}',\n")
    return ICONS_HEAD + "".join(rows) + ICONS_FOOT


def wrong_icons() -> list[str]:
    """A sentence where the template of the icons is not what their files say."""
    is_right = ICONS.exists() and ICONS.read_text(encoding="utf-8") == icons()
    return [] if is_right else [f"{ICONS.name} is not what the icons say: run scripts/vendor.py."]


def fetched(package: str, version: str, folder: Path) -> dict[str, bytes]:
    """Every file of a package at a version, by its path in the package."""
    packed = subprocess.run(
        ["npm", "pack", f"{package}@{version}", "--json", "--ignore-scripts"],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    archive = folder / json.loads(packed.stdout)[0]["filename"]
    with tarfile.open(archive) as tar:
        return {
            entry.name.removeprefix("package/"): content.read()
            for entry in tar
            if entry.isfile() and (content := tar.extractfile(entry))
        }


def refresh() -> None:
    """Write every locked file as its package has it, and the lock with the digests."""
    packages = read_lock()
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            contents = fetched(package["package"], package["version"], Path(folder))
            for file in package["files"]:
                content = contents[file["path"]]
                if file["target"].endswith(".js"):
                    content = SOURCE_MAP.sub(b"", content)
                target = STATIC / file["target"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                file["sha256"] = sha256(content)
    LOCK.write_text(json.dumps({"packages": packages}, indent=2) + "\n", encoding="utf-8")
    ICONS.write_text(icons(), encoding="utf-8")


def main() -> int:
    """Fetch or check; 1 where a file is wrong."""
    parser = argparse.ArgumentParser(description="Fetch the vendored files, or check them.")
    parser.add_argument("--check", action="store_true", help="only compare the tree with the lock")
    if not parser.parse_args().check:
        refresh()
    wrong = wrong_files() + wrong_icons()
    for sentence in wrong:
        print(sentence)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
