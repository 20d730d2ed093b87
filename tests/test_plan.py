"""The map of the site: what it leads to, for whom, and that it is reached from everywhere."""

from __future__ import annotations

import re

import pytest

from tests.support.pages import join, sign_in

FOOTED = ("/", "/compte/connexion", "/rejoindre/{code}", "/plan", "/aide/", "/accessibilite", "/salle", "/nulle-part")
FOOTED += ("/atelier/{code}", "/animer", "/animer/{code}", "/animer/{code}/agenda", "/animer/{code}/resultats")


def led_to(client) -> list[str]:
    """The addresses of the map's own part."""
    page = client.get("/plan?lang=fr").text
    return re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")])


def test_the_map_leads_to_pages_that_open_and_to_none_that_asks_to_sign_in(app, workshop):
    client = app.test_client()
    ways = led_to(client)
    assert len(ways) > 15 and not [way for way in ways if way.startswith("/animer")]
    assert {way: client.get(way).status_code for way in ways if client.get(way).status_code != 200} == {}


def test_who_facilitates_finds_there_every_page_of_what_they_lead(app, workshop):
    client = app.test_client()
    sign_in(client)
    ways, code = led_to(client), workshop.facts.code
    own = {f"/animer/{code}{page}" for page in ("", "/agenda", "/tables", "/reglages", "/cartes", "/fil", "/resultats")}
    assert own <= set(ways)
    assert {way: client.get(way).status_code for way in ways if client.get(way).status_code != 200} == {}


@pytest.mark.parametrize("path", FOOTED)
def test_the_map_is_reached_from_each_foot_and_the_foot_stands_outside_of_the_content(app, facts, path):
    client = app.test_client()
    if path.startswith("/animer"):
        sign_in(client)
    if path.startswith("/atelier"):
        join(client, facts)
    page = client.get(path.format(code=facts.code)).text
    head, main, foot = page.index("<header"), page.index("<main"), page.index("<footer")
    assert head < main < page.index("</main>") < foot and 'href="/plan"' in page[foot:]
    assert page.count("<main") == page.count("<footer") == 1
