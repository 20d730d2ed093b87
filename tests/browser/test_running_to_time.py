"""Running to time from the console: how late it is, what is cut, a line to everyone, notes of one's own."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import IDEAS, lead


def test_a_facilitator_makes_up_for_time_tells_everyone_and_takes_notes(people):
    console, screen = people.facilitator(), people.screen()
    lead(console, IDEAS)
    phone = people.participant("Ana")
    opener = console.get_by_role("button", name="Déroulé", exact=True)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    pace = console.locator("#pace")
    expect(pace.get_by_role("row", name="Vote par gommettes")).to_contain_text("vers")
    pace.get_by_text("Où couper ?").click()
    pace.get_by_label("Ce qui est en cours dure plus longtemps").fill("4")
    pace.get_by_role("button", name="Voir où couper").click()
    expect(pace.get_by_label("Clôture")).to_have_value("2")
    pace.get_by_role("button", name="Donner 4 min de plus, et raccourcir ceci").click()
    expect(pace.get_by_role("row", name="Clôture")).to_contain_text("3 min")
    expect(console.get_by_role("button", name="Lancer 11 min")).to_be_visible()
    pace.get_by_role("button", name="Revenir sur ce changement").click()
    expect(console.get_by_role("button", name="Lancer 7 min")).to_be_visible()
    expect(pace.get_by_role("row", name="Clôture")).to_contain_text("5 min")
    pace.get_by_text("Insérer une activité…").click()
    pace.get_by_label("Méthode", exact=True).select_option("time.plenary")
    pace.get_by_label("Sa question, ou ce que tout le monde lit").fill("Un tour de parole")
    pace.get_by_label("Minutes", exact=True).fill("6")
    pace.get_by_role("button", name="L’ajouter au déroulé").click()
    expect(pace.get_by_role("row", name="Plénière")).to_contain_text("6 min")
    expect(console.locator(".live-agenda")).to_contain_text("Plénière")
    console.get_by_text("Une ligne à tous…").click()
    console.get_by_label("Une ligne à tous", exact=True).fill("Le buffet est servi à 12 h")
    console.get_by_role("button", name="La montrer à tous").click()
    for page in (phone, screen):
        expect(page.locator(".told-all")).to_contain_text("Le buffet est servi")
    console.locator(".own-notes summary").click()
    console.get_by_label("Mes notes", exact=True).fill("Relancer Amiens")
    expect(console.get_by_text("Notes gardées")).to_be_visible()
    console.reload()
    expect(console.get_by_label("Mes notes", exact=True)).to_have_value("Relancer Amiens")
    console.get_by_role("button", name="Retirer cette ligne").click()
    expect(phone.locator(".told-all")).to_have_count(0)
