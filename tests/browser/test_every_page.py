"""Every page and stage: no accessibility violation that axe finds, and a picture to be looked at."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDTHS
from tests.browser.test_demo import go_on, lead, write

PICTURES = Path(__file__).parents[2] / "test-results" / "screens"
VIOLATIONS = {"resultTypes": ["violations"]}
RULES = VIOLATIONS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # Experimental, so not in a set: whoever says the words that stand on a button has to be understood.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
COLOURS = VIOLATIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

MEDIA: dict[str, Any] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
}
LOOKS: dict[str, dict[str, Any]] = {
    # The narrowest and the widest hold all that a width changes; a theme changes nothing but colours: one run each.
    "phone": {"light": RULES},
    "laptop": {"contrast": COLOURS, "contrast-dark": COLOURS},
    "wide": {"dark": RULES},
}
"""What is looked for, by width and theme."""


DRAW_ALL = "() => document.querySelectorAll('.card').forEach((card) => (card.style.contentVisibility = 'visible'))"
"""What is out of sight is not drawn by itself: axe would pass it over, and pictures show it blank."""


class Look:
    """Looks at pages at three widths and in four themes: nothing too wide, nothing that axe finds.

    Where SCREENS is set it also takes pictures of them, light and dark.
    """

    def __init__(self):
        self.axe = Axe()
        self.found: list[str] = []
        self.takes_pictures = bool(os.environ.get("SCREENS"))
        if self.takes_pictures:
            PICTURES.mkdir(parents=True, exist_ok=True)

    def at(self, page: Page, name: str):
        before = page.viewport_size
        for width, (across, down) in WIDTHS.items():
            page.set_viewport_size({"width": across, "height": down})
            for theme, rules in LOOKS[width].items():
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                page.evaluate(DRAW_ALL)
                self.check(page, f"{name} at {width} in {theme}", rules)
            for theme in ("light", "dark") if self.takes_pictures else ():
                page.emulate_media(reduced_motion="reduce", **MEDIA[theme])
                suffix = "-dark" if theme == "dark" else ""
                page.screenshot(path=PICTURES / f"{name}-{across}{suffix}.png", full_page="screen" not in name)
        page.set_viewport_size(before)
        page.emulate_media(**MEDIA["light"])

    def check(self, page: Page, where: str, rules: dict):
        wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.found.append(f"{where}: {wide} px too wide")
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(self.axe.axe_script)
        for violation in page.evaluate("rules => axe.run(rules).then((found) => found.violations)", rules):
            nodes = ", ".join(node["html"][:120] for node in violation["nodes"][:3])
            self.found.append(f"{where}: {violation['id']} · {nodes}")


@pytest.fixture
def look():
    made = Look()
    yield made
    assert made.found == [], "\n".join(made.found)


def test_pages_without_a_workshop(people, look, server):
    page = people.page()
    for name, path in {
        "home": "/",
        "sign-in": "/compte/connexion",
        "accessibility": "/accessibilite",
        "privacy": "/confidentialite",
        "not-found": "/nulle-part",
        "join": f"/rejoindre/{server.code}",
        "link": server.link("Facilitator").removeprefix(server.url),
    }.items():
        page.goto(server.url + path)
        look.at(page, name)
    page.goto(f"{server.url}/rejoindre/{server.code}?lang=en")
    expect(page.get_by_role("button", name="Enter the workshop")).to_be_visible()
    look.at(page, "join-en")


def test_pages_of_a_facilitator(people, look, server):
    console = people.facilitator()
    for name, path in {
        "workshops": "/animer",
        "extensions": "/extensions",
        "agenda": f"/animer/{server.code}/agenda",
        "chain": f"/animer/{server.code}/fil",
        "hand": f"/animer/{server.code}/cartes",
        "tables-before": f"/animer/{server.code}/tables",
        "settings": f"/animer/{server.code}/reglages",
    }.items():
        console.goto(server.url + path)
        for details in console.locator("details").all():
            details.evaluate("element => (element.open = true)")
        look.at(console, name)


def test_every_stage_of_the_demo(people, look):
    console, screen = people.facilitator(), people.screen("Lille")
    lille = people.participant("Louise", width="laptop")
    amiens = people.participant("Karim", "Amiens")

    def all_three(stage: str):
        for name, page in (("console", console), ("participant", amiens), ("screen", screen)):
            look.at(page, f"{name}-{stage}")

    all_three("before")
    lead(console, "Accueil")
    all_three("welcome")
    lead(console, "Météo")
    for page, word in ((lille, "Sereine"), (amiens, "Curieux")):
        page.get_by_label("Votre mot").fill(word)
        page.get_by_role("button", name="Envoyer").click()
        expect(screen.locator(".cloud")).to_contain_text(word.lower())
    console.get_by_role("button", name="5 min", exact=True).click()
    expect(amiens.locator("#clock")).to_be_visible()
    all_three("mood")
    lead(console, "Des courriers plus clairs")
    for page, texts in (
        (lille, ("Un seul formulaire pour toutes les aides", "Le nom et le téléphone de l’agent sur chaque lettre")),
        (amiens, ("Des phrases courtes", "Un exemple rempli à côté du formulaire", "Relire avec un usager")),
    ):
        for text in texts:
            write(page, text)
            expect(page.locator(".my-cards")).to_contain_text(text)
    all_three("collect")
    go_on(console, "Révéler")
    expect(screen.locator(".card")).to_have_count(5)
    all_three("reveal")
    go_on(console, "Lire et clarifier")
    go_on(console, "Regrouper")
    for text in ("Des phrases courtes", "Relire avec un usager"):
        card = console.locator(".live-control .card").filter(has_text=text)
        card.get_by_role("button", name="Déplacer vers…").click()
        look.at(console, "dialog") if text == "Des phrases courtes" else None
        console.get_by_role("dialog").get_by_role(
            "button", name=re.compile("^(Un .*regroupement|Regroupement)")
        ).first.click()
        expect(console.get_by_role("dialog")).to_have_count(0)
        expect(console.locator(".live-control .cluster:not(.loose) .card").filter(has_text=text)).to_be_visible()
    all_three("cluster")
    lead(console, "Vote par gommettes")
    for page in (lille, amiens):
        page.locator(".option .plus").first.click()
        expect(page.locator(".own-dots").first).to_have_text("1")
    all_three("vote")
    go_on(console, "Décider")
    expect(screen.locator(".result").first).to_be_visible()
    all_three("decide")
    link = amiens.locator("details.me a").first.get_attribute("href")
    amiens.goto(re.sub(r"/atelier/.*", link, amiens.url))
    look.at(amiens, "my-data")


def test_pages_reflow_at_320_pixels_and_with_text_twice_as_large(people, server):
    console = people.facilitator()
    lead(console, "Des courriers plus clairs")
    page = people.participant("Karim", "Amiens")
    for size, scale in (({"width": 320, "height": 600}, "100%"), ({"width": 640, "height": 900}, "200%")):
        page.set_viewport_size(size)
        page.evaluate("scale => document.documentElement.style.setProperty('font-size', scale)", scale)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), size


def test_no_page_calls_another_site(people, server):
    console = people.facilitator()
    asked: list[str] = []
    for context in people.contexts:
        context.on("request", lambda request: asked.append(request.url))
    lead(console, "Météo")
    page = people.participant("Karim")
    page.context.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.get_by_label("Votre mot")).to_be_visible()
    console.reload()
    expect(console.locator("#now-title")).to_be_visible()
    assert asked and all(f"127.0.0.1:{server.port}" in url or url.startswith("data:") for url in asked)
