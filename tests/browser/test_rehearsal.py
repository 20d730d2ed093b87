"""A rehearsal as a facilitator sees it: begun, led, shown to a colleague, thrown away."""

from __future__ import annotations

from playwright.sync_api import expect

MARK = "Répétition\u00a0: personnes simulées"


def test_a_workshop_is_rehearsed_shown_and_thrown_away(people, server, look):
    console = people.facilitator()
    console.goto(f"{server.url}/animer/{server.code}/repetition")
    expect(console.get_by_role("heading", level=1)).to_have_text("Répéter")
    console.get_by_label("Personnes simulées").fill("6")
    look.at(console, "rehearsal")
    console.get_by_role("button", name="Commencer la répétition").click()
    expect(console.locator(".rehearsal-bar")).to_contain_text(MARK)
    expect(console.locator("body[data-live]")).to_be_attached()
    code = console.url.rpartition("/animer/")[2].partition("?")[0]

    colleague = console.context.new_page()
    colleague.goto(f"{server.url}/animer/{code}/repetition")
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Montrer une démonstration")
    link = colleague.get_by_role("link", name="/rejoindre/").get_attribute("href")
    colleague.goto(link)
    expect(colleague.locator(".rehearsal-bar")).to_have_text(MARK)
    colleague.get_by_role("button", name="Entrer dans l’atelier").click()
    expect(colleague.locator("body[data-live]")).to_be_attached()

    console.locator("#panel-agenda li", has_text="Météo").get_by_role("button", name="Amener").click()
    said = colleague.locator("[data-block='board'] .cloud li")
    expect(said.first).to_be_attached()  # one of the six said a word, at their own pace
    expect(colleague.locator(".rehearsal-bar")).to_have_text(MARK)

    console.get_by_role("button", name="Jeter la répétition").click()
    expect(console.locator(".rehearsal-bar")).to_have_count(0)
    assert console.url.endswith(f"/animer/{server.code}")
    assert colleague.request.get(f"{server.url}/rejoindre/{code}").status == 404
    assert colleague.request.get(link).status == 404
