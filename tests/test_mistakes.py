"""Mistakes of those who write methods, a plugin each: each is named, with its place and the way out.

`tests/mistakes/<name>/expected.toml` says what has to be told: the culprit, the file, the line (by words that stand in
it), and words of the way out.
"""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

from beffroi.testing.checks.loading import load

MISTAKES = Path(__file__).parent / "mistakes"
NAMES = sorted(folder.name for folder in MISTAKES.iterdir() if (folder / "expected.toml").exists())

SILENT = {
    "bare_list", "bare_setting", "bare_text", "boundless", "button_with_other_fields", "button_without_fields",
    "card_ids_by_place", "card_ids_change", "card_of_unnamed_words", "chance", "changed_in_place",
    "check_changes", "check_gives_a_text", "clock", "counts_a_text", "counts_tell", "default_beyond",
    "default_no_option", "environment", "file", "foreign_image", "half_a_catalogue", "half_a_guide",
    "hash_of_a_text", "heavy_view", "imports_flask", "imports_host", "imports_kit", "imports_private",
    "imports_re", "imports_undeclared", "inline_script", "inline_style", "key_by_place", "markup_in_python",
    "method_state", "module_state", "network", "no_api", "no_input", "no_upcast", "nobody_can_give", "on_click",
    "others_in_own", "own_name_on_the_board", "part_of_two_elements", "part_without_key", "participants_a_set",
    "people_in_view", "personal_view_changes", "personal_view_none", "plenary_of_one_room",
    "plenary_without_merge", "progress_a_share", "question_none", "ragged_table", "raises_on_a_stale_page",
    "refused_without_words", "report_names_people", "required_setting", "results_change", "same_card_twice",
    "same_id_twice", "same_key_twice", "same_section_twice", "same_table_twice", "set_in_view",
    "setting_without_default", "share_a_text", "slow_apply", "slow_view", "stale_part", "state_of_the_class",
    "state_of_the_module", "style_outside_layer", "table_without_name", "tables_of_nothing_raise",
    "template_syntax", "text_without_room", "undefined_in_a_branch", "undefined_macro", "undefined_name",
    "unescaped", "unknown_audience", "unknown_bounds", "unknown_class", "unknown_command", "unknown_helper",
    "unknown_icon", "unknown_kind", "unknown_late", "unknown_role", "unknown_share", "unknown_template_block",
    "unknown_trace", "untranslated", "untranslated_in_python", "untranslated_label", "upcast_loses",
    "view_a_list", "view_changes", "void_unasked",
}  # fmt: skip
"""Those that nobody is told of yet: the list gets shorter."""


def told(name):
    folder = MISTAKES / name
    return load(name, folder, lambda: importlib.import_module(f"mistakes.{name}")).findings


def is_it(finding, expected, folder):
    line = (folder / finding.file).read_text().splitlines()[finding.line - 1]
    return (
        finding.culprit.startswith(expected["culprit"])
        and finding.file == expected["file"]
        and expected["line"] in line
        and expected["words"] in finding.said
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_with_its_culprit_its_place_and_the_way_out(name, monkeypatch):
    monkeypatch.syspath_prepend(str(MISTAKES.parent))
    expected = tomllib.loads((MISTAKES / name / "expected.toml").read_text())
    found = told(name)
    lines = "\n".join(f"{one.place}: {one.culprit}: {one.said}" for one in found)
    assert any(is_it(one, expected, MISTAKES / name) for one in found) == (name not in SILENT), f"{expected}\n{lines}"


def test_the_list_of_silent_ones_names_no_other():
    assert set(NAMES) >= SILENT
    assert len(NAMES) >= 58
