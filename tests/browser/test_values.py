"""Values: a story is told on a phone, its value kept, defined, agreed on, and comes to a page of the booklet."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

STAGES = ["collect", "reveal", "cluster", "vote", "decide", "describe", "stances", "settle", "capture", "booklet"]
STORY = "Une dame pleurait ; ma collègue s’est assise à côté d’elle."


def test_a_story_that_somebody_lived_becomes_a_page_of_the_booklet(room):
    console, lille, amiens, screen = room("values", "Nos valeurs", STAGES, settings={"worth": "decides", "keep": 1})
    lille.get_by_label("Votre histoire").fill(STORY)
    lille.get_by_label("La valeur qu’elle montre").fill("Toujours écouter chaque personne")
    lille.get_by_label("Mon histoire peut paraître").check()
    lille.get_by_role("button", name="Envoyer l’histoire 1 sur 2").tap()
    expect(lille.locator("form[data-command=write]")).to_contain_text("en 3 mots au plus")
    lille.get_by_label("La valeur qu’elle montre").fill("Écoute")
    lille.get_by_role("button", name="Envoyer l’histoire 1 sur 2").tap()
    expect(lille.locator(".my-cards")).to_contain_text("Elle peut paraître dans le recueil")
    amiens.get_by_label("Your story").fill("A letter written anew in ten lines.")
    amiens.get_by_label("The value that it shows").fill("Clarity")
    amiens.get_by_role("button", name="Send story 1 of 2").tap()
    expect(amiens.locator(".my-cards")).to_contain_text("It does not leave this room")
    console.locator(".live-control details.paper > summary").click()
    console.get_by_label("L’histoire, telle qu’elle est sur le papier").fill("Vu au guichet de Lens")
    console.get_by_label("La valeur qu’elle montre").fill("Patience")
    console.get_by_role("button", name="Ajouter ces cartes").click()
    expect(screen.locator(".hidden-stage")).to_contain_text("3 cartes")
    well_read(lille, amiens)

    go_on(console, "Révéler à tous")
    expect(amiens.locator(".values-stories")).to_contain_text("ma collègue s’est assise")
    expect(screen.locator(".chart-cloud")).to_contain_text("Écoute")
    expect(screen.locator(".of-group")).to_be_hidden()
    card = console.locator(".live-control .card").filter(has_text="Clarity")
    card.get_by_text("Plus").click()
    card.get_by_role("button", name="Agrandir").click()
    expect(screen.locator(".enlarged")).to_contain_text("written anew in ten lines")
    well_read(amiens)
    for stage in ("Regrouper", "Voter", "Décider", "Définir chaque valeur"):  # nobody votes: all are defined
        go_on(console, stage)
    thing = lille.locator(".described-thing").filter(has_text="Écoute").first
    thing.locator("summary").first.tap()
    thing.get_by_role("button", name="Écrire… · En une phrase").tap()
    lille.locator("dialog[open] textarea").fill("Nous écoutons avant de répondre")
    lille.get_by_role("button", name="Enregistrer ce texte").tap()
    expect(thing).to_contain_text("Nous écoutons avant de répondre")
    well_read(lille)

    go_on(console, "Prendre position")
    for page, words in ((lille, "Pas d’objection"), (amiens, "No objection")):
        article = page.locator(".consent-article").filter(has_text="Nous écoutons avant")
        article.get_by_role("button", name=words).tap()
        expect(article.get_by_role("button", name=words)).to_have_attribute("aria-pressed", "true")
    for stage in ("Traiter les objections", "Qui fait quoi", "Composer le recueil"):
        go_on(console, stage)
    page_ = console.locator(".live-control .values-desk")
    expect(page_).to_have_count(1)
    page_.get_by_text("peut paraître").click()
    page_.locator("details details > summary").click()
    text = page_.get_by_label("L’histoire, telle qu’elle paraît")
    expect(text).to_have_value(STORY)
    text.fill("Une dame pleurait ; quelqu’un s’est assis à côté d’elle.")
    page_.get_by_role("button", name="La faire paraître, relue").click()
    for page in (amiens, screen):
        expect(page.locator(".values-page")).to_contain_text("quelqu’un s’est assis à côté d’elle")
    expect(screen.locator(".values-page")).to_contain_text("Nous écoutons avant de répondre")
    well_read(lille, amiens, console)
    lille.locator(".values-mine > summary").tap()
    lille.get_by_role("button", name="Elle ne doit pas paraître").tap()
    expect(screen.locator(".values-page")).not_to_contain_text("quelqu’un s’est assis")
