"""Plugins found, and a broken one that stops none of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.host import registry
from app.live.commands.request import CommandRequest
from beffroi.testing import Board
from bench.startup import METHODS, copy_methods
from tests.support.outside import GOOD, write_plugin

BROKEN = {
    "syntax": ("def (", "SyntaxError"),
    "raising": ("raise RuntimeError('boum')", "boum"),
    "no_method": (GOOD.replace("[Clapping()]", "[]"), "brings no method"),
    "wrong_hook": (GOOD + "\n@hookimpl\ndef metods():\n    return []\n", "unknown hook"),
    "other_api": (
        GOOD.replace("api = 1", "api = 7"),
        "is written for API 7; this is API 1",
    ),
    "no_api": (GOOD.replace("    api = 1\n", ""), "Clapping.api does not say for which contract it is written"),
    "no_template": (GOOD.replace('"clap"', '"untemplated"'), "template is missing"),
    "unknown_stage": (GOOD.replace('stage="go"', 'stage="gone"'), "there is no stage “gone”"),
    "no_apply": (GOOD.replace("def apply", "def aply"), "changes nothing"),
    "taken_id": (GOOD.replace('"clap"', '"mood"'), "taken by the plugin mood"),
    "not_methods": (GOOD.replace("[Clapping()]", "['mood']"), "instances of beffroi.Method"),
}


def build(folder: Path):
    found = registry.build(folder)
    return {plugin.name: plugin for plugin in found.plugins}, found


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_refused_by_name_with_the_way_out(tmp_path, kind):
    source, why = BROKEN[kind]
    folder = tmp_path / f"outside_{kind}"
    write_plugin(folder, kind, source)
    plugins, found = build(folder)
    assert why in " ".join(plugins[kind].refused)
    assert {"mood", "ideation", "dotvote", "time"} <= set(found.methods)


def test_a_refusal_says_at_which_line_the_plugin_raised(tmp_path):
    write_plugin(tmp_path / "outside", "raising", "\n\nraise RuntimeError('boum')")
    write_plugin(tmp_path / "outside", "wrong", "\ndef (")
    plugins, _found = build(tmp_path / "outside")
    assert plugins["raising"].refused == ["RuntimeError: boum (raising/__init__.py:3)"]
    assert plugins["wrong"].refused[0].endswith("(wrong/__init__.py:2)")


def test_a_plugin_from_another_folder_is_loaded(tmp_path):
    write_plugin(tmp_path / "outside_good", "clapping", GOOD)
    plugins, found = build(tmp_path / "outside_good")
    assert plugins["clapping"].loaded
    board = Board(found.methods["clap"])
    board.do("ana", "clap")
    assert board.state.n == 1


def test_a_workshop_goes_on_when_a_plugin_it_uses_is_gone(workshop):
    mood, ideation = workshop.add("mood"), workshop.add("ideation")
    workshop.do("ana", "say", mood, word="Calme")
    workshop.room.registry.plugins = [one for one in workshop.room.registry.plugins if one.name != "mood"]
    workshop.open()
    refused = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.open", {"activity": mood}, "r9", "en"))
    assert "missing" in refused.sentence
    workshop.do("ana", "write", ideation, text="Tout continue")
    grant = workshop.grant("ana")
    told = workshop.room.run(lambda: workshop.room.snapshots.of(grant, "fr", mood))
    assert "hors service" in told["blocks"]["board"]["skeleton"]


@pytest.mark.parametrize("names", ["beffroi", "beffroi.blocks.cards, beffroi.blocks.ballot", "beffroi.testing.bounds"])
def test_importing_the_contract_loads_neither_the_host_nor_a_web_server_nor_a_database(names):
    code = f"""import sys, {names}
print([name for name in ('app', 'flask', 'sqlalchemy', 'gevent', 'socketio') if name in sys.modules])"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_a_server_starts_without_what_few_of_its_pages_need_and_collects_garbage_afterwards(tmp_path):
    code = """import app.__main__, gc, sys
from app import create_app
create_app()
late = ('alembic', 'markdown_it', 'odfdo', 'xlsxwriter', 'lxml')
print([name for name in late if name in sys.modules], gc.isenabled(), gc.get_freeze_count() > 100_000)"""
    told = {**os.environ, "INSTANCE": str(tmp_path)}
    out = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[] True True"


EXTENDING = """
from beffroi import Method, hookimpl
from plugins.mood import Mood

class Weather(Mood):
    id = "weather"

class Loud(Mood):
    id = "loud"

@hookimpl
def methods():
    return [Weather(), Loud()]
"""


@pytest.fixture
def extending(tmp_path, monkeypatch):
    """Two methods that extend the mood, from a folder of their own; one has a template that extends the mood's."""
    package = tmp_path / "extending" / "louder"
    (package / "templates").mkdir(parents=True)
    (package / "__init__.py").write_text(EXTENDING)
    board = "{% block board %}{% for word, n in words %}<b>{{ word|upper }}</b>{% endfor %}{% endblock %}"
    (package / "templates" / "loud.html").write_text('{% extends "mood.html" %}' + board)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = registry.build(tmp_path / "extending").plugins
    (plugin,) = [one for one in found if one.name == "louder"]
    assert plugin.loaded, plugin.refused
    return {method.id: method for method in plugin.methods}


def test_a_method_that_extends_another_is_drawn_with_its_template_and_its_words(extending):
    board = Board(extending["weather"])
    board.do("ana", "say", word="Calme")
    assert "calme" in board.html("board")
    assert "Votre mot" in board.personal_view("ana", "fr")["html"]


def test_a_template_of_ones_own_can_extend_that_of_the_method_extended(extending):
    board = Board(extending["loud"])
    board.do("ana", "say", word="Calme")
    assert "CALME</b>" in board.html("board")


def test_as_many_methods_as_a_mission_has_are_found_side_by_side(tmp_path):
    copy_methods(tmp_path / "copies", METHODS)
    found = registry.build(tmp_path / "copies")
    assert [plugin.refused for plugin in found.plugins if not plugin.loaded] == []
    assert len(found.methods) == METHODS
