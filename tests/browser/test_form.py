"""A form of three pages, answered on a phone: with a condition, back and forth, without a line, and looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.serving import Server

EXAMPLES = Path(__file__).parents[1] / "examples"
TITLE = "Une visite"


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "instance", {"PLUGIN_FOLDERS": str(EXAMPLES)}).start()
    yield made
    made.stop()


@pytest.fixture
def console(server, people) -> Page:
    lead = Lead(Browser(server))
    lead.add("visit", TITLE, ["answer", "results"])
    lead.browser.close()
    return people.facilitator()


@pytest.fixture
def page(console, people) -> Page:
    opened = people.participant("Louise")
    expect(opened.locator("body[data-live]")).to_be_attached()
    return opened


def shown(page: Page):
    """The page of the form that is before whoever answers."""
    return page.locator(".step:visible")


def choose(page: Page, question: str, answer: str):
    group = page.get_by_role("group", name=re.compile(re.escape(question)))
    group.locator("label").filter(has_text=answer).first.tap()


def send(page: Page, button: str = "Suivant"):
    shown(page).get_by_role("button", name=button).tap()


def test_a_form_is_answered_page_by_page_and_a_condition_shows_its_page(page, console):
    expect(shown(page).locator("[data-step-place]")).to_have_text("Page 1 sur 2")
    send(page)
    expect(shown(page).locator(".field-error:visible").first).to_contain_text("Répondez")
    choose(page, "Comment êtes-vous venu", "Autrement")
    shown(page).get_by_label("Précisez").fill("À vélo")
    choose(page, "assez vite", "2")
    expect(shown(page).locator("[data-step-place]")).to_have_text("Page 1 sur 3")
    send(page)
    expect(shown(page).get_by_role("heading")).to_contain_text("Ce qui vous a retenu")
    expect(shown(page).get_by_role("heading")).to_be_focused()
    choose(page, "pris du temps", "Les papiers")
    shown(page).get_by_label("Que s’est-il passé").fill("Trop de pièces")
    send(page)
    expect(shown(page).get_by_role("heading")).to_contain_text("Pour finir")
    send(page, "Envoyer mes réponses")
    expect(shown(page).get_by_role("heading")).to_contain_text("vos réponses sont gardées")
    expect(console.locator(".hidden-stage")).to_contain_text("1 personne a répondu")


def test_one_goes_back_without_a_line_and_finds_everything_on_coming_back(page, console):
    choose(page, "Comment êtes-vous venu", "Au guichet")
    choose(page, "assez vite", "1")
    send(page)
    expect(shown(page).get_by_role("heading")).to_contain_text("Ce qui vous a retenu")
    shown(page).get_by_label("Que s’est-il passé").press_sequentially("Une attente")
    shown(page).get_by_role("button", name="Retour").tap()
    expect(shown(page).get_by_label("Au guichet")).to_be_checked()
    page.context.set_offline(True)
    choose(page, "Comment êtes-vous venu", "Par téléphone")
    send(page)
    expect(shown(page).get_by_role("heading")).to_contain_text("Ce qui vous a retenu")
    expect(page.locator("#banner")).to_contain_text("1 à envoyer")
    choose(page, "pris du temps", "La réponse")
    page.context.set_offline(False)
    expect(page.locator("#banner")).not_to_contain_text("à envoyer", timeout=30_000)
    page.reload()
    expect(page.locator("body[data-live]")).to_be_attached()
    expect(shown(page).get_by_label("Que s’est-il passé")).to_have_value("Une attente")
    expect(shown(page).get_by_label("La réponse")).to_be_checked()
    send(page)
    expect(shown(page).get_by_role("heading")).to_contain_text("Pour finir")
    send(page, "Envoyer mes réponses")
    shown(page).get_by_role("button", name="Changer mes réponses").tap()
    expect(shown(page).get_by_label("Par téléphone")).to_be_checked()
    go_on(console, "Résultats")
    expect(page.locator(".found-one").first).to_contain_text("Moins de cinq personnes ont répondu")
    expect(page.locator(".own-answers")).to_contain_text("Mes réponses")


def test_its_pages_and_its_results_are_read_by_everybody(page, console, people, look):
    look.at(page, "form, the first page")
    console.locator(".paper summary").click()
    look.at(console, "form, from paper")
    send(page)
    expect(shown(page).locator(".field-error:visible").first).to_be_visible()
    look.at(page, "form, with faults")
    choose(page, "Comment êtes-vous venu", "Au guichet")
    choose(page, "assez vite", "5")
    send(page)
    send(page, "Envoyer mes réponses")
    look.at(page, "form, sent")
    go_on(console, "Résultats")
    expect(page.locator(".found-one").first).to_be_visible()
    look.at(page, "form, its results")
    look.at(people.screen(), "screen of a form")


def test_what_others_answer_leaves_alone_whoever_is_writing(page, console, people):
    choose(page, "Comment êtes-vous venu", "Au guichet")
    choose(page, "assez vite", "1")
    send(page)
    words = shown(page).get_by_label("Que s’est-il passé")
    words.press_sequentially("Une attente")
    other = people.participant("Karim")
    choose(other, "Comment êtes-vous venu", "Par téléphone")
    choose(other, "assez vite", "5")
    send(other)
    send(other, "Envoyer mes réponses")
    expect(page.locator(".live-board")).to_contain_text("1 personne a répondu")
    words.press_sequentially(" sans fin")
    expect(words).to_have_value("Une attente sans fin")
    expect(words).to_be_focused()
