"""Mistakes of those who write methods, a plugin each: each is named, with its place and the way out.

`tests/mistakes/<name>/expected.toml` says what has to be told: the culprit, the file, the line (by words that stand in
it), words of the way out, and what is said as a whole, which stands on the page of help (`scripts/mistakes.py` writes
it); `theme` is where it stands there, `child` where it takes another process to see it.
"""

from __future__ import annotations

import re
import tomllib
from html import unescape

import pytest

from app.host import never_ending
from app.web.site.help import HELP
from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder
from tests.support.mistakes import MISTAKES, is_it, names

NAMES = names()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A third of what is waited for, so that the tests are as much shorter."""
    monkeypatch.setattr(never_ending, "LONGEST", 1.0)


def told(name, expected):
    return check(of_folder(MISTAKES / name), elsewhere=expected.get("child", False))


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_with_its_culprit_its_place_and_the_way_out(name):
    expected = tomllib.loads((MISTAKES / name / "expected.toml").read_text())
    found = told(name, expected)
    lines = "\n".join(f"{one.place}: {one.culprit}: {one.said}" for one in found)
    assert any(is_it(one, expected, MISTAKES / name) for one in found), f"{expected}\n{lines}"


def test_the_page_of_help_lists_them_all_in_the_words_that_one_reads():
    page = unescape(re.sub(r"<[^>]+>", "", (HELP / "dev" / "mistakes.html").read_text()))
    known = {name: tomllib.loads((MISTAKES / name / "expected.toml").read_text()) for name in NAMES}
    lacking = [name for name, expected in known.items() if not {"theme", "said"} <= expected.keys()]
    assert lacking == [], "say the `theme` of each, and run scripts/mistakes.py"
    said = {name: expected["said"] for name, expected in known.items()}
    assert [name for name, words in said.items() if words.removesuffix(" (…)").replace("`", "") not in page] == []


def test_there_are_as_many_as_were_tried_and_more():
    assert len(NAMES) >= 58
