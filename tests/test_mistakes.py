"""Mistakes of those who write methods, a plugin each: each is named, with its place and the way out.

`tests/mistakes/<name>/expected.toml` says what has to be told: the culprit, the file, the line (by words that stand in
it), and words of the way out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder

MISTAKES = Path(__file__).parent / "mistakes"
NAMES = sorted(folder.name for folder in MISTAKES.iterdir() if (folder / "expected.toml").exists())

SILENT = {
    "boundless", "card_ids_by_place", "card_ids_change", "card_of_unnamed_words", "changed_in_place",
    "check_changes", "check_gives_a_text", "counts_a_text", "counts_tell", "heavy_view", "nobody_can_give",
    "others_in_own", "own_name_on_the_board", "part_of_two_elements", "participants_a_set", "people_in_view",
    "personal_view_changes", "personal_view_none", "progress_a_share", "question_none", "ragged_table",
    "raises_on_a_stale_page", "refused_without_words", "report_names_people", "results_change",
    "same_card_twice", "same_key_twice", "same_section_twice", "same_table_twice", "set_in_view", "slow_apply",
    "slow_view", "stale_part", "state_of_the_class", "state_of_the_module", "table_without_name",
    "tables_of_nothing_raise", "undefined_in_a_branch", "undefined_macro", "undefined_name", "unknown_audience",
    "unknown_kind", "unknown_trace", "view_a_list", "view_changes",
}  # fmt: skip
"""Those that nobody is told of yet: the list gets shorter."""


def told(name):
    return check(of_folder(MISTAKES / name))


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
    found = told(name)
    lines = "\n".join(f"{one.place}: {one.culprit}: {one.said}" for one in found)
    assert any(is_it(one, expected, MISTAKES / name) for one in found) == (name not in SILENT), f"{expected}\n{lines}"


def test_the_list_of_silent_ones_names_no_other():
    assert set(NAMES) >= SILENT
    assert len(NAMES) >= 58
