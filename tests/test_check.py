"""`beffroi check`: what is right passes without a word, what is wrong ends it with a place and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.bundled import HOUSE
from app.cli import main
from app.host.registry import BUNDLED
from beffroi.testing.checks.check import check
from beffroi.testing.checks.finding import Finding, reached
from beffroi.testing.checks.targets import of_folder

MISTAKES = Path(__file__).parent / "mistakes"
BUNDLED_METHODS = sorted(folder.name for folder in BUNDLED.iterdir() if (folder / "__init__.py").exists())


@pytest.mark.parametrize("name", BUNDLED_METHODS)
def test_nothing_is_found_in_a_bundled_method(name):
    assert check(of_folder(BUNDLED / name), elsewhere=name in ("mood", "dotvote")) == []


def test_nothing_is_found_in_what_beffroi_new_writes():
    assert check(of_folder(HOUSE / "scaffold" / "beffroi_sample")) == []


def run(*said):
    return CliRunner().invoke(main, ["check", *map(str, said)])


def test_a_method_that_is_right_is_gold_and_the_command_ends_well():
    done = run("time")
    assert done.output.startswith("time: gold, in ") and done.exit_code == 0


def test_a_fault_is_told_with_its_file_and_its_line_and_the_command_ends_badly():
    done = run(MISTAKES / "no_upcast")
    assert "no_upcast: 1 fault" in done.output and done.exit_code == 1
    assert "/no_upcast/__init__.py:19: Write: it is version 2" in done.output


def test_what_is_no_plugin_is_a_sentence():
    done = run("nothing_of_the_kind")
    assert "No plugin and no method is called “nothing_of_the_kind”" in done.output and done.exit_code == 1


@pytest.mark.parametrize(
    ("levels", "level"), [((), "gold"), (("gold",), "silver"), (("silver", "gold"), "bronze"), (("bronze",), None)]
)
def test_a_method_is_as_good_as_nothing_stands_in_the_way_of(levels, level):
    assert reached([Finding("Note", "__init__.py", 1, "", one) for one in levels]) == level
