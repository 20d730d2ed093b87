"""A plugin imports the contract, itself and what it declares; all else is named with its file, line and way out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from beffroi.testing.imports import import_faults, imported

ROOT = Path(__file__).parents[1]


def test_the_bundled_methods_keep_to_it():
    found = []
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        file = path.relative_to(ROOT)
        if "tests" not in file.parts:
            found += import_faults(path.read_text(), str(file), own=".".join(file.parts[:2]))
    assert not found, "\n".join(found)


def test_their_tests_look_at_nothing_of_the_host():
    tests = sorted((ROOT / "plugins").glob("*/tests/*.py"))
    found = {
        str(path.relative_to(ROOT)): [name for _line, name in imported(ast.parse(path.read_text()))] for path in tests
    }
    assert len(found) > 10
    assert [file for file, names in found.items() if any(name.split(".")[0] == "app" for name in names)] == []


@pytest.mark.parametrize(
    ("line", "way_out"),
    [
        ("from app import config", "imports beffroi"),
        ("import app.live.room.room", "imports beffroi"),
        ("import flask", "its own pyproject declares"),
        ("from sqlalchemy.orm import Session", "its own pyproject declares"),
        ("from plugins.ideation import Ideation", "imports beffroi, itself"),
        ("import re as patterns", "beffroi.patterns"),
        ("def f():\n    from random import shuffle", "stamp.lots"),
        ("from time import time", "stamp.at"),
        ("from urllib.request import urlopen", "calls nobody"),
        ("import threading", "starts nothing"),
        ("import sqlite3", "the log makes"),
        ("from pathlib import Path", "the log makes"),
        ("__import__('app')", "imports beffroi"),
        ("import_module('flask')", "its own pyproject declares"),
        ("from beffroi.testing import Board", "for tests"),
        ("from beffroi import testing", "for tests"),
    ],
)
def test_what_it_may_not_import_is_named_with_its_line_and_the_way_out(line, way_out):
    (fault,) = import_faults(f"\n{line}\n", "plugins/new/__init__.py", own="plugins.new")
    assert fault.startswith(f"plugins/new/__init__.py:{2 + line.count(chr(10))}: imports ") and way_out in fault


@pytest.mark.parametrize(
    "line",
    ["from beffroi import Method", "from beffroi.blocks.cards import Cards", "from . import words", "import json",
     "from plugins.new.words import hello", "from dataclasses import dataclass", "import numpy", "import newer_plugin"],
)  # fmt: skip
def test_what_it_may_import_is_not(line):
    declared = ("numpy", "newer_plugin")
    assert not list(import_faults(line, "plugins/new/__init__.py", own="plugins.new", declared=declared))


def test_a_name_that_only_begins_like_its_own_is_another_s():
    assert list(import_faults("import plugins.newer", "a.py", own="plugins.new"))
    assert list(import_faults("import beffroi_more", "a.py", own="plugins.new"))
