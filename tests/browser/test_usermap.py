"""A map of users, made by a facilitator and two phones, one in English, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations

STAGES = ["collect", "reveal", "cluster", "describe", "see"]


def test_who_our_users_are_is_written_merged_described_and_drawn(people, server):
    lead = Lead(Browser(server))
    activity = lead.add("usermap", "Carte", STAGES)
    console, lille, amiens, screen = (
        people.facilitator(), people.participant("Louise"), people.participant("Karim", "Amiens"), people.screen()
    )  # fmt: skip
    amiens.goto(f"{amiens.url}?lang=en")
    for page in (console, lille, amiens, screen):
        expect(page.locator("body[data-live]")).to_be_attached()

    expect(screen.locator(".prompts li")).to_have_count(4)
    lille.get_by_label("Un groupe d’usagers").first.fill("Lycéens")
    lille.get_by_role("button", name="Envoyer la carte 1 sur 8").first.tap()
    expect(lille.locator(".my-cards")).to_contain_text("Usagers externes")
    absent = amiens.locator("details.prompt").last
    absent.locator("summary").tap()
    absent.get_by_label("A group of users").fill("Jeunes sans emploi")
    absent.get_by_role("button", name="Send card 1 of 8").tap()
    expect(amiens.locator(".my-cards")).to_contain_text("Non-users")
    console.locator(".live-control details.paper > summary").click()
    staff = console.locator("form[data-command=paper_cards]").nth(1)
    staff.locator("textarea").fill("Agents d’accueil\nÉlèves")
    staff.get_by_role("button", name="Ajouter ces cartes").click()
    expect(screen.locator(".hidden-stage")).to_contain_text("4 cartes")

    go_on(console, "Révéler à tous")
    go_on(console, "Fusionner les doublons")
    ids = {card.get_attribute("data-card"): card.inner_text() for card in console.locator("li[data-card]").all()}
    here = {
        next(text for text in ("Lycéens", "Élèves", "Jeunes", "Agents") if text in said): id for id, said in ids.items()
    }
    lead.socket.do(activity, "move", card=here["Élèves"], to=here["Lycéens"])
    go_on(console, "Décrire")
    expect(screen.locator(".described-far .described-thing")).to_have_count(3)

    pupils = lille.locator(".described-thing").filter(has_text="Usagers externes")
    pupils.locator("summary").first.tap()
    pupils.get_by_role("button", name="Choisir… · Contact").tap()
    lille.get_by_role("dialog").get_by_role("button", name="Chaque semaine").tap()
    expect(pupils.get_by_role("button", name="Chaque semaine")).to_be_visible()
    young = amiens.locator(".described-thing").filter(has_text="Non-users")
    young.locator("summary").first.tap()
    young.get_by_role("button", name="Choose… · Contact").tap()
    amiens.get_by_role("dialog").get_by_role("button", name="Never").tap()
    young.get_by_role("button", name="Write… · What holds").tap()
    amiens.get_by_role("dialog").get_by_label("Your text").fill("They never heard of it")
    amiens.get_by_role("dialog").get_by_role("button", name="Keep this wording").tap()
    expect(lille.locator(".described-thing").filter(has_text="Non-usagers")).to_contain_text("They never heard")

    go_on(console, "Voir la carte")
    for page in (screen, lille, amiens):
        expect(page.locator(".chart-plane .dot")).to_have_count(2)
    expect(screen.locator(".usermap-gaps")).to_contain_text("Personne n’est nommé parmi : Relais")
    added = console.locator("details.paper", has=console.locator("form[data-command=add_group]"))
    if added.get_attribute("open") is None:  # what one had open stays so
        added.locator("summary").click()
    added.get_by_label("Relais").check()
    console.get_by_label("Le groupe qui manque").fill("Missions locales")
    console.get_by_role("button", name="Ajouter ce groupe").click()
    expect(screen.locator(".usermap-gaps")).to_contain_text("Missions locales")
    expect(screen.locator(".usermap-gaps")).not_to_contain_text("parmi : Relais")
    for page in (lille, amiens, console):
        assert violations(page) == []
    for page in (lille, amiens):
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    lead.browser.close()
