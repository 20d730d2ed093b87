"""A method of one's own, written by one command: it plays, and its tests pass, under whatever name."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.cli.new import SAMPLE, named
from app.host.contract import faults
from app.host.reserved import name_faults

ROOT = Path(__file__).parents[1]


def run(*words: str):
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The folder of a method that was just written."""
    done = run("new", "empathy_map", "--into", str(tmp_path))
    assert done.exit_code == 0, done.output
    monkeypatch.syspath_prepend(str(tmp_path / "beffroi-empathy-map"))
    yield tmp_path / "beffroi-empathy-map"
    for name in [name for name in sys.modules if name.startswith("beffroi_empathy_map")]:
        del sys.modules[name]


def test_nothing_of_the_sample_is_left_in_it(written):
    for file in written.rglob("*"):
        assert "sample" not in str(file.relative_to(written)).lower()
        assert not file.is_file() or "sample" not in file.read_text().lower(), file
    assert len([*written.rglob("*")]) == len([*SAMPLE.rglob("*")]) - len([*SAMPLE.rglob("__pycache__*")]) - len(
        [*SAMPLE.rglob("*.pyc")]
    )


def test_the_host_takes_it_as_it_is(written):
    method = import_module("beffroi_empathy_map").methods()[0]
    assert [*faults(method), *name_faults(method)] == []
    assert (method.id, method.title, type(method).__name__) == ("empathy_map", "Empathy map", "EmpathyMap")


def test_its_own_tests_pass_as_they_were_written(written):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=written, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout + done.stderr


def test_its_words_are_all_translated_until_one_is_added(written):
    assert run("messages", str(written), "--check").output == "0 to translate\n"
    package = written / "beffroi_empathy_map"
    source = package / "__init__.py"
    source.write_text(source.read_text().replace('_("Write")', '_("Write down")'))
    assert run("messages", str(written), "--check").exit_code == 1
    done = run("messages", str(written))
    french = package / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    assert f"{french}: Write down\n1 to translate" in done.output
    french.write_text(french.read_text().replace('msgid "Write down"\nmsgstr ""', 'msgid "Write down"\nmsgstr "Noter"'))
    assert run("messages", str(written)).exit_code == 0
    assert 'msgstr "Noter"' in french.read_text() and "Écrire" not in french.read_text()


@pytest.mark.parametrize("name", ["Empathy", "5whys", "é", "a b", "../x", "", "x" * 33, "mood", "sample", "a__b", "-a"])
def test_a_name_that_cannot_be_one_is_refused_in_a_sentence_and_writes_nothing(name, tmp_path):
    done = run("new", "--into", str(tmp_path), "--", name)
    assert done.exit_code == 1 and done.output.startswith("Error: ") and done.output.rstrip().endswith(".")
    assert [*tmp_path.iterdir()] == []


def test_what_is_there_already_stays_as_it_is(written):
    (written / "README.md").write_text("mine")
    done = run("new", "empathy-map", "--into", str(written.parent))
    assert "is there already" in done.output and (written / "README.md").read_text() == "mine"


def test_words_of_a_folder_that_holds_no_package_are_a_sentence(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = run("messages", str(folder))
        assert done.exit_code == 1 and done.output.startswith("Error: ") and str(folder) in done.output


@pytest.mark.parametrize(
    "said, becomes",
    [
        ("A sample", "Five whys"),
        ("class Sample(Method)", "class FiveWhys(Method)"),
        ("beffroi-sample", "beffroi-five-whys"),
        ("beffroi_sample.methods", "beffroi_five_whys.methods"),
        ("sample.css", "five_whys.css"),
    ],
)
def test_each_kind_of_name_is_written_as_it_is_there(said, becomes):
    assert named(said, "five_whys") == becomes
