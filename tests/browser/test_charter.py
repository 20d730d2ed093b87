"""A charter written together and agreed on: a facilitator, two phones, one French and one English, a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

LINES = "Nous répondons dans les meilleurs délais.\nNous signons nos lettres."
STAGES = ["gather", "describe", "stances", "settle", "adopted"]


def put(page, words, keep):
    page.locator("dialog[open] textarea").fill(words)
    page.locator("dialog[open]").get_by_role("button", name=keep).tap()


def test_a_charter_is_written_together_agreed_on_and_dated(room):
    settings = {"lines": LINES, "house": "notifier = prévenir"}
    console, lille, amiens, screen = room("charter", "Notre charte", STAGES, settings=settings, anonymous=False)
    amiens.get_by_label("Your proposal").fill("Nous devons notifier chaque refus.")
    amiens.get_by_role("button", name="Propose it").tap()
    expect(screen.locator(".text-worded")).to_have_count(3)
    well_read(lille, amiens)

    go_on(console, "Rédiger les articles")
    ours, theirs = (page.locator(".charter-sheet").first for page in (lille, amiens))
    for page in (lille, amiens):
        for n in (0, 2):
            page.locator(".charter-sheet > details > summary").nth(n).tap()
    expect(amiens.locator(".charter-sheet").nth(2)).to_contain_text("“notifier”: say “prévenir”.")
    ours.get_by_role("button", name="Reformuler…").tap()
    theirs.get_by_role("button", name="Word it anew…").tap()
    put(lille, "Nous répondons sous dix jours.", "Garder cette version")
    expect(screen.locator(".charter-far ins").first).to_contain_text("sous dix jours.")
    put(amiens, "Nous répondons vite.", "Keep this version")
    expect(ours).to_contain_text("Quelqu’un d’autre a écrit ici au même moment")
    ours.get_by_role("button", name="Garder celle-ci").first.tap()
    expect(theirs.locator(".rivals")).to_have_count(0)
    theirs.locator(".text-history > summary").tap()
    expect(theirs.locator(".text-amendment").last.locator("del")).to_contain_text("dans les meilleurs délais.")
    letter = ours.locator(".described-cell").filter(has_text="Exemple avant").get_by_role("button")
    letter.tap()
    put(lille, "Mme Dupont, votre dossier…", "Enregistrer ce texte")
    expect(lille.get_by_text("dit qui est quelqu’un : écrivez [nom]")).to_contain_text("Mme Dupont, votre dossier…")
    letter.tap()
    put(lille, "[nom], votre dossier…", "Enregistrer ce texte")
    expect(theirs).to_contain_text("[nom], votre dossier")
    theirs.locator(".described-cell").filter(has_text="Delay or indicator").get_by_role("button").tap()
    put(amiens, "nine out of ten", "Keep this wording")
    expect(ours).to_contain_text("nine out of ten")
    well_read(lille, amiens)

    go_on(console, "Prendre position")
    expect(lille.locator(".consent-article").first).to_contain_text("Délai ou indicateur : nine out of ten")
    for n in (0, 1, 2):
        lille.locator(".consent-article").nth(n).get_by_role("button", name="Pas d’objection").tap()
        expect(lille.locator(".consent-done")).to_have_text(f"Réponses : {n + 1} sur 3")
    go_on(console, "Traiter les objections")
    go_on(console, "Lire la charte")
    console.get_by_label("À revoir le").fill("2099-11-30")
    console.get_by_role("button", name="Noter la révision").click()
    expect(screen.locator(".charter-dated")).to_contain_text("À revoir le 30 novembre 2099. 2 personnes étaient là.")
    expect(screen.locator(".charter-far .card").first).to_contain_text("Nous répondons sous dix jours.")
    expect(amiens.locator(".charter-worth")).to_contain_text("does not stand for the consultation")
    well_read(lille, amiens)
