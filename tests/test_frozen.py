"""A plugin of the first release of API 1, as it was: it is loaded, checked and played for ever, and nobody edits it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.host import registry
from beffroi.testing import old_logs
from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder
from tests.support.serving import ROOT

FROZEN = Path(__file__).parent / "frozen"
HALLE = FROZEN / "beffroi-halle"
HASH = "1f26c377101a4e807dd14e09ad8086d991354e36e8e61764bdedf30ee155cd7d"

PACKAGES = sorted(file.parent.name for file in HALLE.glob("*/__init__.py"))
MADE_OF_BLOCKS = {"halle_ideas", "halle_own"}
"""Their blocks are checked in the bundled methods: see the README."""


def files(folder: Path) -> list[Path]:
    made = ("__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache")
    return sorted(one for one in folder.rglob("*") if one.is_file() and not set(made) & set(one.parts))


def test_nobody_edits_it():
    told = hashlib.sha256()
    for file in files(HALLE):
        told.update(f"{file.relative_to(HALLE)}\0".encode() + file.read_bytes() + b"\0")
    assert told.hexdigest() == HASH, "this is somebody else's: read tests/frozen/README.md, and put it back"


@pytest.fixture(scope="module")
def halle() -> registry.Registry:
    return registry.build(HALLE)


def test_all_of_it_is_loaded_beside_the_bundled_methods(halle):
    found = [one for one in halle.plugins if one.source == str(HALLE)]
    assert {one.name for one in found} == set(PACKAGES)
    assert [one.refused for one in found if not one.loaded] == []


@pytest.mark.parametrize("name", sorted(set(PACKAGES) - MADE_OF_BLOCKS))
def test_a_check_finds_no_fault_in_it(name):
    assert [one for one in check(of_folder(HALLE / name)) if one.is_fault] == []


@pytest.mark.parametrize("file", sorted((HALLE / "tests/logs").iterdir()), ids=lambda file: file.stem)
def test_a_log_that_it_wrote_that_day_is_read_to_the_same_stage_with_the_same_tables(halle, file):
    kept = json.loads(file.read_text())
    record = old_logs.read(kept, halle)
    assert not record.broken
    now = old_logs.shown(record)
    assert {id: one["stage"] for id, one in now.items()} == {id: one["stage"] for id, one in kept["shown"].items()}
    for id, one in kept["shown"].items():
        assert one["tables"].keys() <= now[id]["tables"].keys()


def test_its_own_tests_pass_as_they_did(tmp_path):
    told = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "t")]
    done = subprocess.run(ran, cwd=HALLE, env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
