"""Alone, in pairs, in fours, all together: led by a facilitator, on two phones, one French and one English."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read


def test_two_people_pair_themselves_and_what_they_keep_reaches_everybody(room):
    stages = ["alone", "pairs", "fours", "all"]
    settings = {"question": "Qu’arrêter ?"}
    console, lille, amiens, screen = room("one_two_four", "À voix basse", stages, anonymous=False, settings=settings)
    lille.get_by_label("Votre idée").fill("Les doubles signatures")
    lille.get_by_role("button", name="Écrire l’idée 1 sur 3").tap()
    amiens.get_by_label("Your idea").fill("The paper copies")
    amiens.get_by_role("button", name="Write idea 1 of 3").tap()
    expect(screen.locator(".live-screen")).to_contain_text("2 idées")
    for page in (console, screen, amiens):
        expect(page.get_by_text("Les doubles signatures")).to_have_count(0)

    go_on(console, "À deux")
    expect(lille.locator("#mine")).to_contain_text("Il n’y a personne avec vous pour l’instant")
    lille.get_by_text("Nous sommes déjà deux").tap()
    lille.get_by_label("Le nom sous lequel").fill("karim")
    lille.get_by_role("button", name="Nous sommes ensemble").tap()
    expect(lille.locator(".circle-names")).to_contain_text("Karim")
    expect(amiens.locator(".circle-names")).to_contain_text("Louise")
    amiens.get_by_role("button", name="Les doubles signatures").tap()
    expect(lille.get_by_role("button", name="Les doubles signatures")).to_have_attribute("aria-pressed", "true")
    lille.get_by_label("Une idée formulée ensemble").fill("Signer une seule fois")
    lille.get_by_role("button", name="L’écrire pour nous tous").tap()
    expect(amiens.get_by_role("button", name="Signer une seule fois")).to_have_attribute("aria-pressed", "true")
    expect(screen.locator(".live-screen")).to_contain_text("2 idées retenues")
    expect(screen.get_by_text("Signer une seule fois")).to_have_count(0)
    well_read(lille, amiens)

    go_on(console, "À quatre")
    expect(lille.get_by_role("button", name="Signer une seule fois")).to_be_visible()
    go_on(console, "Tous ensemble")
    expect(screen.locator(".cluster").first).to_contain_text("Signer une seule fois")
    console.locator(".live-control li").filter(has_text="Signer").first.get_by_role("button", name="La retenir").click()
    for page in (screen, amiens):
        expect(page.locator(".circle-agreed")).to_contain_text("Signer une seule fois")
    well_read(lille, amiens)
