"""docs/accessibility.md: the 106 criteria, once each; the tests that it names; the figures that its table gives."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from app.web.site.about import LOOKED_AT
from tests.support.pages import sign_in

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "accessibility.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+) \| (.+) \| (.+) \| ([a-z ]+) \| (.+) \|$", PAGE, re.M)
THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""How many criteria each theme of RGAA 4.1 has."""

STATES = {"holds", "fails", "not tested", "does not apply"}
ABSENT = re.compile(r"<(iframe|frame|video|audio|object|embed|canvas|marquee|blink)\b")

SAMPLE = (
    "/",
    "/compte/connexion",
    "/rejoindre/{code}",
    "/animer/{code}",
    "/animer/{code}/resultats",
    "/animer/{code}/agenda",
)
SAMPLE += (
    "/aide/fr/animer/",
    "/accessibilite",
    "/confidentialite",
    "/ecoconception",
    "/plan",
    "/nulle-part",
    "/ecran",
    "/salle",
)


def test_all_the_criteria_are_there_once_and_in_order():
    expected = [f"{theme}.{n}" for theme, count in enumerate(THEMES, 1) for n in range(1, count + 1)]
    assert [row[0] for row in ROWS] == expected and len(expected) == 106
    assert {row[3] for row in ROWS} <= STATES


def test_what_holds_says_how_it_was_tested_and_where_it_applies():
    for number, _asks, pages, state, how in ROWS:
        assert (pages == "–") == (state == "does not apply"), number
        assert state != "holds" or "`" in how or how.startswith("By hand"), number


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`((?:tests|plugins)/[\w/]+\.py(?:::\w+)?)`", PAGE))))
def test_every_test_that_is_named_is_there(named):
    file, _, name = named.partition("::")
    assert (ROOT / file).is_file()
    assert not name or f"def {name}(" in (ROOT / file).read_text()


def test_the_rate_is_what_the_table_gives_and_the_statement_says_the_same(app):
    count = Counter(row[3] for row in ROWS)
    applies = len(ROWS) - count["does not apply"]
    rate = round(100 * count["holds"] / applies)
    assert f"**{count['holds']} of {applies} criteria that apply hold: {rate} %.**" in PAGE
    assert f"{count['fails']} fail, {count['not tested']} are not tested" in PAGE
    assert (LOOKED_AT["holds"], LOOKED_AT["applies"], LOOKED_AT["fails"]) == (count["holds"], applies, count["fails"])
    said = app.test_client().get("/accessibilite?lang=en").text
    assert f"of {applies} that apply {count['holds']} hold, {rate}" in said and "not compliant" in said


def test_what_does_not_apply_is_in_no_page():
    folders = ("templates", "app/host/templates", "beffroi", "plugins")
    written = [path for folder in folders for path in (ROOT / folder).rglob("*.html") if "dev" not in path.parts]
    assert written and [path.name for path in written if ABSENT.search(path.read_text())] == []


@pytest.mark.parametrize("path", SAMPLE)
def test_each_page_of_the_sample_begins_as_it_must(app, facts, path):
    client = app.test_client()
    if "animer/{" in path:
        sign_in(client)
    page = client.get(path.format(code=facts.code) + "?lang=fr").text.lstrip()
    assert page.lower().startswith("<!doctype html>")
    assert re.search(r'<html lang="fr"', page) and re.search(r"<title>[^<]+</title>", page)
    page = re.sub(r"(?s)<template>.*?</template>", "", page)  # the screen in small is no part of the console's own page
    assert len(re.findall(r"<main\b", page)) == 1 and len(re.findall(r"<h1\b", page)) == 1
