"""Joining → ideation → results as three people: by the keyboard alone, by touch, by what a screen reader is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import heard, start_timer

WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "name": "Votre prénom",
        "enter": re.compile("^Entrer"),
        "idea": "Votre idée",
        "add": "Envoyer la carte",
        "my cards": "Mes cartes",
        "done": "J’ai fini",
        "dot": "Placer une gommette",
        "back": re.compile("^Posée.*Retirer"),
        "next": ("Révéler à tous", "Lire et clarifier", "Regrouper"),
        "go": "Passer à : {}",
        "lead": "Amener tout le monde ici",
        "decide": "Décider",
        "revealed": "3 cartes sont révélées.",
        "screen": "Ce que montre l’écran",
        "soon": re.compile("^Prévenir"),
        "soon said": "L’étape suivante commence dans un instant",
        "time": "Temps restant",
        "my part": "Ma contribution",
    },
    "en": {
        "name": "Your first name",
        "enter": re.compile("^Enter the"),
        "idea": "Your idea",
        "add": "Send card",
        "my cards": "My cards",
        "done": "I am done",
        "dot": "Place dot",
        "back": re.compile("^Placed.*Take back"),
        "next": ("Reveal", "Read and clarify", "Group"),
        "go": "Go on to: {}",
        "lead": "Lead everyone here",
        "decide": "Decide",
        "revealed": "3 cards are revealed.",
        "screen": "What the screen shows",
        "soon": re.compile("^Warn"),
        "soon said": "The next stage begins in a moment",
        "time": "Time left",
        "my part": "My part",
    },
}


class Keyboard:
    """Somebody without a mouse: Tab, Enter, blanks and letters, and a focus that can be seen at each step."""

    def __init__(self, page: Page):
        self.page = page

    def to(self, wanted: Locator, most: int = 60):
        expect(wanted.first).to_be_visible()
        for _ in range(most):
            if wanted.evaluate_all("found => found.includes(document.activeElement)"):
                outline = self.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"no focus to be seen on {wanted}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{most} Tabs do not lead to {wanted}")

    def press(self, wanted: Locator):
        self.to(wanted)
        self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, text: str):
        self.to(wanted)
        self.page.keyboard.insert_text(text)


def stranger(people, server, locale: str, width: str, site: str) -> Page:
    page = people.page(width)
    address = server.link("Participants")
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={locale}&site={site}")
    return page


def live(page: Page):
    page.wait_for_url("**/atelier/**")
    expect(page.locator("body[data-live]")).to_be_attached()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_three_people_go_from_joining_to_results(people, server, locale):
    said = WORDS[locale]
    console = people.facilitator()
    console.goto(f"{console.url}?lang={locale}")

    def lead(title: str):
        agenda = console.locator(".rail button").first
        if agenda.get_attribute("aria-expanded") == "false":
            agenda.click()
        console.locator(".agenda li").filter(has_text=title).get_by_role("button", name=said["lead"]).click()
        expect(console.locator("#now-title")).to_have_text(title)

    def go_on(stage: str):
        name = said["go"].format(stage).replace(" :", "\u00a0:") if locale == "fr" else said["go"].format(stage)
        console.get_by_role("button", name=name).click()
        expect(console.locator(".stages [aria-current=step]")).to_contain_text(stage)

    # Joining: the keyboard in Lille, a thumb in Amiens, ears in Lille.
    keys = Keyboard(stranger(people, server, locale, "laptop", "s1"))
    keys.write(keys.page.get_by_label(said["name"]), "Claire")
    keys.press(keys.page.get_by_role("button", name=said["enter"]))
    live(keys.page)

    thumb = stranger(people, server, locale, "phone", "s2")
    thumb.get_by_role("button", name=said["enter"]).tap()  # the name proposed, the site of the QR code: one tap
    live(thumb)

    ears = stranger(people, server, locale, "laptop", "s1")
    ears.get_by_label(said["name"]).fill("Nour")
    ears.get_by_role("button", name=said["enter"]).click()
    live(ears)

    # Writing.
    lead("Des courriers plus clairs")
    question = "Comment pourrions-nous rendre nos courriers plus clairs"
    heard(ears, question)
    expect(ears.get_by_role("heading", level=1)).to_contain_text(question)
    keys.write(keys.page.get_by_role("textbox", name=said["idea"]), "Un seul formulaire")
    keys.press(keys.page.get_by_role("button", name=said["add"]))
    expect(keys.page.locator(".my-cards")).to_contain_text("Un seul formulaire")
    thumb.get_by_role("textbox", name=said["idea"]).tap()
    thumb.get_by_role("textbox", name=said["idea"]).fill("Des phrases courtes")
    thumb.get_by_role("button", name=said["add"]).tap()
    expect(thumb.locator(".my-cards")).to_contain_text("Des phrases courtes")
    ears.get_by_role("textbox", name=said["idea"]).fill("Un exemple rempli")
    ears.get_by_role("button", name=said["add"]).click()
    mine = ears.get_by_role("region", name=said["my part"])
    expect(mine.get_by_role("heading", name=said["my cards"])).to_be_visible()
    expect(mine.get_by_role("listitem")).to_contain_text("Un exemple rempli")
    keys.press(keys.page.get_by_role("button", name=said["done"]))
    expect(keys.page.get_by_role("button", name=said["done"])).to_have_attribute("aria-pressed", "true")
    expect(keys.page.get_by_role("button", name=said["done"])).to_be_focused()

    # The clock is said when it begins to matter, the next stage before it comes.
    start_timer(console, 3)
    expect(ears.get_by_role("timer", name=said["time"])).to_be_visible()
    console.get_by_role("button", name=said["soon"]).click()
    heard(ears, said["soon said"])
    expect(thumb.locator("#banner")).to_contain_text(said["soon said"])

    # Reveal: one sentence, and the cards in reading order under a heading.
    go_on(said["next"][0])
    heard(ears, said["revealed"])
    expect(ears.get_by_role("heading", name=said["screen"])).to_be_attached()
    expect(ears.locator(".live-board").get_by_role("listitem")).to_have_count(3)
    assert not any("Un seul formulaire" in one for one in ears.evaluate("() => window.heard"))
    for stage in said["next"][1:]:
        go_on(stage)
    heard(ears, said["next"][2])

    # Dots.
    lead("Vote par gommettes")
    option = keys.page.locator(".option").filter(has_text="Des phrases courtes")
    keys.press(option.get_by_role("button", name=said["dot"]))
    expect(option.locator(".own-dots")).to_have_text("1")
    expect(option.get_by_role("button", name=said["dot"])).to_be_focused()
    card = thumb.locator(".option").filter(has_text="Des phrases courtes")
    card.get_by_role("button", name=said["dot"]).tap()
    expect(card.locator(".own-dots")).to_have_text("1")
    option = ears.get_by_role("listitem").filter(has_text="Un exemple rempli").first
    option.get_by_role("button", name=said["dot"]).click()
    expect(option.locator(".own-dots")).to_have_text("1")
    expect(option.get_by_role("button", name=said["back"])).to_be_visible()

    # Results: ranked, as bars and as a table that can be read in order.
    go_on(said["decide"])
    for page in (keys.page, thumb, ears):
        expect(page.locator(".result").first).to_contain_text("Des phrases courtes")
    heard(ears, said["decide"])
    keys.press(keys.page.locator(".as-table summary"))
    row = keys.page.get_by_role("row").filter(has_text="Des phrases courtes")
    expect(row.get_by_role("rowheader")).to_have_text("Des phrases courtes")
    expect(row.get_by_role("cell").nth(1)).to_have_text("2")
    first = ears.locator(".live-board").get_by_role("listitem").first
    expect(first.locator("meter[aria-hidden=true]")).to_have_attribute("value", "2")  # the number beside it is read out
