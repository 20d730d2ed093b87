"""Folders of plugins that an operator names: one row for each that cannot be loaded, and nothing stops the server."""

from __future__ import annotations

import sys

import pytest

from app.host import registry
from tests.support.outside import GOOD, write_plugin


def found_in(*folders):
    """The plugins that are not bundled, by name, and how the bundled ones fare."""
    built = registry.build(*folders)
    assert {"mood", "ideation", "dotvote", "time"} <= set(built.methods)
    return {plugin.name: plugin for plugin in built.plugins if plugin.source not in ("bundled", "sessions")}


def why(plugin):
    (said,) = plugin.refused
    return said


def test_a_folder_that_is_not_there_is_a_row_of_its_own(tmp_path):
    found = found_in(tmp_path / "nowhere")
    assert why(found["nowhere"]) == f"{tmp_path / 'nowhere'} is no folder."


def test_so_is_a_file_and_a_folder_without_a_package(tmp_path):
    (tmp_path / "a.py").write_text(GOOD)
    (tmp_path / "empty").mkdir()
    found = found_in(tmp_path / "a.py", tmp_path / "empty")
    assert "is no folder" in why(found["a.py"])
    assert "holds no package: name the folder in which its __init__.py, or its pyproject.toml, is" in why(
        found["empty"]
    )


@pytest.mark.parametrize("name", ["app", "tests", "json", "plugins"])
def test_a_folder_may_have_any_name(tmp_path, name):
    write_plugin(tmp_path / name, f"clap_in_{name}", GOOD)
    (plugin,) = found_in(tmp_path / name).values()
    assert plugin.loaded, plugin.refused
    assert plugin.source == str(tmp_path / name)


@pytest.mark.parametrize("name", ["app", "beffroi", "json", "flask", "sys"])
def test_a_package_whose_name_is_taken_is_refused_with_the_way_out(tmp_path, name):
    write_plugin(tmp_path / "outside", name, GOOD)
    (plugin,) = found_in(tmp_path / "outside").values()
    assert why(plugin).startswith(f"The name {name} is taken by ") and why(plugin).endswith(": rename the folder.")


def test_a_name_that_python_cannot_import_is_refused_with_the_way_out(tmp_path):
    write_plugin(tmp_path / "outside", "my-clap", GOOD)
    (plugin,) = found_in(tmp_path / "outside").values()
    assert why(plugin) == "“my-clap” is no name of a package: use letters, figures and _, beginning with a letter."


def test_two_packages_of_one_name_are_told_apart(tmp_path):
    for folder in ("one", "two"):
        write_plugin(tmp_path / folder, "twice", GOOD)
    first, second = [one for one in registry.build(tmp_path / "one", tmp_path / "two").plugins if one.name == "twice"]
    assert first.loaded
    assert f"is taken by {tmp_path / 'one' / 'twice'}" in why(second)


def test_a_module_beside_the_package_is_not_run_in_its_place(tmp_path):
    write_plugin(tmp_path / "beside", "clap_beside", GOOD)
    (tmp_path / "beside.py").write_text("raise RuntimeError('run')")
    (tmp_path / "beside" / "clap_beside.py").write_text("raise RuntimeError('run')")
    (plugin,) = found_in(tmp_path / "beside").values()
    assert plugin.loaded, plugin.refused


def test_a_plugin_that_ends_the_process_is_refused(tmp_path):
    write_plugin(tmp_path / "ends", "ending", "raise SystemExit(3)")
    (plugin,) = found_in(tmp_path / "ends").values()
    assert why(plugin) == "It ends the process while it is loaded (SystemExit): leave that out, a server goes on."


@pytest.mark.parametrize("inside", ["", "src"])
def test_the_folder_of_a_plugin_itself_loads_it(tmp_path, inside):
    project = tmp_path / f"project{inside}"
    write_plugin(project / inside, f"alone{inside}", GOOD)
    (project / "pyproject.toml").write_text("")
    (project / "tests").mkdir()
    (project / "tests" / "__init__.py").write_text("raise RuntimeError('run')")
    for folder in (project, project / inside / f"alone{inside}"):
        (plugin,) = found_in(folder).values()
        assert plugin.loaded, plugin.refused


def test_a_package_imports_its_own_modules(tmp_path):
    folder = tmp_path / "outside"
    write_plugin(folder, "in_two", "from in_two.words import TITLE\n" + GOOD.replace('title = "Clap"', "title = TITLE"))
    (folder / "in_two" / "words.py").write_text('TITLE = "Two modules"')
    (plugin,) = found_in(folder).values()
    assert plugin.loaded, plugin.refused
    assert plugin.methods[0].title == "Two modules"
    assert str(folder) not in sys.path


def test_the_same_folder_named_twice_is_looked_into_once(tmp_path):
    write_plugin(tmp_path, "once", GOOD)
    assert [one.name for one in registry.build(tmp_path, tmp_path).plugins].count("once") == 1


def test_a_plugin_named_as_a_bundled_one_is_loaded_beside_it(tmp_path):
    write_plugin(tmp_path / "outside", "mood", GOOD)
    (plugin,) = found_in(tmp_path / "outside").values()
    assert plugin.loaded, plugin.refused
