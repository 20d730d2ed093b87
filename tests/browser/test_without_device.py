"""A person without a device, from the console to what is entered for them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import lead, open_people


def test_somebody_without_a_device_is_added_and_what_stands_on_their_paper_is_entered(people):
    console = people.facilitator()
    lead(console, "Météo")
    open_people(console)
    console.get_by_role("button", name="Ajouter une personne sans appareil").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_label("Nom").press("Enter")
    expect(dialog.get_by_label("Nom")).to_be_focused()  # nobody without a name
    dialog.get_by_label("Nom").fill("Jeanne")
    dialog.get_by_label("Site").select_option(label="Amiens")
    dialog.get_by_role("button", name="Ajouter cette personne").click()
    expect(dialog).to_have_count(0)
    expect(console.locator(".people li", has_text="Jeanne")).to_contain_text("sur papier")
    console.get_by_role("link", name="Papier 1").click()
    console.get_by_label("Votre mot").fill("Calme")
    console.get_by_role("button", name="Envoyer").click()
    expect(console.locator("#mine")).to_contain_text("calme")
    console.get_by_role("link", name="Retour à la console").click()
    expect(console.locator(".people-count")).to_contain_text("Ont participé : 1 sur 1")
