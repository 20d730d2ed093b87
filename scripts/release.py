"""Makes a release: all that a machine without a network installs from, in one archive.

python scripts/release.py [FOLDER]     write beffroi-X.tar in FOLDER, by default `dist`

In it: the wheel, the source, a folder of all the wheels it needs on Debian 12 and 13 (`wheelhouse`), the locks that
they are checked against, `deploy/`, the pages of docs/, the licence, a bill of materials (CycloneDX), and the sums of
all of it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from beffroi.version import VERSION  # noqa: E402 - of this tree

PYTHONS = ("3.11.2", "3.13.5")
"""Those of Debian 12 and 13."""
PLATFORMS = ("manylinux_2_36_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
LOCKS = ("requirements.lock", "requirements-scale.lock")
BESIDE = ("LICENSE", "README.md", "README.fr.md", "CHANGELOG.md", "SECURITY.md", "Containerfile", "publiccode.yml")
CYCLONEDX = "cyclonedx-bom==7.5.0"
UV, PYTHON = ROOT / ".venv/bin/uv", ROOT / ".venv/bin/python"


def main() -> None:
    """Make it."""
    made = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "dist")
    folder = made / f"beffroi-{VERSION}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run(UV, "build", "--quiet", "--out-dir", folder, ROOT)
    (folder / ".gitignore").unlink(missing_ok=True)
    for name in (*LOCKS, *BESIDE):
        shutil.copy(ROOT / name, folder / name)
    for name in ("deploy", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("decisions", "status.md"))
    _wheelhouse(folder / "wheelhouse")
    _bill(folder / "sbom.cdx.json")
    _sums(folder)
    with tarfile.open(made / f"beffroi-{VERSION}.tar", "w") as archive:
        archive.add(folder, folder.name, filter=_nobodys)
    print(made / f"beffroi-{VERSION}.tar")


def _wheelhouse(folder: Path) -> None:
    """Every wheel that the locks name, for each Python."""
    platforms = [word for one in PLATFORMS for word in ("--platform", one)]
    for python in PYTHONS:
        with NamedTemporaryFile("w", suffix=".txt") as wanted:
            wanted.writelines(one for lock in LOCKS for one in _needed((ROOT / lock).read_text(), python))
            wanted.flush()
            _run(
                PYTHON, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:",
                "--python-version", python.rpartition(".")[0], *platforms, "--dest", folder, "-r", wanted.name,
            )  # fmt: skip


def _needed(lock: str, python: str) -> Iterator[str]:
    """The requirements of a lock that hold for a Python, without their conditions.

    pip would ask them of the Python that it runs in, which is another one.
    """
    there = {"python_full_version": python, "python_version": python.rpartition(".")[0], "platform_machine": "x86_64"}
    for block in re.split(r"\n(?=[A-Za-z])", lock):
        name, _hashes, hashes = block.partition(" \\\n")
        if "==" not in name:
            continue
        requirement = Requirement(name)
        if requirement.marker is None or requirement.marker.evaluate(there):
            yield f"{requirement.name}{requirement.specifier} \\\n{hashes.rstrip()}\n"


def _bill(file: Path) -> None:
    """What it is made of, by the tool of CycloneDX, which is fetched for that and is no part of the project."""
    _run(
        UV, "tool", "run", "--quiet", "--from", CYCLONEDX, "cyclonedx-py", "requirements", "--pyproject",
        ROOT / "pyproject.toml", "--mc-type", "application", "--output-reproducible", "--of", "JSON", "-o", file,
        ROOT / LOCKS[-1],
    )  # fmt: skip


def _sums(folder: Path) -> None:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder)}\n" for file in files)
    (folder / "SHA256SUMS").write_text("".join(lines))


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Two archives of the same files are the same."""
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = "root"
    return entry


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)


if __name__ == "__main__":
    main()
