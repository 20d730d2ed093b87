"""The house itself: its layers and its style. Types are `make check`'s, which takes a minute and runs once beside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports", "--no-cache"],
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--check", "--no-cache", "."],
        ["biome", "lint", "--error-on-warnings", "."],
        [
            "djlint",
            "--lint",
            "--quiet",
            "templates",
            "app/host/templates",
            "app/scaffold",
            "beffroi/blocks/templates",
            "plugins",
        ],
    ],
    ids=lambda command: command[0] + (" format" if "format" in command else ""),
)
def test_the_house_is_in_order(command):
    out = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stdout + out.stderr


MOST_LINES = 350


def written_here() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if Path(name).suffix in (".py", ".js", ".css", ".html")]
    return [file for file in files if file.exists() and not {"vendor", "versions", "aide"} & set(file.parts)]


def test_no_file_has_more_than_350_lines():
    long = {str(file.relative_to(ROOT)) for file in written_here() if file.read_bytes().count(b"\n") > MOST_LINES}
    assert long == set(), "a folder grows before a file does"


FROM_TESTS = re.compile(r"^\s*(?:from|import) ((?:tests|plugins)\.(?:\w+\.)*(?:test_\w+|conftest))", re.M)


def test_no_file_of_tests_imports_from_another():
    sources = [file.read_text() for file in written_here() if file.suffix == ".py"]
    imported = {name for source in sources for name in FROM_TESTS.findall(source)}
    assert imported == set(), "put it in tests/support"
