"""Takes the pictures of the README: the demo, played by six people. A part of development.

python scripts/pictures.py
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.browser import launch_options  # noqa: E402
from tests.support.browser import People, at_top, go_on, lead, more_of, press, write  # noqa: E402
from tests.support.serving import Server  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"

SITES = {"Louise": "Lille", "Karim": "Lille", "Inès": "Lille", "Chloé": "Amiens", "Thomas": "Amiens", "Awa": "Amiens"}

IDEAS = {
    "Louise": """Un seul formulaire pour toutes les aides
                 Le nom de l’agent sur chaque lettre
                 Dire d’abord ce qu’il faut faire""",
    "Karim": """Des phrases courtes
                Un exemple rempli à côté du formulaire
                Ne plus redemander une pièce déjà envoyée""",
    "Inès": """Relire chaque modèle avec un usager
               Un numéro direct qui répond
               Dater les étapes : reçu, étudié, payé""",
    "Chloé": """Une page au lieu de trois
                Un SMS quand le dossier est reçu
                Pas de sigles""",
    "Thomas": """Les délais écrits en toutes lettres
                 Un plan d’accès avec l’arrêt de bus
                 Les mêmes mots sur le site et dans la lettre""",
    "Awa": """Une version facile à lire
              Un modèle commun à Lille et à Amiens
              Un pictogramme par démarche""",
}
GROUPED = ("Un seul formulaire", "Ne plus redemander", "Un exemple rempli")
NAME = "Simplifier les démarches"


def taken(page: Page, name: str) -> None:
    """As the window shows it, nothing of it in motion."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur(); }")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def grouped(console: Page) -> None:
    """Three cards in a group that has a name."""
    first, *others = (console.locator(".live-control .card").filter(has_text=words) for words in GROUPED)
    more_of(first).get_by_role("button", name="Déplacer vers…").click()
    console.get_by_role("dialog").get_by_role("button", name=re.compile("^Un .*regroupement")).click()
    console.locator(".live-control .rename summary", has_text="Nommer").first.click()
    console.get_by_label("Nom du regroupement").fill(NAME)
    console.get_by_role("button", name="Nommer ce regroupement").click()
    expect(console.locator(".live-control").get_by_role("heading", name=NAME)).to_be_visible()
    for count, card in enumerate(others, start=2):
        more_of(card).get_by_role("button", name="Déplacer vers…").click()
        console.get_by_role("dialog").get_by_role("button", name=NAME).click()
        expect(console.locator(".live-control .cluster").filter(has_text=NAME).locator(".card")).to_have_count(count)


def voted(people: dict[str, Page]) -> None:
    """One dot of each on what was grouped, the others where they happen to fall."""
    for turn, page in enumerate(people.values()):
        at_top(page)
        options = page.locator(".option")
        for option in (options.filter(has_text=NAME), options.filter(has_not_text=NAME).nth(turn % 3)):
            press(option.locator("button[data-command=dot]").first)
            expect(option.locator(".own-dots")).to_have_text("1")


def play(made: People) -> None:
    """From joining to the results."""
    joining = made.page("phone")
    joining.goto(f"{made.server.link('Participants')}?site=s1")
    taken(joining, "joining")
    console, screen = made.facilitator(), made.screen("Lille")
    people = {
        name: made.participant(name, site, "phone" if name == "Louise" else "wide") for name, site in SITES.items()
    }
    lead(console, "Des courriers plus clairs")
    for name, ideas in IDEAS.items():
        for number, idea in enumerate(map(str.strip, ideas.splitlines())):
            write(people[name], idea)
            expect(people[name].locator(".my-cards")).to_contain_text(idea)
            if name == "Louise" and number == 1:
                taken(people[name], "writing")
    go_on(console, "Révéler")
    expect(screen.locator(".live .card")).to_have_count(18)
    expect(screen.locator(".reveal")).to_have_count(0)
    taken(screen, "screen")
    go_on(console, "Lire et clarifier")
    go_on(console, "Regrouper")
    grouped(console)
    taken(console, "console")
    lead(console, "Vote par gommettes")
    voted(people)
    taken(people["Louise"], "voting")
    go_on(console, "Décider")
    expect(screen.locator(".result").first).to_contain_text(NAME)
    taken(screen, "results")


def main() -> None:
    """Play, and look."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "instance").start()
        made = People(playwright.chromium.launch(**launch_options()), server)
        try:
            play(made)
        finally:
            made.close()
            server.stop()


if __name__ == "__main__":
    main()
