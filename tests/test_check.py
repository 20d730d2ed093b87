"""`beffroi check`: what is right passes without a word, what is wrong ends it with a place and a way out."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from app.bundled import HOUSE
from app.cli import main
from app.host.registry import BUNDLED
from beffroi.testing.checks.check import check
from beffroi.testing.checks.finding import Finding, reached
from beffroi.testing.checks.other_process import Reader
from beffroi.testing.checks.targets import of_folder

MISTAKES = Path(__file__).parent / "mistakes"
BUNDLED_METHODS = sorted(folder.name for folder in BUNDLED.iterdir() if (folder / "__init__.py").exists())


@pytest.mark.parametrize("name", BUNDLED_METHODS)
def test_nothing_is_found_in_a_bundled_method(name):
    assert check(of_folder(BUNDLED / name), elsewhere=name in ("mood", "dotvote")) == []


def test_nothing_is_found_in_what_beffroi_new_writes():
    assert check(of_folder(HOUSE / "scaffold" / "beffroi_sample")) == []


TWO = """
from beffroi import Command, Method, Stage, Text, hookimpl

class Say(Command, stage="go"):
    text: str = Text("Words", max=40)
    def apply(self, state, stamp):
        state[stamp.who] = self.text

class {name}(Method):
    api = 1
    id = "{id}"
    title = "{name}"
    stages = (Stage("go", "Go"),)
    commands = (Say,)
    def view(self, state):
        return {{"{id}": tuple(sorted(state.values()))}}
"""


def test_of_two_methods_in_one_package_each_is_held_to_its_own_templates(tmp_path):
    package = tmp_path / "two_of_them"
    (package / "templates").mkdir(parents=True)
    for name in ("First", "Other"):
        id = name.lower() + "_one"
        (package / f"{id}.py").write_text(TWO.format(name=name, id=id).replace("Say", f"Say{name}"))
        page = f'{{% block input %}}{{{{ ui.form("say_{name.lower()}") }}}}{{% endblock %}}'
        board = f"{{% block board %}}{{% for one in {id} %}}<p>{{{{ one }}}}</p>{{% endfor %}}{{% endblock %}}"
        (package / f"templates/{id}.html").write_text(page + board)
    both = "from two_of_them.first_one import First\nfrom two_of_them.other_one import Other\n"
    hook = "from beffroi import hookimpl\n\n@hookimpl\ndef methods():\n    return [First(), Other()]\n"
    (package / "__init__.py").write_text(both + hook)
    told = [f"{one.file}: {one.said}" for one in check(of_folder(package), elsewhere=False) if one.is_fault]
    assert [one for one in told if "templates/" in one] == []


def test_nothing_is_found_in_a_method_that_is_of_tables_alone(tmp_path):
    package = copytree(Path(__file__).parent / "frozen/beffroi-halle/halle_sketch", tmp_path / "halle_sketch")
    text = (package / "__init__.py").read_text().replace('"halle_sketch"', '"of_tables"')
    (package / "__init__.py").write_text(text.replace('("table", "room")', '("table",)'))
    (package / "templates/halle_sketch.html").rename(package / "templates/of_tables.html")
    assert [one for one in check(of_folder(package), elsewhere=False) if one.is_fault] == []


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


def test_the_other_process_reads_one_log_after_the_other_and_whoever_gives_up_gets_another():
    reader, nowhere = Reader(), {"path": sys.path, "here": "/nowhere/at/all"}
    processes = []
    for ends in (reader.answer, reader.answer, reader.give_up, reader.answer):
        reader.ask(nowhere)
        processes.append(reader._process.pid)
        told = ends()
        assert ends == reader.give_up or "/nowhere/at/all" in told["raised"]
    reader.stop()
    assert processes[0] == processes[1] == processes[2] != processes[3]
