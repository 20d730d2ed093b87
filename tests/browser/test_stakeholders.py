"""A map of stakeholders: placed unseen, then what we do with each and who is bound to whom, on four pages."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import violations

STAGES = ["collect", "reveal", "cluster", "place", "show", "describe", "see"]

WHOLE = """() => {
  const board = document.querySelector(".live-screen"), at = board.getBoundingClientRect();
  const [above, , below] = (board.style.clipPath.match(/[\\d.]+(?=px)|(?<=\\()0/g) ?? [0, 0, 0]).map(Number);
  const units = [...board.querySelectorAll("li, tr, h3")];
  const isWhole = ({ top, bottom }) => top > at.top + above - 2 && bottom < at.bottom - below + 2;
  return units.filter((one) => isWhole(one.getBoundingClientRect())).map((one) => one.textContent);
}"""
"""What a screen shows whole on its page."""


def test_stakeholders_are_placed_unseen_and_what_we_do_with_each_is_said(people, server):
    lead = Lead(Browser(server))
    lead.add("stakeholders", "Parties", STAGES)
    console, lille, amiens, screen = (
        people.facilitator(), people.participant("Louise"), people.participant("Karim", "Amiens"), people.screen()
    )  # fmt: skip
    amiens.goto(f"{amiens.url}?lang=en")
    for page in (console, lille, amiens, screen):
        expect(page.locator("body[data-live]")).to_be_attached()

    lille.get_by_label("Une organisation ou une fonction").fill("Mme Durand")
    lille.get_by_role("button", name="Envoyer la carte 1 sur 5").tap()
    expect(lille.locator("form[data-command=write]")).to_contain_text("écrivez plutôt sa fonction")
    lille.get_by_label("Une organisation ou une fonction").fill("Préfecture")
    lille.get_by_role("button", name="Envoyer la carte 1 sur 5").tap()
    expect(lille.locator(".my-cards")).to_contain_text("Préfecture")
    amiens.get_by_label("An organisation or a function").fill("Local press")
    amiens.get_by_role("button", name="Send card 1 of 5").tap()
    expect(amiens.locator(".my-cards")).to_contain_text("Local press")

    console.locator(".live-control details.paper > summary").click()
    console.get_by_label("Cartes écrites sur papier").fill("\n".join(f"Association {n}" for n in range(9)))
    console.get_by_role("button", name="Ajouter ces cartes").click()
    expect(screen.locator(".hidden-stage")).to_contain_text("11 cartes")
    for stage in ("Révéler à tous", "Fusionner les doublons", "Placer"):
        go_on(console, stage)
    things = console.locator(".live-control .numbered li").all_text_contents()
    numbers = " ".join("5 5" if one == "Préfecture" else "1 1" for one in things)
    paper = console.locator(".live-control details.paper", has=console.locator("form[data-command=paper_placing]"))
    if paper.get_attribute("open") is None:
        paper.locator("summary").click()
    for _sheet in range(5):
        paper.get_by_label("Chiffres du papier").fill(numbers)
        paper.get_by_role("button", name="Saisir ce papier").click()
        expect(paper.get_by_label("Chiffres du papier")).to_have_value("")
    expect(screen.locator(".placing-line").first).to_contain_text("5")
    go_on(console, "Voir où nous en sommes")
    expect(screen.locator(".placing-row").filter(has_text="Préfecture")).to_contain_text("À associer")

    go_on(console, "Dire ce que nous faisons")
    prefecture = lille.locator(".described-thing").filter(has_text="Préfecture")
    prefecture.locator("summary").first.tap()
    prefecture.get_by_role("button", name="Écrire… · Ce que nous faisons").tap()
    lille.get_by_role("dialog").get_by_label("Votre texte").fill("Dîner au port")
    lille.get_by_role("dialog").get_by_role("button", name="Enregistrer ce texte").tap()
    expect(prefecture).to_contain_text("Dîner au port")
    expect(prefecture).to_contain_text("2 à renseigner")
    links = amiens.locator(".stakeholder-links")
    links.locator("summary").tap()
    links.get_by_role("button", name="Local press").tap()
    amiens.get_by_role("dialog").get_by_role("button", name="Préfecture").tap()
    links.get_by_role("button", name="Say what binds them").tap()
    amiens.get_by_role("dialog").get_by_label("In a word or two").fill("press releases")
    amiens.get_by_role("dialog").get_by_role("button", name="Keep", exact=True).tap()
    expect(lille.locator(".stakeholder-link")).to_contain_text("press releases")

    go_on(console, "Voir la carte")
    for page in (screen, lille):
        expect(page.locator(".stakeholder-strategy").first).to_contain_text("À associer")
        expect(page.locator(".stakeholder-strategy").first).to_contain_text("Dîner au port")
    expect(screen.locator(".stakeholder-link")).to_contain_text("press releases")
    expect(screen.locator("#pages")).to_have_text("Page 1 sur 3")
    seen = screen.evaluate(WHOLE)
    for page in (2, 3):  # the last one cannot be scrolled as far, and shows nothing of the one before all the same
        console.get_by_role("button", name="Page suivante").click()
        expect(screen.locator("#pages")).to_have_text(f"Page {page} sur 3")
        seen += screen.evaluate(WHOLE)
    assert len(seen) == len({*seen}) > 20
    for page in (lille, amiens, console):
        assert violations(page) == []
    for page in (lille, amiens):
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    lead.browser.close()
