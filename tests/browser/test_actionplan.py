"""An action plan led by a facilitator: taken on by phone, followed by a link of one's own without a script."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read


def test_an_action_is_taken_on_by_name_proposed_to_somebody_and_followed_by_a_link(room, browser):
    console, lille, amiens, screen = room("actionplan", "Notre plan", ["plan", "follow"])
    form = lille.locator("form[data-command=add_action]")
    form.get_by_label("Ce qui est fait").fill("Écrire au bailleur")
    form.get_by_role("button", name="Ajouter cette action").tap()
    expect(form.locator('[data-error="due"]')).to_be_visible()
    form.get_by_label("Pour quel jour").fill("2020-01-01")
    form.get_by_role("button", name="Ajouter cette action").tap()
    expect(form).to_contain_text("Ce jour est passé")
    form.get_by_label("Pour quel jour").fill("2199-01-14")
    form.get_by_role("button", name="Ajouter cette action").tap()
    expect(screen.locator(".plan-action")).to_contain_text("personne pour l’instant")

    lille.locator(".plan-action").get_by_role("button", name="Je prends…").tap()
    dialog = lille.get_by_role("dialog")
    expect(dialog).to_contain_text("effacé 30 jours après")
    dialog.get_by_label("Votre nom, comme il sera lu").fill("Louise Martin")
    dialog.get_by_role("button", name="Je prends cette action").tap()
    for page in (screen, amiens, console):
        expect(page.locator(".plan-action").first).to_contain_text("Louise Martin")

    add = amiens.locator("form[data-command=add_action]")
    add.get_by_label("What is done").fill("Call the switchboard")
    add.get_by_label("By which day").fill("2199-02-01")
    add.get_by_role("button", name="Add this action").tap()
    card = console.locator(".plan-action").filter(has_text="Call the switchboard")
    card.get_by_text("Compléter").click()
    card.get_by_role("button", name="Proposer à quelqu’un d’ici…").click()
    console.get_by_role("dialog").get_by_label("Le nom de quelqu’un d’ici").fill("Personne")
    console.get_by_role("dialog").get_by_role("button", name="Proposer").click()
    expect(console.locator("body")).to_contain_text("Personne ici ne s’appelle « Personne »")  # beside what was typed
    well_read(lille, amiens)

    go_on(console, "Où en est-on")
    lille.get_by_role("link", name="Mon lien de suivi").tap()
    lille.get_by_role("button", name="Créer mon lien").tap()
    address = lille.get_by_label("Mon lien, à garder").input_value()
    plain = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = plain.new_page()
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Écrire au bailleur")
    expect(page.locator("main")).not_to_contain_text("Call the switchboard")
    page.get_by_label("En cours").check()
    page.get_by_label("En une ligne").fill("Courrier parti")
    page.get_by_role("button", name="Noter").click()
    expect(page.locator("main")).to_contain_text("C’est noté")
    expect(screen.locator(".plan-action").first).to_contain_text("Courrier parti")
    plain.close()
