"""The pages of help: reached from every page, under the same bars, true to the labels that they name."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po

from app.web.site.help import TITLES
from app.web.site.help_search import FOUND_MOST, WORDS_MOST, words_of

ROOT = Path(__file__).parents[1]
PICTURE_MOST = 60_000
"""Bytes of a picture: several stand on a page."""

QUOTED = {"fr": "«\u00a0([^»]+)\u00a0»", "en": "“([^”]+)”"}


class Links(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.ids.add(said.get("id", ""))
        if tag == "a" and "href" in said:
            self.links.add(said["href"])


@pytest.fixture
def client(app):
    return app.test_client()


def address(name):
    return "/aide/" if name == "index" else f"/aide/{name}/"


@pytest.mark.parametrize("name", TITLES)
def test_a_page_is_served_and_all_its_links_lead_somewhere(client, name):
    page = client.get(address(name))
    assert page.status_code == 200 and TITLES[name] in page.text
    for link in Links(page.text).links:
        path, _, anchor = urljoin(address(name), link).partition("#")
        if urlsplit(path).scheme or not path.startswith("/aide"):
            continue
        there = client.get(path)
        assert there.status_code == 200, link
        assert not anchor or anchor in Links(there.text).ids, link


@pytest.mark.parametrize("name", TITLES)
def test_nothing_in_a_page_needs_what_the_policy_forbids(client, name):
    body = client.get(address(name)).text.partition('<article class="manual-text"')[2]
    assert not re.search(r'<(?:script|iframe)|<[^>]*\s(?:style=|on\w+=|src="http)', body)


@pytest.mark.parametrize("name", TITLES)
def test_every_picture_is_there_light_and_said_in_words(client, name):
    for tag in re.findall(r"<img[^>]*>", client.get(address(name)).text.partition('class="manual-text"')[2]):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        assert len(said["alt"]) > 40, tag
        there = client.get(said["src"])
        assert there.status_code == 200 and len(there.data) < PICTURE_MOST, said["src"]


def test_the_manuals_have_pictures_and_every_picture_has_a_place():
    pages = "".join(file.read_text() for file in (ROOT / "app" / "aide").rglob("*.html"))
    named = set(re.findall(r'src="picture:([^"]+)"', pages))
    assert len(named) > 12
    assert {file.name for file in (ROOT / "app" / "static" / "aide").iterdir()} == named


def test_the_path_of_a_command_is_drawn_as_in_the_docs():
    there = ROOT / "app" / "static" / "aide" / "command.svg"
    assert there.read_bytes() == (ROOT / "docs" / "pictures" / "command.svg").read_bytes()


def test_what_is_no_page_is_none(client):
    assert client.get("/aide/dev/nothing/").status_code == 404
    assert client.get("/aide/../pages.json/").status_code == 404


def test_every_page_of_the_site_leads_there(client):
    assert 'href="/aide/"' in client.get("/").text


def found_for(client, asked):
    page = client.get("/aide/recherche/", query_string={"q": asked})
    assert page.status_code == 200
    return page.text.partition('<article class="manual-text"')[2].partition("</article>")[0]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("deroule", "/aide/fr/animer/"),
        ("QR code affiché", "/aide/fr/participer/"),
        ("merge_tables", "/aide/dev/reference/methods/#beffroi.Method.merge_tables"),
        ("taken back plenary", "/aide/dev/how-to/tables/"),
        ("stags unknown", "/aide/dev/mistakes/#an-attribute-of-the-contract-misspelt"),
    ],
)
def test_a_search_finds_the_section_whatever_the_accents(client, asked, page):
    assert page in found_for(client, asked)


@pytest.mark.parametrize("asked", ["card", "carte", "settings", "erase"])
def test_all_that_is_found_is_there(client, asked):
    links = Links(found_for(client, asked)).links
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert not anchor or anchor in Links(client.get(path).text).ids, link


def test_a_search_that_finds_nothing_says_so_and_its_words_are_text(client):
    page = client.get("/aide/recherche/", query_string={"q": "xyzzy<script>alert(1)</script>"}).text
    assert "xyzzy<script>" not in page and "xyzzy&lt;script&gt;" in page and 'class="empty"' in page
    assert found_for(client, "") and 'class="empty"' not in found_for(client, "   ")


def test_a_search_has_a_bound(client):
    assert len(words_of("a b c d e f g h i j" * 1000)) == WORDS_MOST
    assert found_for(client, "x" * 100_000)
    assert len(Links(found_for(client, "a")).links) <= FOUND_MOST


@pytest.mark.parametrize("name", [name for name in TITLES if name != "index"])
def test_a_page_says_the_language_it_is_in(client, name):
    language = "fr" if name.startswith("fr/") else "en"
    assert f'<article class="manual-text" lang="{language}">' in client.get(address(name)).text


def labels(locale):
    """What buttons and headings say, as patterns."""
    files = [ROOT / "app/translations", ROOT / "beffroi/translations", *(ROOT / "plugins").glob("*/translations")]
    for folder in files:
        with (folder / locale / "LC_MESSAGES/messages.po").open("rb") as file:
            for message in read_po(file, locale=locale):
                for said in message.string if isinstance(message.string, tuple) else (message.string,):
                    if said:
                        yield re.compile(re.sub(r"%\\\(\w+\\\)s", ".*", re.escape(str(said))))


@pytest.mark.parametrize("locale", QUOTED)
def test_the_manuals_name_buttons_as_they_are_called(locale):
    known = list(labels(locale))
    pages = {page.name: page.read_text() for page in (ROOT / "docs/aide" / locale).glob("*.md")}
    named = [(page, said) for page, text in pages.items() for said in re.findall(QUOTED[locale], text)]
    assert len(named) > 20
    assert [(page, said) for page, said in named if not any(one.fullmatch(said) for one in known)] == []
