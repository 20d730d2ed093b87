"""The docs say what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import beffroi
from app.config import Settings
from beffroi import Method

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_settings_and_command_line_are_documented_as_they_are():
    out = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert out.returncode == 0, out.stdout + out.stderr


@pytest.mark.parametrize("name", sorted(beffroi.__all__))
def test_every_name_of_the_contract_is_documented(name):
    assert f"`{name}" in (DOCS / "plugins.md").read_text()


def test_every_thing_a_method_may_define_is_documented():
    page = (DOCS / "plugins.md").read_text()
    own = [name for name in vars(Method) if not name.startswith("_") and name not in ("stage", "command", "api")]
    assert [name for name in own if name not in page] == []


def test_the_tutorial_is_the_method_that_ships():
    page = (DOCS / "plugins.md").read_text()
    for file in ("__init__.py", "templates/mood.html"):
        assert (ROOT / "plugins" / "mood" / file).read_text().rstrip() in page


def test_every_link_of_the_docs_leads_somewhere():
    for page in (ROOT / "README.md", *DOCS.glob("*.md")):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_setting_reaches_the_server_through_make():
    makefile = (ROOT / "Makefile").read_text()
    line = next(line for line in makefile.splitlines() if line.startswith("SETTINGS :="))
    assert {one.name.upper() for one in fields(Settings)} == set(line.split(":=")[1].split())
