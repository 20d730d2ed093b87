"""How a reader has pages drawn, and what a region lays over them."""

from __future__ import annotations

import re

import pytest

from app import create_app
from app.config import BadSetting, Settings
from app.host.rendering.environment import core_environment
from app.store import database
from tests.support.pages import join, token

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>'


@pytest.fixture
def client(app):
    return app.test_client()


def choose(client, next="/", **chosen):
    page = client.get("/affichage")
    return client.post("/affichage", data={"csrf_token": token(page), "next": next, **chosen})


def drawn(page) -> str:
    """The first element, with what the server says on it."""
    return re.search(r"<html[^>]*>", page.text)[0]


def test_nothing_is_said_of_a_page_that_is_to_be_as_the_device_is_set(client):
    assert drawn(client.get("/")) == '<html lang="fr">'


def test_what_was_chosen_is_drawn_by_the_server_on_every_page(client, facts):
    choose(client, text="large", motion="none", theme="stark-dark")
    join(client, facts)
    for path in ("/", f"/atelier/{facts.code}", "/nulle-part", "/accessibilite", "/affichage"):
        page = client.get(path)
        chosen = '<html lang="fr" data-text="large" data-motion="none" data-theme="stark-dark"'
        assert drawn(page).startswith(chosen), path
        assert '<meta name="color-scheme" content="dark">' in page.text


def test_what_was_chosen_is_shown_as_chosen_and_can_be_taken_back(client):
    choose(client, theme="dark")
    assert re.search(r'name="theme" value="dark" checked', client.get("/affichage").text)
    choose(client, theme="")
    assert drawn(client.get("/")) == '<html lang="fr">'


def test_a_value_that_nobody_offers_is_passed_over(client):
    choose(client, theme='"><script>', text="huge")
    assert drawn(client.get("/")) == '<html lang="fr">'


def test_one_comes_back_to_the_page_one_left(client, facts):
    page = client.get(f"/rejoindre/{facts.code}?site=s2&lang=en")
    way = re.search(r'href="(/affichage\?next=[^"]+)"', page.text)[1]
    form = client.get(way)
    back = re.search(r'name="next" value="([^"]+)"', form.text)[1]
    assert choose(client, next=back.replace("&amp;", "&")).headers["Location"] == f"/rejoindre/{facts.code}?site=s2"


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""])
def test_one_stays_on_this_site(client, next):
    assert choose(client, next=next, theme="dark").headers["Location"] == "/"


def test_choosing_needs_the_token_of_the_form(client):
    assert client.post("/affichage", data={"theme": "dark"}).status_code == 400


def test_another_language_keeps_the_rest_of_the_address(client, facts):
    join(client, facts)
    page = client.get(f"/atelier/{facts.code}?activite=abc&lang=fr")
    assert 'href="?activite=abc&amp;lang=en"' in page.text


# --- a region's theme --------------------------------------------------------------------------------


@pytest.fixture
def region(tmp_path):
    """Makes a client of a server with a theme."""
    made = []

    def make(**settings):
        app = create_app(Settings(instance=tmp_path / "region", **settings))
        made.append(app)
        database.upgrade(app)
        return app.test_client()

    yield make
    for app in made:
        app.extensions["rooms"].stop()
        app.extensions["store"].stop()


def test_a_region_s_colours_are_on_every_page_and_kept_by_browsers(region):
    client = region(theme_primary="#6b2d8f")
    address = re.search(r'href="(/theme\.css\?v=\w+)"', client.get("/").text)[1]
    answer = client.get(address)
    assert "--primary: var(--light, #6b2d8f)" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_region_s_logo_says_its_name_and_nothing_in_it_runs(region, tmp_path):
    file = tmp_path / "logo.svg"
    file.write_text(SVG)
    client = region(theme_name="Hauts-de-France", theme_logo=str(file))
    address = re.search(r'<img class="logo" src="([^"]+)" alt="Hauts-de-France"', client.get("/").text)[1]
    answer = client.get(address)
    assert answer.text == SVG
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_region_without_a_logo_has_its_name_written(region):
    assert "Occitanie</span>" in region(theme_name="Occitanie").get("/").text


@pytest.mark.parametrize("path", ["/theme.css", "/logo"])
def test_without_a_theme_there_is_nothing_to_fetch(client, path):
    assert client.get(path).status_code == 404
    assert path not in client.get("/").text


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"theme_primary": "#ffd200"}, "THEME_PRIMARY is #ffd200.* nearest that passes is #"),
        ({"theme_second": "bleu"}, "write a colour as"),
        ({"theme_logo": "/nowhere.svg", "theme_name": "X"}, "cannot be read"),
        ({"theme_logo": __file__, "theme_name": "X"}, "neither a PNG nor an SVG"),
        ({"theme_logo": __file__}, "needs THEME_NAME"),
    ],
)
def test_a_server_does_not_start_with_a_theme_that_cannot_be_seen(tmp_path, settings, sentence):
    with pytest.raises(BadSetting, match=sentence):
        create_app(Settings(instance=tmp_path / "refused", **settings))


def test_a_logo_that_every_visitor_would_wait_for_is_refused(tmp_path):
    file = tmp_path / "big.png"
    file.write_bytes(b"\x89PNG\r\n" + bytes(70_000))
    with pytest.raises(BadSetting, match="60000 at most"):
        create_app(Settings(instance=tmp_path / "refused", theme_logo=str(file), theme_name="X"))


# --- icons -------------------------------------------------------------------------------------------


def test_an_icon_is_drawn_in_live_blocks_too_and_says_nothing_by_itself():
    said = core_environment().from_string('{% from "icons.html" import icon %}{{ icon("clock") }}Temps').render()
    assert re.fullmatch(
        r'<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true"[^>]*><circle.*</svg>Temps',
        said,
    )


def test_an_icon_that_is_not_vendored_is_an_error():
    with pytest.raises(Exception, match="belfry"):
        core_environment().from_string('{% from "icons.html" import icon %}{{ icon("belfry") }}').render()
