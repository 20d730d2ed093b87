"""The demo played from joining to results: Lille on a laptop, Amiens on a phone, a facilitator, a screen."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import drawer, go_on, lead, more_of, write


def test_the_demo_is_played_from_joining_to_results(people):
    console = people.signs_in()
    screen = people.screen("Amiens")
    lille = people.joins("Louise", "Lille", width="laptop")
    amiens = people.joins("Karim", "Amiens", width="phone")
    rows = console.locator(".sites-lines tbody tr")
    expect(rows.nth(0)).to_contain_text("Lille")
    expect(rows.nth(0).locator("td").first).to_have_text("1")
    expect(rows.nth(1).locator("td").first).to_have_text("1")

    # Météo: one word each, read together; one types while the other acts.
    lead(console, "Météo")
    word = amiens.get_by_label("Votre mot")
    word.press_sequentially("Curi")
    lille.get_by_label("Votre mot").fill("Sereine")
    lille.get_by_role("button", name="Envoyer").click()
    for page in (lille, amiens):
        expect(page.locator(".cloud")).to_contain_text("sereine")
    expect(screen.locator(".cloud")).to_contain_text("sereine")
    expect(word).to_have_value("Curi")
    word.press_sequentially("euse")
    amiens.get_by_role("button", name="Envoyer").tap()
    expect(lille.locator(".cloud")).to_contain_text("curieuse")

    # Ideation: in silence; Amiens loses its line, writes, and comes back.
    lead(console, "Des courriers plus clairs")
    write(lille, "Un seul formulaire")
    expect(lille.locator(".my-cards")).to_contain_text("Un seul formulaire")
    amiens.context.set_offline(True)
    write(amiens, "Des phrases courtes")
    expect(amiens.locator("#banner")).to_contain_text("1 à envoyer")
    amiens.context.set_offline(False)
    expect(amiens.locator(".my-cards")).to_contain_text("Des phrases courtes")
    write(amiens, "Un exemple rempli")
    write(lille, "Le nom de l’agent sur la lettre")
    expect(console.locator(".preview")).to_contain_text("4 cartes")
    for page in (console, screen, lille):
        assert "phrases courtes" not in page.content()
    lille.get_by_role("button", name="J’ai fini").click()
    expect(rows.nth(0).locator("td").nth(2)).to_have_text("1")

    # Reveal, then group: by the list, by the keyboard.
    go_on(console, "Révéler")
    for page in (lille, amiens, screen):
        expect(page.locator(".live .card")).to_have_count(4)
    go_on(console, "Lire et clarifier")
    go_on(console, "Regrouper")
    card = console.locator(".live-control .card").filter(has_text="Un seul formulaire")
    more_of(card).get_by_role("button", name="Déplacer vers…").click()
    console.get_by_role("dialog").get_by_role("button", name=re.compile("^Un .*regroupement")).click()
    expect(console.locator(".live-control .cluster h3")).to_have_count(2)
    console.locator(".live-control .rename summary", has_text="Nommer").first.click()
    console.get_by_label("Nom du regroupement").fill("Simplifier")
    console.get_by_role("button", name="Nommer ce regroupement").click()
    expect(amiens.get_by_role("heading", name="Simplifier")).to_be_visible()
    other = console.locator(".live-control .card").filter(has_text="Un exemple rempli")
    other.locator("[data-tick]").focus()
    console.keyboard.press("Shift+ArrowRight")
    cluster = console.locator(".live-control .cluster").filter(has=console.get_by_role("heading", name="Simplifier"))
    expect(cluster.locator(".card")).to_have_count(2)

    # Dots, blind until the vote closes.
    lead(console, "Vote par gommettes")
    option = lille.locator(".option").filter(has_text="Simplifier")
    option.get_by_role("button", name="Placer une gommette").click()
    expect(option.locator(".own-dots")).to_have_text("1")
    phone = amiens.locator(".option").filter(has_text="Simplifier")
    phone.get_by_role("button", name="Placer une gommette").tap()
    expect(phone.locator(".own-dots")).to_have_text("1")
    phone.get_by_role("button", name="Placer une gommette").press("Enter")  # it takes one
    expect(amiens.locator("#banner")).to_contain_text("gommette")
    expect(screen.locator(".waiting").last).to_contain_text("2")
    assert screen.locator("meter").count() == 0
    go_on(console, "Décider")
    first = screen.locator(".result").first
    expect(first).to_contain_text("Simplifier")
    expect(first.locator(".total")).to_contain_text("2")
    console.locator(".decisions > li").first.locator("summary").click()
    console.locator(".decisions > li").first.get_by_label("Motif").fill("Deux sites d’accord")
    console.locator(".decisions > li").first.get_by_role("button", name=re.compile("décision")).click()
    expect(lille.locator(".result").first).to_contain_text("Deux sites d’accord")

    # And home with the results.
    with console.expect_download() as download:
        drawer(console, "Résultats").get_by_role("link", name="JSON").click()
    told = json.loads(download.value.path().read_text())
    votes = next(part for part in told["agenda"] if part["method"] == "dotvote")["tables"][0]
    assert votes["rows"][0][:3] == [1, "Simplifier", 2]
    assert "Louise" not in json.dumps(told)


def test_a_reload_a_new_tab_and_a_draft_lose_nothing(people):
    console = people.facilitator()
    amiens = people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    write(amiens, "Des phrases courtes")
    amiens.get_by_label("Votre idée").press_sequentially("Un brouillon")
    amiens.reload()
    expect(amiens.get_by_label("Votre idée")).to_have_value("Un brouillon")
    expect(amiens.locator(".my-cards")).to_contain_text("Des phrases courtes")
    tab = amiens.context.new_page()
    tab.goto(amiens.url)
    expect(tab.locator(".my-cards")).to_contain_text("Des phrases courtes")
    write(tab, "Depuis l’onglet")
    expect(amiens.locator(".my-cards")).to_contain_text("Depuis l’onglet")
    expect(amiens.get_by_label("Votre idée")).to_have_value("Un brouillon")


@pytest.mark.alone
def test_the_server_killed_and_restarted_finds_everybody_and_everything_again(people, server):
    console = people.facilitator()
    amiens = people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    write(amiens, "Avant la panne")
    expect(amiens.locator(".my-cards")).to_contain_text("Avant la panne")
    server.kill()
    expect(amiens.locator("#banner")).to_be_visible()
    write(amiens, "Pendant la panne")
    server.start()
    expect(amiens.locator(".my-cards")).to_contain_text("Pendant la panne")
    expect(amiens.locator(".my-cards .card")).to_have_count(2)
    go_on(console, "Révéler")
    expect(amiens.locator(".live-board .card")).to_have_count(2)


def test_what_one_types_is_kept_when_the_facilitator_moves_on(people):
    console = people.facilitator()
    lille = people.participant("Louise", width="laptop")
    lead(console, "Des courriers plus clairs")
    lille.get_by_label("Votre idée").press_sequentially("Une idée à moitié")
    go_on(console, "Révéler")
    expect(lille.locator(".where")).to_contain_text("Révéler à tous")
    expect(lille.get_by_label("Votre idée")).to_have_value("Une idée à moitié")
    lille.get_by_label("Votre idée").press_sequentially(", finie")
    lille.get_by_role("button", name="Envoyer la carte").click()
    expect(console.locator(".tray")).to_contain_text("Une idée à moitié, finie")
    expect(lille.get_by_label("Votre idée")).to_have_count(0)
    console.get_by_role("button", name="Accepter").click()
    expect(lille.locator(".live-board")).to_contain_text("Une idée à moitié, finie")


def test_a_card_is_grouped_by_dragging_it(people):
    console = people.facilitator()
    lille = people.participant("Louise", width="laptop")
    lead(console, "Des courriers plus clairs")
    write(lille, "Un seul formulaire")
    write(lille, "Des phrases courtes")
    expect(lille.locator(".my-cards .card")).to_have_count(2)
    go_on(console, "Révéler")
    go_on(console, "Lire et clarifier")
    go_on(console, "Regrouper")
    expect(console.locator(".live-control[data-drag=ready]")).to_be_attached()
    card = console.locator(".live-control .card").first
    box = card.bounding_box()
    console.mouse.move(box["x"] + 20, box["y"] + 15)
    console.mouse.down()
    console.mouse.move(box["x"] + 30, box["y"] + 30, steps=4)
    zone = console.locator(".new-cluster")
    expect(zone).to_be_visible()
    target = zone.bounding_box()
    console.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=12)
    console.mouse.up()
    expect(console.locator(".live-control .cluster:not(.loose) .card")).to_have_count(1)
    expect(lille.locator(".cluster:not(.loose) .card")).to_have_count(1)
