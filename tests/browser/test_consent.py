"""Articles agreed on by consent, led by a facilitator, on two phones, one French and one English, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

LINES = "Répondre sous dix jours\nTutoyer les usagers"


def test_articles_are_agreed_on_unseen_and_an_objection_is_settled(room):
    settings = {"lines": LINES, "worth": "decides"}
    stages = ["clarify", "react", "stances", "settle"]
    console, lille, amiens, screen = room("consent", "Notre charte", stages, settings=settings)
    asking = lille.locator(".consent-article").nth(1)
    asking.get_by_text("Poser une question").tap()
    asking.get_by_label("Votre question, pour comprendre").fill("Au guichet aussi ?")
    asking.get_by_role("button", name="Envoyer ma question").tap()
    desk = console.locator(".live-control .card").filter(has_text="Au guichet aussi")
    desk.get_by_text("Y répondre").click()
    desk.get_by_label("Ce que répond qui propose").fill("Partout")
    desk.get_by_role("button", name="Noter la réponse").click()
    expect(amiens.locator(".live-board")).to_contain_text("Partout")
    console.get_by_role("button", name="Ouvrir la file de parole").click()
    french, english = ("Demander la parole", "Entrer dans la file"), ("Ask to speak", "Enter the queue")
    for page, (ask, enter) in ((lille, french), (amiens, english)):
        page.locator(".turns-ask > summary", has_text=ask).tap()
        page.get_by_role("button", name=enter).tap()
        expect(page.locator(".turns-wait")).to_be_visible()
    expect(screen.locator(".turns-floor")).to_contain_text("2 personnes attendent la parole")
    console.get_by_role("button", name="Appeler cette personne").first.click()
    expect(lille.locator(".turns-mine")).to_contain_text("On vous appelle")
    expect(amiens.locator(".turns-mine")).to_have_count(0)
    lille.get_by_role("button", name="Je prends la parole").tap()
    expect(screen.locator(".turns-on")).to_contain_text("Parle maintenant")
    well_read(lille, amiens)
    go_on(console, "Réagir")
    go_on(console, "Prendre position")
    expect(screen.locator(".turns-floor")).to_have_count(0)
    first, second = (lille.locator(".consent-article").nth(n) for n in (0, 1))
    first.get_by_role("button", name="Pas d’objection").tap()
    expect(first.get_by_role("button", name="Pas d’objection")).to_have_attribute("aria-pressed", "true")
    second.get_by_text("Objection…").tap()
    second.get_by_role("button", name="Noter mon objection").tap()
    expect(second).to_contain_text("Une objection a besoin d’une raison")
    second.get_by_label("Que mettrait-il en danger ?").fill("Beaucoup le prendront mal")
    second.get_by_role("button", name="Noter mon objection").tap()
    expect(lille.locator(".consent-done")).to_have_text("Réponses : 2 sur 2")
    amiens.get_by_role("button", name="No objection").last.tap()
    one = amiens.locator(".consent-article").first
    one.get_by_text("Reservation…").tap()
    one.get_by_label("Your reservation").fill("Not in August")
    one.get_by_role("button", name="Note my reservation").tap()
    expect(screen.locator(".consent-line").first).to_contain_text("2 sur 2")
    console.locator(".live-control details.paper > summary").click()
    paper = console.locator(".live-control details.paper")
    paper.get_by_role("group", name="2. Tutoyer les usagers").get_by_label("Objection", exact=True).check()
    paper.get_by_role("button", name="Saisir cette feuille").click()
    expect(paper).to_contain_text("Article 2 : une objection a besoin d’une raison")
    paper.get_by_role("group", name="2. Tutoyer les usagers").get_by_label("Je ne me prononce pas").check()
    paper.get_by_role("group", name="1. Répondre sous dix jours").get_by_label("Je ne me prononce pas").check()
    paper.get_by_role("button", name="Saisir cette feuille").click()
    expect(screen.locator(".consent-line").first).to_contain_text("3 sur 3")
    for page in (console, amiens, screen):
        expect(page.get_by_text("Beaucoup le prendront mal")).to_have_count(0)
    well_read(lille, amiens)

    go_on(console, "Traiter les objections")
    expect(screen.locator(".consent-plain")).to_contain_text("Répondre sous dix jours")
    expect(screen.locator(".consent-row")).to_contain_text("Est-ce un risque pour la mission ?")
    expect(amiens.locator(".consent-plain")).to_contain_text("Not in August")
    card = console.locator(".live-control .card").filter(has_text="Tutoyer")
    card.get_by_text("Reformuler, et refaire un tour").click()
    card.get_by_label("L’article, tel qu’il est proposé maintenant").fill("Vouvoyer les usagers")
    card.get_by_role("button", name="Ouvrir un tour sur cet article").click()
    for page, words in ((lille, "Pas d’objection"), (amiens, "No objection")):
        expect(page.locator(".consent-article.is-whole")).to_have_count(0)
        page.locator(".consent-article").get_by_role("button", name=words).tap()
        expect(page.locator(".consent-article.is-whole")).to_have_count(1)
    expect(screen.locator(".consent-again")).to_contain_text("2 sur 2")
    console.get_by_role("button", name="Montrer les positions").click()
    expect(screen.locator(".consent-row")).to_contain_text("Objection d’un tour précédent")
    card = console.locator(".live-control .card").filter(has_text="Vouvoyer")
    card.get_by_text("Noter l’issue").click()
    card.get_by_label("Adopté à l’essai").check()
    card.get_by_role("button", name="Noter cette issue").click()
    expect(card).to_contain_text("Jusqu’à quand l’essai dure-t-il")
    card.get_by_label("À l’essai jusqu’au").fill("2027-06-30")
    card.get_by_role("button", name="Noter cette issue").click()
    expect(screen.locator(".consent-row")).to_contain_text("Adopté à l’essai jusqu’au 30 juin 2027")
    expect(amiens.locator(".consent-row")).to_contain_text("Adopted on trial until June 30, 2027")
    well_read(lille, amiens)
