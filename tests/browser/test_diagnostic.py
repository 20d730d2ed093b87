"""A diagnosis at two tables: written with its sources, contested from the other table, merged, asked as a question."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import well_read

STAGES = ["fill", "gallery", "amend", "cluster", "vote", "decide", "questions"]


@pytest.fixture
def pages(people, server):
    """The console, a phone at each table, in French and in English, and the screen."""
    lead = Lead(Browser(server))
    for site in ("s1", "s2"):
        lead.socket.do("", "core.tables", site=site, count=1)
    laid = lead.browser.get(f"{server.url}/animer/{server.code}/tables").text
    at_lille, at_amiens = re.findall(r'<li[^>]* id="t-([^"]+)"', laid)
    lead.add("diagnostic", "Constats", STAGES, anonymous=False)
    lead.browser.close()
    english = people.participant("Karim", "Amiens", table=at_amiens)
    english.goto(f"{english.url}?lang=en")
    made = people.facilitator(), people.participant("Louise", table=at_lille), english, people.screen()
    for page in made:
        expect(page.locator("body[data-live]")).to_be_attached()
    return made


def keep(page: Page, text: str, kind: str = ""):
    """Write in the editor that is open, and keep it."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill(text)
    if kind:
        dialog.get_by_label(kind, exact=True).check()
    dialog.locator("button.primary").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_finding_is_crossed_contested_merged_and_becomes_a_question(pages):
    console, lille, amiens, screen = pages
    lille.get_by_role("button", name="Écrire un constat").tap()
    keep(lille, "On rappelle parce que rien n’est dit")
    card = lille.locator(".finding")
    expect(card).to_contain_text("sans source")
    for kind, text in (("Paroles recueillies", "« Quatre appels »"), ("Chiffres", "62 sur 99 ont rappelé")):
        card.get_by_role("button", name="Écrire une source").first.tap()
        keep(lille, text, kind)
        expect(card).to_contain_text(text)
    expect(card.locator(".finding-head")).to_contain_text("recoupé")
    card.get_by_role("button", name="Écrire une source").last.tap()
    keep(lille, "À Gand, les appels ont baissé", "Parangonnage")
    expect(card.locator(".finding-rests.agree")).to_contain_text("les appels ont baissé")
    weak = card.get_by_role("button", name="Point faible")
    weak.tap()
    expect(weak).to_have_attribute("aria-pressed", "true")
    amiens.get_by_role("button", name="Write a finding").tap()
    keep(amiens, "Letters have no name on them")
    well_read(lille, amiens)

    go_on(console, "Contester")
    expect(amiens.locator(".finding")).to_contain_text("Quatre appels")  # the table that the screens show
    amiens.locator(".finding").get_by_role("button", name="React").tap()
    dialog = amiens.get_by_role("dialog")
    dialog.get_by_label("What do you say of it?").select_option(label="Contradicted by…")
    dialog.get_by_role("textbox").fill("the survey, question 4")
    dialog.locator("button.primary").tap()
    expect(lille.locator(".finding")).to_contain_text("Contredit par…")
    go_on(console, "Amender")
    lille.locator(".finding").get_by_role("button", name="Pris en compte").tap()

    go_on(console, "Rassembler les constats")
    for page in (lille, amiens, screen):
        expect(page.locator(".live-board .card, .live-screen .card")).to_have_count(2)
    expect(screen.locator(".finding-sure").first).to_be_visible()
    go_on(console, "Voter")
    for page in (lille, amiens):
        page.locator(".option", has_text="On rappelle").get_by_role("button").first.tap()
    go_on(console, "Décider")
    go_on(console, "Comment pourrions-nous")
    question = "Comment pourrions-nous dire où en est la demande pour que personne ne rappelle ?"
    lille.locator(".card", has_text="On rappelle").get_by_role("button", name="Comment pourrions-nous").tap()
    keep(lille, question)
    expect(screen.locator(".live-screen")).to_contain_text("dire où en est la demande")
    well_read(lille, amiens)
