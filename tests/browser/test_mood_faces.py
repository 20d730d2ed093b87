"""Five faces beside the word: pressed on a phone and by keyboard, told on a screen from five people up."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import SITES, go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations


def test_faces_are_chosen_by_touch_and_by_keyboard_and_told_from_five_people_up(people, server):
    lead = Lead(Browser(server))
    settings = {"question": "Comment arrivez-vous ?", "asked": "faces"}
    mood = lead.add("mood", "Météo", ["say", "read"], settings=settings)
    lead.browser.close()
    console, phone, screen = people.facilitator(), people.participant("Louise"), people.screen()
    expect(screen.locator(".mood-row")).to_have_count(5)
    phone.get_by_role("button", name="Pas très bien").tap()
    expect(phone.get_by_role("button", name="Pas très bien")).to_have_attribute("aria-pressed", "true")
    expect(screen.locator(".mood-waiting")).to_contain_text("1 sur 1 ont choisi un visage")
    phone.get_by_role("button", name="Très bien", exact=True).focus()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Bien", exact=True)).to_be_focused()
    expect(phone.get_by_role("button", name="Bien", exact=True)).to_have_attribute("aria-pressed", "true")
    for n in range(4):
        expect(screen.locator("meter")).to_have_count(0)
        other = Browser(server).join(f"P{n}", SITES["Amiens"])
        line = other.socket()
        line.do(mood, "feel", face="best")
        line.do(mood, "say", word="calme")
        other.close()
    for page in (screen, phone, console):
        expect(page.locator(".mood-row").first).to_contain_text("4 personnes")
        expect(page.locator(".mood-row").nth(1)).to_contain_text("1 personne")
    go_on(console, "Lire ensemble")
    expect(phone.get_by_role("button", name="Bien", exact=True)).to_have_count(0)
    words = screen.locator(".mood-row > .card-text, .mood-row > .count")
    assert min(words.evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")) >= 38
    assert violations(phone) == violations(screen) == []
