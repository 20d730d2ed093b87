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
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("**/*.md")))
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Status"]
FILE = re.compile(r"`((?:app|beffroi|bench|deploy|docs|plugins|scripts|templates|tests)/[^`\s]+\.\w+)`")


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
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_file_that_the_docs_name_is_there():
    named = [(page, file) for page in PAGES if page.name != "status.md" for file in FILE.findall(page.read_text())]
    gone = [f"{page.name}: {file}" for page, file in named if not there(file)]
    assert gone == [], "moved or deleted: name the file as it is now"


def there(file: str) -> bool:
    """A file of the checkout, or a place in it that a page writes with `…` or `<id>` in it."""
    return (ROOT / file).exists() or not re.fullmatch(r"[\w./-]+", file)


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name[:4])
def test_a_decision_has_its_number_its_headings_and_a_status(page):
    text = page.read_text()
    assert re.match(rf"# {int(page.name[:4])}\. \S", text), "the title begins with the number of the file's name"
    headings = re.findall(r"^## (.+)", text, re.M)
    assert headings == [one for one in HEADINGS if one in headings], f"headings are {HEADINGS}, in this order"
    assert {"Decision", "Status"} <= set(headings)
    assert all(sections(text).values()), "a heading with nothing to say is left out"
    assert re.match(r"(Holds\.|Holds in part: |Superseded by \[)", status(page))
    assert len(text.split()) <= 250, "a decision is short; what is long is a page of docs"


def test_a_decision_that_is_replaced_names_the_other_and_the_other_names_it():
    for page in DECISIONS:
        for successor in re.findall(r"^Superseded by \[(\d{4})\]", status(page)):
            assert f"Replaces [{page.name[:4]}]" in status(numbered(successor)), f"{page.name} → {successor}"
        for before in re.findall(r"Replaces \[(\d{4})\]", status(page)):
            assert status(numbered(before)).startswith(f"Superseded by [{page.name[:4]}]"), f"{page.name} → {before}"


def test_decisions_are_numbered_without_a_gap_and_the_index_says_what_holds():
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    rows = re.findall(r"^\| (\d{4}) \| (.+) \| (.+) \|$", (DOCS / "decisions" / "README.md").read_text(), re.M)
    assert rows == [(page.name[:4], f"[{title(page)}]({page.name})", status(page)) for page in DECISIONS]


def test_a_decision_is_cited_by_a_link_to_it():
    for page in PAGES:
        if page.name != "status.md":
            assert re.findall(r"(?<!\[)decision \d+", page.read_text(), re.I) == [], page.name
    for number, file in re.findall(r"\[(?:decision )?(\d+)\]\((\S+\.md)\)", "".join(p.read_text() for p in PAGES)):
        assert Path(file).name.startswith(f"{int(number):04d}-")


def sections(text: str) -> dict[str, str]:
    """What stands under each heading, on one line."""
    _before, *parts = re.split(r"^## ", text, flags=re.M)
    return {name: " ".join(rest.split()) for name, _, rest in (part.partition("\n") for part in parts)}


def title(page: Path) -> str:
    return page.read_text().partition("\n")[0].partition(". ")[2]


def status(page: Path) -> str:
    return sections(page.read_text())["Status"]


def numbered(number: str) -> Path:
    return next(page for page in DECISIONS if page.name.startswith(number))


def test_every_setting_reaches_the_server_through_make():
    makefile = (ROOT / "Makefile").read_text()
    line = next(line for line in makefile.splitlines() if line.startswith("SETTINGS :="))
    assert {one.name.upper() for one in fields(Settings)} == set(line.split(":=")[1].split())
