"""The evidence chain in a browser: from a vote back to what people wrote; cards handed over; both pages for axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import People, go_on, lead, more_of, write
from tests.support.looks import violations
from tests.support.shared import SharedServer
from tests.support.tabs import WIDTHS


def check(page: Page):
    """Nothing that axe finds, nothing wider than the page, on a phone and on a laptop."""
    for width in ("phone", "laptop"):
        across, down = WIDTHS[width]
        page.set_viewport_size({"width": across, "height": down})
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), width
        assert violations(page) == [], width


@pytest.fixture(scope="module")
def server(served) -> SharedServer:
    return SharedServer(served)


@pytest.fixture(scope="module")
def voted(browser, server, tabs) -> None:
    """A workshop whose two cards were grouped under a name, and whose vote keeps that group."""
    people = People(browser, server, tabs)
    console = people.facilitator()
    lille, amiens = people.participant("Louise", width="laptop"), people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    for page, text in ((lille, "Des phrases courtes"), (amiens, "Relire avec un usager")):
        write(page, text)
        expect(page.locator(".my-cards")).to_contain_text(text)
    for stage in ("Révéler", "Lire et clarifier", "Regrouper"):
        go_on(console, stage)
    for text in ("Des phrases courtes", "Relire avec un usager"):
        card = console.locator(".live-control .card").filter(has_text=text)
        more_of(card).get_by_role("button", name="Déplacer vers…").click()
        place = re.compile("^(Un .*regroupement|Regroupement)")
        console.get_by_role("dialog").get_by_role("button", name=place).first.click()
        expect(console.locator(".live-control .cluster:not(.loose) .card").filter(has_text=text)).to_be_visible()
    group = console.locator(".live-control .cluster:not(.loose)")
    group.locator("summary").filter(has_text="Nommer").click()
    group.get_by_label("Nom du regroupement").fill("Écrire pour être lu")
    group.get_by_role("button", name="Nommer").click()
    expect(group.locator("h3")).to_contain_text("Écrire pour être lu")
    lead(console, "Vote par gommettes")
    lille.locator(".option .plus").first.click()
    expect(lille.locator(".own-dots").first).to_have_text("1")
    go_on(console, "Décider")
    people.close()
    assert people.violations == []


@pytest.fixture
def console(voted, people) -> Page:
    return people.facilitator()


def test_a_decision_is_walked_back_to_what_people_wrote(console, server):
    console.goto(f"{server.url}/animer/{server.code}/fil")
    check(console)
    console.locator("section[aria-labelledby=ends]").get_by_role("link", name="Écrire pour être lu").click()
    before = console.locator("section[aria-labelledby=back]")
    expect(before.get_by_role("link")).to_have_count(2)  # in an order that nobody wrote them in
    expect(before).to_contain_text("Relire avec un usager")
    check(console)
    before.get_by_role("link", name="Des phrases courtes").click()
    expect(console.locator("section[aria-labelledby=forward]")).to_contain_text("Écrire pour être lu")


def test_cards_are_handed_over_with_the_keyboard_alone(console, server):
    console.goto(f"{server.url}/animer/{server.code}/cartes")
    console.get_by_role("link", name="Vote par gommettes").press("Enter")
    console.get_by_label("Écrire pour être lu").press("Space")
    check(console)
    console.get_by_label("Activité qui les reçoit").select_option(label="Des courriers plus clairs · Regrouper")
    console.get_by_role("button", name="Transmettre les cartes cochées").press("Enter")
    expect(console.get_by_role("status")).to_contain_text("1 carte a été transmise.")
    expect(console.locator("label.card")).to_contain_text("déjà dans : Des courriers plus clairs")
