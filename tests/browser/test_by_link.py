"""A questionnaire open for days: opened on the console, answered by its link on three devices, one without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations

QUESTIONS = """# Vos courriers
voie (choix) * : Comment nous écrivez-vous ?
- Courrier
- Courriel
delai (échelle 1-5) : Le délai convient-il ?
1 = pas du tout
5 = tout à fait
# Difficultés
lesquelles (plusieurs) si delai = 1, 2 : Lesquelles ?
- Formulaires
- Mots
# Pour finir
souhait (long) : Que changer ?
"""
TITLE = "Nos courriers"


@pytest.fixture
def console(people, server):
    lead = Lead(Browser(server))
    id = lead.prepare("survey", TITLE, ["answer", "results"], settings={"questions": QUESTIONS})
    lead.browser.close()
    page = people.facilitator()
    page.goto(f"{page.url}?activite={id}")
    expect(page.locator("body[data-live]")).to_be_attached()
    return page


def well_read(*pages: Page):
    for page in pages:
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def answered(page: Page, voie: str, delai: str):
    page.get_by_label(voie).check()
    page.locator(f"input[name='said.delai'][value='{delai}']").check()
    page.get_by_role("button", name="Suivant").locator("visible=true").click()


def test_it_is_opened_answered_on_three_devices_and_read_on_the_screen(people, console, browser):
    console.get_by_role("link", name="Ouvrir plusieurs jours, par un lien").click()
    console.get_by_role("button", name="Ouvrir le lien").click()
    link = console.get_by_label("Le lien à envoyer").input_value()
    well_read(console)

    phone = people.page("phone")
    phone.goto(link)
    expect(phone.get_by_text("Page 1 sur 2")).to_be_visible()
    phone.locator("input[name='said.delai'][value='1']").check()
    expect(phone.get_by_text("Page 1 sur 3")).to_be_visible()  # a condition holds at once
    phone.reload()
    expect(phone.locator("input[name='said.delai'][value='1']")).to_be_checked()  # what was not sent is a draft
    well_read(phone)
    answered(phone, "Courriel", "1")
    expect(phone.get_by_role("heading", name="Difficultés")).to_be_visible()
    phone.get_by_label("Mots").check()
    phone.get_by_role("button", name="Suivant").locator("visible=true").click()
    phone.get_by_label("Que changer ?").fill("Moins de sigles")
    phone.get_by_role("button", name="Envoyer mes réponses").click()
    expect(phone.get_by_text("Merci : vos réponses sont gardées.")).to_be_visible()
    phone.get_by_role("button", name="Changer mes réponses").click()
    answered(phone, "Courrier", "5")
    expect(
        phone.get_by_role("heading", name="Pour finir")
    ).to_be_visible()  # one goes on from the page that was changed

    phone.get_by_role("button", name="Une autre personne").click()
    code = phone.locator(".noted-code").inner_text()
    assert re.fullmatch(r"(?:[2-9A-Z]{4} ){2}[2-9A-Z]{4}", code)
    phone.get_by_role("link", name="Commencer un formulaire vide").click()
    expect(phone.locator(":checked")).to_have_count(0)
    assert not phone.evaluate("() => Object.keys(localStorage).some((name) => name.includes('/q/'))")

    plain = people.page("phone", java_script_enabled=False)
    plain.goto(link)
    plain.get_by_role("button", name="Suivant").locator("visible=true").click()
    expect(plain.get_by_text("Répondez à cette question.")).to_be_visible()
    answered(plain, "Courriel", "4")
    expect(plain.get_by_role("heading", name="Pour finir")).to_be_visible()
    plain.get_by_role("button", name="Envoyer mes réponses").click()
    expect(plain.get_by_text("Merci : vos réponses sont gardées.")).to_be_visible()

    other = people.page("phone")
    other.goto(f"{link}?lang=en")
    other.get_by_text("I have answered already").click()
    other.get_by_label("The code that you were shown").fill(code)
    other.get_by_role("button", name="Find my answers again").click()
    expect(other.get_by_text("Thank you: your answers are kept.")).to_be_visible()
    well_read(other)

    console.get_by_role("link", name="Console").click()
    expect(console.locator(".live-board")).to_contain_text("2 personnes ont répondu")
    console.get_by_role("link", name="Le lien pour répondre").click()
    console.get_by_role("button", name="Fermer maintenant").click()
    expect(console.get_by_text("Fermé depuis")).to_be_visible()
    other.reload()
    expect(other.get_by_text("This questionnaire closed on")).to_be_visible()
