"""A debate, led by a facilitator from two phones, one in French and one in English, before a room's screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on, heard
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations

LONG = f"https://exemple.fr/{8 * 'justificatif'}"

SETTINGS = {"written_who": "le guichet", "places": "Lille, hémicycle / 1\nÀ distance"}


@pytest.fixture
def pages(people, server):
    """A console, a phone in Lille, an English one in Amiens, and the screen, in a debate of twelve questions."""
    lead = Lead(Browser(server))
    lead.add("debate", "Débat", ["box", "air", "close", "capture"], settings=SETTINGS)
    texts = ["Combien de temps avant une réponse ?", *(f"Qui répond au guichet {n} ?" for n in range(2, 13))]
    for text in texts:
        lead.socket.do(lead.ids["Débat"], "paper_question", text=text)
    lead.browser.close()
    english = people.participant("Karim", "Amiens")
    english.goto(f"{english.url}?lang=en")
    made = people.facilitator(), people.participant("Louise"), english, people.screen()
    for page in made:
        expect(page.locator("body[data-live]")).to_be_attached()
    return made


def test_a_place_is_taken_waited_for_and_handed_on(pages):
    console, lille, amiens, screen = pages
    here = lille.locator(".registration-place", has_text="hémicycle")
    here.get_by_role("button", name="S’inscrire").tap()
    expect(here).to_contain_text("Vous avez une place")
    expect(lille.locator(".registration-place", has_text="distance").get_by_role("button")).to_be_hidden()
    there = amiens.locator(".registration-place", has_text="hémicycle")
    there.get_by_role("button", name="Join the waiting list").tap()
    expect(amiens.locator(".registration-mine")).to_contain_text("Waiting list: place 1")
    amiens.get_by_text("My name on the list").tap()
    amiens.get_by_label("Your name or a pseudonym").fill("Karim B.")
    amiens.get_by_role("button", name="Keep this name").tap()
    expect(screen.locator(".registration")).to_contain_text("complet · 1 en attente")
    console.locator(".registration-list summary").click()
    expect(console.locator(".registration-list")).to_contain_text("Karim B.")
    lille.locator(".registration-mine").get_by_role("button", name="Annuler mon inscription").tap()
    expect(amiens.locator(".registration-mine")).to_contain_text("You are registered: Lille, hémicycle")
    expect(lille.locator(".registration-mine")).to_have_count(0)
    expect(screen.get_by_text("Karim B.")).to_have_count(0)
    assert [violations(page) for page in (console, lille, amiens)] == [[], [], []]


def test_a_question_is_read_supported_put_on_air_answered_and_followed_up(pages):
    console, lille, amiens, screen = pages
    lille.get_by_label("Votre question").fill(f"Pourquoi trois fois la même pièce ? {LONG}")
    lille.get_by_role("button", name="Envoyer ma question").tap()
    expect(lille.locator(".queue-mine")).to_contain_text("reçue, pas encore lue")
    amiens.get_by_label("Your question").fill("Ask M. Durand!")
    amiens.get_by_role("button", name="Send my question").tap()
    inbox = console.locator(".queue-inbox .card")
    expect(inbox).to_have_count(2)
    expect(screen.get_by_text("Pourquoi trois fois")).to_have_count(0)
    inbox.filter(has_text="Durand").get_by_role("button", name="Refuser…").click()
    console.get_by_role("dialog").get_by_role("button", name="nomme une personne").click()
    expect(amiens.locator(".queue-mine")).to_contain_text("names a person")
    inbox.filter(has_text="trois fois").get_by_role("button", name="Admettre").click()
    theirs = amiens.locator(".queued").filter(has_text="trois fois")
    expect(theirs.locator(".queue-count")).to_have_text("1 supporter")
    theirs.get_by_role("button", name="Support").tap()
    for page, words in ((amiens, "2 supporters"), (lille, "2 soutiens"), (screen, "2 soutiens")):
        expect(page.locator(".queued").filter(has_text="trois fois").locator(".queue-count")).to_have_text(words)
    expect(theirs.get_by_role("button", name="Supported")).to_be_visible()
    expect(lille.locator(".queued").filter(has_text="trois fois").get_by_role("button")).to_have_count(0)  # one's own
    amiens.reload()
    expect(theirs.locator(".queue-count")).to_have_text("2 supporters")
    last = console.locator(".queue-line-up .card").filter(has_text="guichet 12")
    last.locator("summary").click()
    last.get_by_role("button", name="Fusionner avec…").click()
    console.get_by_role("dialog").get_by_label("Chercher").fill("MEME PIECE")
    expect(console.get_by_role("dialog").get_by_role("button", name="Qui répond au guichet 3")).to_have_count(0)
    console.get_by_role("dialog").get_by_role("button", name="Pourquoi trois fois").click()
    expect(amiens.locator(".queue-also")).to_contain_text("guichet 12")
    go_on(console, "Questions et réponses")
    expect(console.locator(".queue-next")).to_contain_text("Pourquoi trois fois")
    console.locator(".queue-next").get_by_role("button", name="Mettre à l’antenne").click()
    expect(screen.locator(".queue-alone")).to_contain_text("Pourquoi trois fois")
    expect(screen.get_by_text("Combien de temps")).to_have_count(0)
    expect(lille.locator(".queue-mine")).to_contain_text("à l’antenne")
    heard(amiens, "On air: question 13")
    desk = console.locator(".queue-desk")
    desk.get_by_label("Ce qui a été répondu").fill("Une seule fois, dès janvier")
    amiens.locator(".queued").first.get_by_role("button", name="Support").tap()
    expect(console.locator(".queue-line-up .queue-count").first).to_have_text("2 soutiens")
    expect(desk.get_by_label("Ce qui a été répondu")).to_have_value("Une seule fois, dès janvier")
    desk.get_by_label("à suivre").check()
    desk.get_by_role("button", name="Noter la réponse").click()
    for page in (lille, amiens):
        expect(page.locator(".queue-answers")).to_contain_text("dès janvier")
    assert [violations(page) for page in (console, lille, amiens)] == [[], [], []]
    go_on(console, "Voir ce qui a été répondu")
    expect(screen.locator(".queue-promise")).to_contain_text("le guichet")
    go_on(console, "Qui fait quoi")
    expect(screen.locator(".outcome")).to_contain_text("Pourquoi trois fois")
    taken = lille.locator("summary", has_text="Qui prend").first
    assert taken.evaluate("(one) => one.getBoundingClientRect().right") <= 390
