"""What the site says of itself: room check, accessibility, ecodesign, privacy, in both languages."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from app import create_app
from app.config import Settings
from app.domain.calendar import DAY_MS
from app.store import database, workshop_info
from app.web.common import page_weight

PAGES = ("/salle", "/accessibilite", "/confidentialite", "/ecoconception")

SAME = {"Beffroi", "Français", "English", "Page", "HTML, CSS, JavaScript, ARIA, SVG", "CONTROLLER", "LEGAL_BASIS"}
"""What is said alike in both languages."""


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def hosted(tmp_path):
    """A site whose host has said who they are."""
    made = create_app(
        Settings(
            instance=tmp_path / "hosted",
            public_url="https://ateliers.example.fr",
            controller="Région d’essai",
            dpo="dpo@example.fr",
            legal_basis="Mission d’intérêt public",
        )
    )
    database.upgrade(made)
    yield made.test_client()
    made.extensions["rooms"].stop()
    made.extensions["store"].stop()


def main_of(page) -> str:
    return re.search(r"<main.*</main>", page.text, re.S)[0]


def said(page) -> str:
    """The words of a page as they are read, blanks between them alike."""
    words = unescape(re.sub(r"</?(strong|mark|a)\b[^>]*>", "", main_of(page)))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "\n", words)).replace("\u202f", " ").replace("\u00a0", " ")


def lines(page) -> set[str]:
    """Each text of a page, markup apart, with what its scripts will say."""
    texts = re.split(r"<[^>]+>", main_of(page))
    told = re.search(r'id="told">(.*?)</script>', page.text, re.S)
    texts += leaves(json.loads(told[1])["words"]) if told else []
    return {" ".join(unescape(text).split()) for text in texts if re.search(r"[a-z]{3}", unescape(text))}


def leaves(told) -> list[str]:
    return [told] if isinstance(told, str) else [leaf for one in told.values() for leaf in leaves(one)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_everything_in_the_language_asked_for(client, path):
    french, english = client.get(path), client.get(f"{path}?lang=en")
    assert '<html lang="fr"' in french.text and '<html lang="en"' in english.text
    alike = {line for line in lines(french) & lines(english) if not line.startswith("http")}
    assert alike - SAME == set()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_first_heading_and_skips_no_level(client, path):
    levels = [int(level) for level in re.findall(r"<h([1-6])", main_of(client.get(path)))]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in zip(levels, levels[1:], strict=False))


# --- accessibility ----------------------------------------------------------------------------------


def test_the_accessibility_statement_says_not_compliant_and_where_to_complain(client):
    page = said(client.get("/accessibilite"))
    for words in ("Accessibilité : non conforme", "version 4.1", "Contenus non accessibles", "Défenseur des droits"):
        assert words in page


def test_what_the_host_must_complete_is_shown_as_such(client, hosted):
    missing = "à compléter par la structure qui héberge ce site"
    assert f"{missing} (CONTROLLER)" in said(client.get("/accessibilite"))
    page = said(hosted.get("/accessibilite"))
    assert "Région d’essai" in page and "(CONTROLLER)" not in page
    assert missing in page  # the address to write to is no setting


# --- privacy ------------------------------------------------------------------------------------------


def test_the_privacy_notice_names_who_answers(client, hosted):
    page = said(hosted.get("/confidentialite"))
    for words in ("Région d’essai", "dpo@example.fr", "Mission d’intérêt public", "CNIL"):
        assert words in page
    assert all(f"({name})" in said(client.get("/confidentialite")) for name in ("CONTROLLER", "DPO", "LEGAL_BASIS"))


def test_the_privacy_notice_keeps_to_what_is_carried_out(client, monkeypatch):
    assert all(f" {term} " in said(client.get("/confidentialite")) for term in ("1 jour", "30 jours", "12 mois"))
    monkeypatch.setattr(workshop_info, "CLOSE_AFTER_MS", 3 * DAY_MS)
    monkeypatch.setattr(workshop_info, "NAMES_AFTER_MS", 10 * DAY_MS)
    assert all(f" {term} " in said(client.get("/confidentialite")) for term in ("3 jours", "10 jours"))


def test_the_privacy_notice_names_the_only_cookie_that_there_is(client, hosted):
    for browser, url in ((client, "http://localhost"), (hosted, "https://ateliers.example.fr")):
        answer = browser.get("/confidentialite", base_url=url)
        set_names = {header.partition("=")[0] for header in answer.headers.getlist("Set-Cookie")}
        assert len(set_names) == 1
        assert f"« {set_names.pop()} »" in said(answer)


def test_the_privacy_notice_repeats_the_promise_made_before_anonymous_writing(client):
    assert "Après la clôture, nous ne pourrons plus retrouver votre texte." in said(client.get("/confidentialite"))


# --- ecodesign ------------------------------------------------------------------------------------------


def test_the_weights_said_are_those_of_the_files(client):
    page = said(client.get("/ecoconception"))
    for name in page_weight.PAGES:
        files = page_weight.files_of(name)
        asked = [client.get(f"/static/{file}", headers={"Accept-Encoding": "gzip"}) for file in files]
        kilobytes = -(-sum(len(answer.data) for answer in asked) // 1000)
        assert f"{len(files)} {kilobytes} ko" in page
    assert "aucun score" in page


def test_what_a_module_imports_and_a_sheet_names_is_weighed_too():
    names = {file.rpartition("/")[2] for file in page_weight.files_of("participant")}
    assert {"all.css", "page.js", "live.js", "leaving.js", "socket.io.esm.min.js"} <= names
    assert "figtree-latin-wght-normal.woff2" in names
    assert "Sortable.min.js" in names  # asked for once cards are dealt to a table: the most that a visit may load


# --- the room check ---------------------------------------------------------------------------------------


def test_the_room_check_needs_no_account_and_no_workshop(client):
    page = client.get("/salle")
    assert page.status_code == 200
    assert "<noscript>" in page.text and "a besoin de JavaScript" in said(page)


def test_a_phone_is_offered_an_address_where_there_is_one_that_it_can_reach(client, hosted):
    assert "Sur un téléphone" not in said(client.get("/salle"))
    page = hosted.get("/salle", base_url="https://ateliers.example.fr")
    assert 'href="https://ateliers.example.fr/salle"' in page.text
    code = hosted.get("/salle/adresse.svg")
    assert code.mimetype == "image/svg+xml" and "style=" not in code.text
