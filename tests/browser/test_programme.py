"""A programme placed by drag, by keys and by the menu on the console, registered for on two phones, before a screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.looks import well_read

SETTINGS = {
    "slots": "2026-12-07 / 9:30-10:15 / 10:30-11:15",
    "places": "Salle Vauban / Lille / 1\nHall / Amiens",
    "proposals": "Écrire clair / atelier / Ana\nLe guichet en gare / visite / Bob",
}


def test_sessions_are_proposed_placed_and_registered_for(room):
    stages = ["propose", "arrange", "register", "programme"]
    console, lille, amiens, screen = room("programme", "Semaine", stages, settings=SETTINGS, anonymous=False)
    lille.get_by_label("Titre").fill("Tester à deux")
    lille.get_by_label("Qui l’anime").fill("Ana")
    lille.get_by_label("Je l’anime moi-même").check()
    lille.get_by_role("button", name="Ajouter cette proposition").tap()
    for page in (amiens, screen):
        expect(page.get_by_text("Tester à deux")).to_have_count(1)
    well_read(lille, amiens)

    go_on(console, "Placer par heure et par lieu")
    tools = console.locator(".live-control")
    rows = tools.locator("tr[data-row]")
    first, beside = (rows.first.locator("ul[data-cell]").nth(n) for n in (0, 1))
    expect(console.locator(".live-control[data-drag=ready]")).to_be_attached()
    dragged = tools.locator(".plan-loose [data-thing]", has_text="Écrire clair")
    dragged.hover(position={"x": 60, "y": 12})
    start, end = dragged.bounding_box(), first.bounding_box()
    console.mouse.down()
    console.mouse.move(start["x"] + 60, start["y"] + 30, steps=4)
    console.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
    console.mouse.up()
    expect(first).to_contain_text("Écrire clair")
    tools.locator(".plan-loose [data-thing]", has_text="Tester").get_by_role("button", name="Placer en…").click()
    console.get_by_role("dialog").get_by_role("button", name="(Écrire clair)").click()
    expect(tools.locator(".plan-clashes summary")).to_have_text("2 conflits")
    expect(tools.locator(".plan-clashes")).to_contain_text("« Écrire clair » et « Tester à deux » demandent Ana")
    expect(screen.locator(".plan-clashes")).to_have_text("2 conflits")
    menu = first.locator("[data-thing]", has_text="Tester").get_by_role("button", name="Placer en…")
    menu.focus()
    menu.press("ArrowDown")  # to the same place, an hour later
    expect(tools.locator(".plan-clashes summary")).to_have_count(0)
    moved = rows.last.locator("[data-thing]", has_text="Tester").get_by_role("button", name="Placer en…")
    expect(moved).to_be_focused()
    tools.locator(".plan-loose [data-thing]").get_by_role("button", name="Placer en…").press("ArrowUp")
    expect(first.locator("[data-thing]")).to_have_count(2)
    first.locator("[data-thing]", has_text="gare").get_by_role("button", name="Placer en…").press("ArrowRight")
    expect(beside).to_contain_text("Le guichet en gare")
    expect(screen.locator(".plan-far-row")).to_have_count(2)

    go_on(console, "S’inscrire")
    clear = amiens.locator(".programme-session", has_text="Écrire clair")
    clear.get_by_role("button", name="Register").tap()
    expect(clear).to_contain_text("You are registered")
    seen = lille.locator(".programme-session", has_text="Écrire clair")
    seen.get_by_role("button", name="Rejoindre la liste d’attente").tap()
    expect(seen).to_contain_text("Liste d’attente : rang 1")
    lille.locator(".programme-session", has_text="gare").get_by_role("button", name="S’inscrire").tap()
    expect(lille.locator("#banner")).to_contain_text("Vous avez une place à « Écrire clair »")
    amiens.get_by_text("My name on the lists").tap()
    amiens.get_by_label("Your name on the lists").fill("Karim B.")
    amiens.get_by_role("button", name="Keep this name").tap()
    amiens.locator(".programme-session", has_text="Tester").get_by_role("button", name="Register").tap()
    expect(lille.locator(".programme-list")).to_contain_text("Karim B.")  # who proposed it leads it
    expect(screen.locator(".plan-far")).to_contain_text("complet")
    well_read(lille, amiens)
    clear.get_by_role("button", name="Cancel my registration").tap()
    expect(seen).to_contain_text("Vous avez une place")
    go_on(console, "Le programme")
    expect(lille.locator(".programme-acts")).to_have_count(0)
    expect(screen.get_by_text("Karim B.")).to_have_count(0)
    well_read(lille, amiens)
