"""A method that is being written, seen on one page by a console, two phones and a screen, anew with each save."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.cli.new import write
from tests.support.tabs import MOST

SAVED = 40_000
"""Milliseconds that a save may take to be seen, on a machine that is busy with something else."""


@pytest.fixture
def tried(tmp_path, workshop_of):
    """The folder of a method that was just written, and the workshop on it."""
    write("five_whys", tmp_path / "five")
    made = workshop_of(tmp_path / "five")
    yield tmp_path / "five" / "beffroi_five_whys", made
    said = made.stop()
    assert said.endswith("Stopped, and thrown away.\n"), said
    assert said.count("Traceback") == said.count("a plugin raised"), said


def change(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_a_method_is_played_broken_and_mended_under_the_eyes_of_whoever_writes_it(tried, browser):
    package, workshop = tried
    page = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="en-GB").new_page()
    page.set_default_timeout(MOST)
    page.goto(workshop.desk)
    console, ana, bob, screen = (
        page.frame_locator(f".desk-{pane} iframe") for pane in ("console", "ana", "bob", "screen")
    )
    told = page.get_by_role("region", name="Ce qui se passe")
    expect(screen.get_by_role("heading", name="Répondez en une phrase")).to_be_visible()
    ana.get_by_label("Votre réponse").fill("Le guichet unique")
    ana.get_by_role("button", name="Envoyer").click()
    expect(ana.get_by_text("Le guichet unique").last).to_be_visible()
    expect(bob.get_by_text("1 réponse pour l’instant")).to_be_visible()
    expect(told.get_by_text("Le guichet unique").first).to_be_visible()
    expect(told.get_by_role("cell", name="answer", exact=True).first).to_be_visible()

    told.get_by_role("button", name="Leur faire faire ce que leurs pages proposent").click()
    expect(told.get_by_role("status")).to_contain_text("actions des autres")
    console.get_by_role("button", name=re.compile("Passer à")).first.click()
    expect(screen.get_by_text("Le guichet unique")).to_be_visible()

    change(package / "templates/five_whys.html", '<ul class="cards five_whys-list">', "<h2>À lire ensemble</h2>\n<ul>")
    expect(bob.get_by_role("heading", name="À lire ensemble")).to_be_visible(timeout=SAVED)
    expect(bob.get_by_text("Le guichet unique")).to_be_visible(timeout=SAVED)

    change(
        package / "__init__.py",
        "def view(self, answers: Answers) -> dict[str, Any]:\n",
        "def view(self, answers: Answers) -> dict[str, Any]:\n        1 / 0\n",
    )
    expect(told.get_by_text("ZeroDivisionError").first).to_be_visible(timeout=SAVED)
    line = 1 + (package / "__init__.py").read_text().split("1 / 0")[0].count("\n")
    expect(told.get_by_text(f"__init__.py:{line}").first).to_be_visible()
    change(package / "__init__.py", 'id = "five_whys"', 'id = "5"')
    expect(told.get_by_text("use small letters").first).to_be_visible(timeout=SAVED)
    change(package / "__init__.py", "        1 / 0\n", "")
    change(package / "__init__.py", 'id = "5"', 'id = "five_whys"')
    expect(bob.get_by_text("Le guichet unique")).to_be_visible(timeout=SAVED)
    expect(told.get_by_text("ZeroDivisionError")).to_have_count(0, timeout=SAVED)
