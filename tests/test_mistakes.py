"""Mistakes of those who write methods, a plugin each: each is named, with its place and the way out.

`tests/mistakes/<name>/expected.toml` says what has to be told: the culprit, the file, the line (by words that stand in
it), and words of the way out; `child` where it takes another process to see it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder

MISTAKES = Path(__file__).parent / "mistakes"
NAMES = sorted(folder.name for folder in MISTAKES.iterdir() if (folder / "expected.toml").exists())


def told(name, expected):
    return check(of_folder(MISTAKES / name), elsewhere=expected.get("child", False))


def is_it(finding, expected, folder):
    line = (folder / finding.file).read_text().splitlines()[finding.line - 1]
    return (
        finding.culprit.startswith(expected["culprit"])
        and finding.file == expected["file"]
        and expected["line"] in line
        and expected["words"] in finding.said
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_with_its_culprit_its_place_and_the_way_out(name):
    expected = tomllib.loads((MISTAKES / name / "expected.toml").read_text())
    found = told(name, expected)
    lines = "\n".join(f"{one.place}: {one.culprit}: {one.said}" for one in found)
    assert any(is_it(one, expected, MISTAKES / name) for one in found), f"{expected}\n{lines}"


def test_there_are_as_many_as_were_tried_and_more():
    assert len(NAMES) >= 58
