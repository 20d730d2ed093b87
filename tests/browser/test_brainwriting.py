"""Sheets that pass on, led by a facilitator, on two phones, one French and one English, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read


def test_a_sheet_passes_to_a_neighbour_who_goes_on_and_the_group_keeps_what_was_marked(room):
    stages = ["round1", "round2", "mark", "keep", "read"]
    settings = {"question": "Que simplifier ?", "each": 2}
    console, lille, amiens, screen = room("brainwriting", "Feuilles", stages, anonymous=False, settings=settings)
    lille.get_by_role("button", name="Prendre une feuille").tap()
    lille.get_by_label("Votre idée").fill("Un seul formulaire")
    lille.get_by_role("button", name="Écrire l’idée 1 sur 2").tap()
    expect(lille.locator(".is-mine")).to_contain_text("Un seul formulaire")
    amiens.get_by_role("button", name="Take a sheet").tap()
    amiens.get_by_label("Your idea").fill("Answer within two days")
    amiens.get_by_role("button", name="Write idea 1 of 2").tap()
    expect(screen.locator(".live-screen")).to_contain_text("2 idées")
    for page in (console, screen, amiens):
        expect(page.get_by_text("Un seul formulaire")).to_have_count(0)
    lille.get_by_label("Votre idée").fill("Ce que j’écris encore")

    go_on(console, "Tour 2")
    expect(lille.locator(".leaf-round").first).to_contain_text("Answer within two days")
    expect(amiens.locator(".leaf-round").first).to_contain_text("Un seul formulaire")
    kept = lille.locator("form").filter(has_text="Feuilles · Tour 1")
    expect(kept.get_by_label("Votre idée")).to_have_value("Ce que j’écris encore")
    kept.get_by_role("button", name="Écrire l’idée").tap()
    expect(screen.locator(".live-screen")).to_contain_text("3 idées")
    lille.get_by_role("button", name="Je dois partir").tap()
    expect(screen.locator(".live-screen")).to_contain_text("1 feuille attend quelqu’un")
    well_read(lille, amiens)

    go_on(console, "Repérer")
    amiens.get_by_role("button", name="Un seul formulaire").tap()
    expect(amiens.get_by_role("button", name="Un seul formulaire")).to_have_attribute("aria-pressed", "true")
    go_on(console, "Retenir")
    group = amiens.locator(".brain-group").filter(has_text="Un seul formulaire")
    group.get_by_role("button", name="Keep it").first.tap()
    expect(group.locator(".is-kept")).to_contain_text("Un seul formulaire")
    expect(screen.locator(".cluster .card")).to_have_text(["1 Un seul formulaire"])
    well_read(lille, amiens)
    go_on(console, "Lire ensemble")
    for page in (lille, screen):
        expect(page.locator(".cluster .card")).to_contain_text(["Un seul formulaire"])
    amiens.get_by_text("All the sheets, as they went round").tap()
    expect(amiens.locator(".leaf").first).to_contain_text("Round 1")
