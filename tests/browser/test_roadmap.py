"""A roadmap placed together, linked, compared, chosen and agreed on, on two phones, a console and a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

SETTINGS = {"phases": "2026\n2027", "axes": "Accueil\nCourrier", "scenarios": "Pas à pas\nD’un coup"}
STAGES = ["write", "arrange", "compare", "stances", "settle", "read"]


def test_a_roadmap_is_placed_linked_compared_and_agreed_on(room):
    console, lille, amiens, screen = room("roadmap", "Route", STAGES, settings=SETTINGS)
    form = lille.locator("form[data-command=write_step]").first
    for text in ("Former les agents", "Réécrire les courriers"):
        lille.get_by_text("Écrire pour « Pas à pas »").tap()
        form.get_by_label("Ce qui est fait, en une phrase").fill(text)
        form.get_by_role("button", name="Ajouter").tap()
        expect(screen.get_by_text(text)).to_have_count(1)
    amiens.get_by_text("Write for “D’un coup”").tap()
    form = amiens.locator("form[data-command=write_step]").last
    form.get_by_label("What is done, in a sentence").fill("Change everything")
    form.get_by_role("button", name="Add it").tap()
    expect(screen.get_by_text("Change everything")).to_have_count(1)
    well_read(lille, amiens)

    go_on(console, "Placer par phase et par axe")
    for page, thing, place in (
        (lille, "Réécrire", "Courrier · 2026"),
        (lille, "Former", "Accueil · 2027"),
    ):
        page.locator("[data-thing]", has_text=thing).get_by_role("button", name="Placer en…").tap()
        page.get_by_role("dialog").get_by_role("button", name=place).tap()
        expect(page.locator("td [data-thing]", has_text=thing)).to_have_count(1)
    lille.get_by_text("Une par une : ce qu’il faut avant").first.tap()
    step = lille.locator(".road-steps li", has_text="Réécrire").first
    step.get_by_role("button", name="Il faut avant…").tap()
    lille.get_by_role("dialog").get_by_role("button", name="Former").tap()
    expect(console.locator(".live-control .plan-clashes").first).to_contain_text(
        "est placée avant « Former les agents »"
    )
    expect(screen.locator(".road-head.is-clashing")).to_have_count(1)
    menu = console.locator(".live-control [data-thing]", has_text="Former").get_by_role("button", name="Placer en…")
    menu.press("ArrowLeft")
    expect(screen.locator(".road-head")).to_have_count(1)
    expect(console.locator(".live-control .plan-clashes summary")).to_have_count(0)
    well_read(lille, amiens)

    go_on(console, "Comparer les scénarios")
    amiens.get_by_role("button", name="Say what it is worth · For staff · Pas à pas").tap()
    amiens.get_by_role("dialog").get_by_label("What this scenario is worth here").fill("Time to learn")
    amiens.get_by_role("dialog").get_by_role("button", name="Keep this").tap()
    expect(screen.locator(".plan-far-row").nth(1)).to_contain_text("Time to learn")
    console.get_by_text("Trancher entre les scénarios").click()
    console.get_by_role("button", name="Continuer avec celui-ci… · Pas à pas").click()
    console.get_by_role("dialog").get_by_role("button", name="Continuer avec ce scénario").click()
    go_on(console, "Prendre position")
    for page, words in ((lille, "Pas d’objection"), (amiens, "No objection")):
        page.get_by_role("button", name=words).tap()
    expect(screen.locator(".consent-line")).to_contain_text("2 sur 2")
    go_on(console, "Traiter les objections")
    expect(screen.locator(".consent-plain")).to_contain_text("Pas à pas")
    go_on(console, "Lire la feuille de route")
    expect(amiens.locator(".road-key li")).to_have_count(2)
    expect(screen.get_by_text("Change everything")).to_have_count(0)
    well_read(lille, amiens)
