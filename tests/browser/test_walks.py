"""A service walked through with a phone in the hand, read by the team, and opened as the columns of a map."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.browser import SITES
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations


def test_steps_noted_on_the_way_are_drawn_for_all_and_open_as_a_map(people, server):
    lead = Lead(Browser(server))
    notes = lead.add("fieldnotes", "Terrain", ["gather", "cluster"], anonymous=False)
    phone, screen = people.participant("Louise"), people.screen()
    phone.locator("summary", has_text="Parcours réalisé").first.tap()
    expect(phone.get_by_text("ni nommés ni notés")).to_be_visible()
    phone.get_by_label("Service essayé").fill("Carte de bus")
    phone.get_by_role("button", name="Commencer ce parcours").tap()
    expect(phone.get_by_text("En cours : Carte de bus, 0 étape notée")).to_be_visible()
    way = (("Je cherche le formulaire", "Site ou formulaire en ligne", "0 · Neutre"),
           ("J’appelle le numéro vert", "Téléphone", "−2 · Détresse"))  # fmt: skip
    for n, (text, channel, felt) in enumerate(way, 1):
        step = phone.locator("form[data-command=note_step]").first
        step.get_by_label("Ce qui se passe").fill(text)
        step.get_by_label("Canal").select_option(label=channel)
        step.get_by_label("Ce que je ressens").select_option(label=felt)
        step.get_by_role("button", name="Noter cette étape").tap()
        expect(phone.get_by_text(re.compile(f"Carte de bus, {n} étape"))).to_be_visible()
    phone.context.set_offline(True)
    step = phone.locator("form[data-command=note_step]").first
    for text in ("Je rappelle", "On me répond"):
        step.get_by_label("Ce qui se passe").fill(text)
        step.get_by_role("button", name="Noter cette étape").tap()
        expect(phone.locator("#waiting")).to_contain_text(text)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Carte de bus, 4 étapes notées")).to_be_visible()
    noted = [*(text for text, *_said in way), "Je rappelle", "On me répond"]
    expect(phone.locator(".field-walk li")).to_have_text([re.compile(text) for text in noted])
    other = Browser(server).join("Karim", SITES["Amiens"])
    line = other.socket()
    line.do(notes, "begin_walk", service="carte de bus", how="beside")
    for felt in ("1", "2"):
        line.do(notes, "note_step", text="Je demande", felt=felt)
    other.close()
    for page in (screen, phone):
        expect(page.locator(".walk-curve circle")).to_have_count(4)
        expect(page.locator(".walk-key").first).to_contain_text("Parcours 2")
    assert violations(phone) == violations(screen) == []
    assert phone.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    lead.prepare("journeymap", "Carte", ["fill"], anonymous=False, source=notes, share_by="room")
    lead.open("Carte")
    lead.browser.close()
    expect(phone.get_by_text("observé").first).to_be_attached()
    expect(phone.get_by_text("J’appelle le numéro vert").first).to_be_attached()
