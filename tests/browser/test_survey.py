"""A survey led question by question on two phones and a screen, and answered page by page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import go_on
from tests.support.crowd import Crowd
from tests.support.looks import violations

QUESTIONS = """# Vos courriers
voie (choix) * : Par quelle voie nous écrivez-vous le plus souvent ?
- Courrier
- Courriel
- Formulaire en ligne
- Autre…
delai (échelle 1-5) : Le délai de réponse vous convient-il ?
1 = pas du tout
5 = tout à fait
mots (long) : Que faudrait-il changer d’abord ?
"""
SETTINGS = {
    "questions": QUESTIONS,
    "introduction": "Le service Courrier prépare sa charte.\nVos réponses restent sans nom.",
    "takes": 2,
    "thanks": "Les résultats seront lus le 4 décembre.",
    "invited": 40,
}


@pytest.fixture
def crowd(server):
    made = Crowd(server)
    yield made
    made.close()


@pytest.fixture
def lead(crowd):
    return crowd.facilitator()


def turn(page: Page):
    return page.locator(".step:visible")


def well_read(*pages: Page):
    for page in pages:
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_survey_is_led_question_by_question_and_its_results_show_where_one_chooses(people, crowd, lead):
    activity = lead.add("survey", "Vos courriers", ["together", "results"], settings=SETTINGS)
    english = people.participant("Karim", "Amiens")
    english.goto(f"{english.url}?lang=en")
    console, lille, screen = people.facilitator(), people.participant("Louise"), people.screen()
    for page in (console, lille, english, screen):
        expect(page.locator("body[data-live]")).to_be_attached()
    expect(screen.locator(".turn-text")).to_contain_text("Par quelle voie")
    expect(turn(english).get_by_role("heading")).to_have_text("Question 1 of 3")
    turn(lille).get_by_text("Autre", exact=True).tap()
    turn(lille).get_by_label("Précisez").fill("À l’accueil")
    turn(lille).get_by_role("button", name="Envoyer ma réponse").tap()
    expect(turn(lille)).to_contain_text("Votre réponse est gardée")
    turn(english).get_by_text("Courriel", exact=True).tap()
    turn(english).get_by_role("button", name="Send my answer").tap()
    expect(screen.locator(".turn-count")).to_contain_text("2 sur 2 ont répondu")
    console.get_by_role("button", name="Montrer ses résultats").click()
    expect(console.get_by_text("Moins de cinq personnes ont répondu").first).to_be_visible()
    for n in range(4):
        crowd.person(f"Personne {n}").socket().do(
            activity, "answer_one", page="voie", said={"voie": "courrier"}, words={}
        )
    expect(screen.locator(".turn-count")).to_contain_text("6 sur 6 ont répondu")
    expect(screen.locator(".share")).to_have_count(0)
    console.get_by_role("button", name="Montrer ses résultats").click()
    expect(screen.locator(".share").first).to_contain_text("67 %")
    expect(screen.get_by_text("À l’accueil")).to_have_count(0)
    expect(lille.locator(".own-turn")).to_contain_text("Autre · À l’accueil")
    expect(console.get_by_role("button", name="Montrer ses résultats")).to_have_count(0)
    console.get_by_role("button", name="Passer à la question 2").click()
    expect(turn(english).get_by_role("heading")).to_have_text("Question 2 of 3")
    turn(english).get_by_text("4", exact=True).tap()
    turn(english).get_by_role("button", name="Send my answer").tap()
    turn(english).get_by_role("button", name="Change my answer").tap()
    expect(turn(english).get_by_label("4", exact=True)).to_be_checked()
    well_read(lille, english)
    go_on(console, "Résultats")
    expect(lille.locator(".found-one").first).to_contain_text("67 %")
    expect(lille.locator(".found-one").nth(1)).to_contain_text("Moins de cinq personnes ont répondu")
    well_read(lille, english)


def test_who_answers_by_themselves_reads_why_before_and_the_thanks_after(people, lead):
    lead.add("survey", "Vos courriers", ["answer", "results"], settings=SETTINGS)
    phone = people.participant("Louise")
    expect(turn(phone).locator(".form-opening")).to_contain_text("3 questions · environ 2 minutes")
    turn(phone).get_by_text("Courriel", exact=True).tap()
    turn(phone).get_by_role("button", name="Envoyer mes réponses").tap()
    expect(turn(phone)).to_contain_text("Les résultats seront lus le 4 décembre.")
    well_read(phone)


def test_an_answer_in_words_is_taken_down_from_the_console_in_one_press_and_no_word_is_wider_than_a_phone(
    people, crowd, lead
):
    settings = {"questions": "souhait (long) : Que changer ?", "show_texts": True}
    activity = lead.add("survey", "Vos souhaits", ["answer", "results"], settings=settings)
    for n, text in enumerate(["Anticonstitutionnellement" * 5, "Madame Untel est lente", "Trois", "Quatre", "Cinq"]):
        socket = crowd.person(f"Personne {n}").socket("participant")
        socket.do(activity, "answer", page="souhait", said={}, words={"souhait": text}, earlier={})
    phone, console = people.participant("Louise"), people.facilitator()
    lead.stage("Vos souhaits", "results")
    expect(phone.get_by_text("Madame Untel est lente")).to_be_visible()
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    console.locator("details.written > summary").click()
    row = console.locator(".written li", has_text="Madame Untel est lente")
    row.get_by_role("button", name="nomme une personne").click()
    expect(phone.get_by_text("Madame Untel est lente")).to_have_count(0)
    expect(phone.locator(".taken-down")).to_contain_text("nomme une personne 1")
    console.locator("details.bin > summary").click()
    console.locator("details.bin").get_by_role("button", name="Remettre").click()
    expect(phone.get_by_text("Madame Untel est lente")).to_be_visible()
