"""Reattached by a facilitator, in browsers: the page that is still open is asked, and says what the other may show."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import lead, open_people, write

WORDS = "Ce que je pense vraiment"


def test_what_was_written_anonymously_shows_on_another_device_once_its_author_says_yes(people, server):
    console, phone = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    write(phone, WORDS)
    open_people(console)
    console.get_by_role("button", name="Rattacher… Karim").click()
    code = console.get_by_role("dialog").locator(".carry-code").inner_text()
    other = people.page("phone")
    other.goto(server.link("Participants"))
    other.get_by_text("J’étais déjà là").click()
    other.get_by_label("code de reprise").fill(code)
    other.get_by_role("button", name="Retrouver ma place").click()
    other.wait_for_url("**/atelier/**")
    expect(other.locator("#mine")).to_contain_text("pas montré sur cet appareil")
    expect(other.locator("#mine")).not_to_contain_text(WORDS)
    expect(phone.locator("#mine")).to_contain_text("est-ce vous")
    phone.get_by_role("button", name="Oui, c’est moi").click()
    expect(other.locator("#mine")).to_contain_text(WORDS)
    expect(phone.locator("#mine")).not_to_contain_text("est-ce vous")
