"""What readers of a page by ear need of every template and script, found in all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PLACES = ("templates", "app/host/templates", "app/scaffold", "beffroi/blocks/templates", "plugins", "extras")
TEMPLATES = sorted(path for place in PLACES for path in (ROOT / place).rglob("*.html"))
SCRIPTS = sorted((*(ROOT / "app/static/js").glob("*.js"), *(ROOT / "plugins").glob("*/static/**/*.js")))

TAG = re.compile(r"<[a-z][^<>]*(?:\{%.*?%\}[^<>]*|\{\{.*?\}\}[^<>]*)*>")
FORM = re.compile(r"<form\b.*?</form>", re.S)
LISTENS = re.compile(r"""([\w.()"-]+)\.addEventListener\("click\"""")
BUTTONS = {"document", "button", 'byId("copy")', 'byId("again")'}
COUNTED = re.compile(r"%\((n|done|heads|of|all|rested|sentences|least)\)s\u00a0?\s(?!%)(\w+[sx])\b")
NEVER_ONE = (
    "%(n)s cards: above 60",
    "%(n)s cards are revealed",  # of one there is a sentence of its own
    "%(n)s seats",
    "%(n)s wordings",
    "A page on which nothing happens",
    "A round trip",
    "Choose %(least)s to",
    "Drawn: the last",
    "Sent: the last",
    "The clock of this device",
    "This screen",
    "it offers",
)


def tags(path: Path) -> list[str]:
    return TAG.findall(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_comes_out_of_hiding_has_no_live_role_of_its_own(path):
    """Firefox with Orca does not speak of a region that was hidden, Chromium does: the sentence goes to #announce, or
    stands inside a region that is always there. An alert is said by both."""
    hidden = [tag for tag in tags(path) if re.search(r"\shidden[\s>]", tag)]
    assert [tag for tag in hidden if 'role="status"' in tag or "aria-live" in tag] == []


LIVE = {"status_facilitator.html", "screen_panel_facilitator.html"}
"""Blocks with a region that stays while what is in it changes."""


@pytest.mark.parametrize("path", sorted((ROOT / "templates/live").glob("*.html")), ids=lambda path: path.name)
def test_what_is_put_into_a_live_page_has_no_live_role_of_its_own(path):
    found = [tag for tag in tags(path) if 'role="status"' in tag or "aria-live" in tag]
    assert found == [] or path.name in LIVE, "data-announce: the page says it, once"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_bar_beside_its_number_is_not_read_out(path):
    assert [tag for tag in tags(path) if tag.startswith("<meter") and 'aria-hidden="true"' not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_field_that_has_to_be_filled_is_not_called_wrong_before_a_letter_is_typed(path):
    """Firefox tells readers that an empty field which is required is wrong, and the form that it stands in, unless the
    page says that they are not."""
    text = path.read_text()
    needed = [tag for tag in tags(path) if re.search(r"^<(input|select|textarea).*\srequired\b", tag, re.S)]
    forms = [
        form.partition(">")[0] for form in FORM.findall(text) if re.search(r"\srequired[\s>=]|field_control", form)
    ]
    assert [tag for tag in needed + forms if "aria-invalid" not in tag and 'type="radio"' not in tag] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_region_is_called_clickable(path):
    """What listens to clicks is a button, or the whole document: readers call anything else « clickable »."""
    assert set(LISTENS.findall(path.read_text())) <= BUTTONS


def catalogues():
    return sorted(path for path in ROOT.glob("*/**/fr/LC_MESSAGES/*.po") if not {".venv", "tests"} & set(path.parts))


def test_every_catalogue_is_looked_at():
    assert len(catalogues()) > 8


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(ROOT).parts[:2]))
def test_a_number_before_a_noun_has_its_plural_form(path):
    """« 1 cartes sont révélées »: a sentence of one form alone says it of one thing too."""
    with path.open("rb") as file:
        alone = {str(one.id): str(one.string) for one in read_po(file) if one.id and not one.pluralizable}
    wrong = [said for said, drawn in alone.items() if COUNTED.search(drawn) and not said.startswith(NEVER_ONE)]
    assert wrong == [], "say it with ngettext or `_.many`, or without a noun that changes"
