"""Marks that scripts leave on a page: what one writes, no other takes for its own all over the page."""

from __future__ import annotations

import re
from collections import defaultdict

from app.bundled import HOUSE

SCRIPTS = {file.name: file.read_text() for file in (HOUSE / "static" / "js").glob("*.js")}


def marks(pattern: str) -> dict[str, set[str]]:
    """By mark, as `data-…` is called, the scripts in which the pattern finds it."""
    found = defaultdict(set)
    for name, text in SCRIPTS.items():
        for line in re.findall(pattern, text):
            for mark in re.findall(r"\[data-([\w-]+)", line) or [line]:
                found[re.sub(r"[A-Z]", lambda sign: f"-{sign[0].lower()}", mark)].add(name)
    return found


def test_what_a_script_writes_on_a_page_no_other_looks_for_all_over_it():
    looked_for = marks(r"document\.querySelector(?:All)?\((.*\[data-.*)")
    written = marks(r"\.dataset\.(\w+)\s*(?:\?\?)?=(?!=)")
    assert {mark: names for mark, names in written.items() if looked_for[mark] - names} == {}
    assert written and "field" in looked_for, "the patterns find nothing any more"
