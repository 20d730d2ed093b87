"""Every page and stage: no accessibility violation that axe finds, and a picture to be looked at."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on, heard, lead, more_of, start_timer, write
from tests.support.clients import Browser
from tests.support.crowd import Lead


def test_pages_without_a_workshop(people, look, server):
    page = people.page()
    for name, path in {
        "home": "/",
        "sign-in": "/compte/connexion",
        "accessibility": "/accessibilite",
        "privacy": "/confidentialite",
        "not-found": "/nulle-part",
        "help": "/aide/fr/animer/",
        "help-tutorial": "/aide/dev/tutorial/",
        "help-reference": "/aide/dev/reference/methods/",
        "help-mistakes": "/aide/dev/mistakes/",
        "help-looks": "/aide/dev/reference/looks/",
        "help-found": "/aide/recherche/?q=carte",
        "join": f"/rejoindre/{server.code}",
        "link": server.link("Facilitator").removeprefix(server.url),
    }.items():
        page.goto(server.url + path)
        look.at(page, name)
    page.goto(f"{server.url}/rejoindre/{server.code}?lang=en")
    expect(page.get_by_role("button", name="Enter the workshop")).to_be_visible()
    look.at(page, "join-en")


@pytest.mark.alone
def test_pages_of_a_facilitator(people, look, server):
    console = people.facilitator()
    for name, path in {
        "workshops": "/animer",
        "extensions": "/extensions",
        "agenda": f"/animer/{server.code}/agenda",
        "agenda-shared": f"/animer/{server.code}/deroule",
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
    start_timer(console, 5)
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
        more_of(card).get_by_role("button", name="Déplacer vers…").click()
        look.at(console, "dialog") if text == "Des phrases courtes" else None
        console.get_by_role("dialog").get_by_role(
            "button", name=re.compile("^(Un .*regroupement|Regroupement)")
        ).first.click()
        expect(console.get_by_role("dialog")).to_have_count(0)
        moved = console.locator(".live-control .cluster:not(.loose) .card").filter(has_text=text)
        expect(moved).to_be_visible()
        heard(console, f"Carte {moved.locator('.number').inner_text()} → ")
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


CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const look = getComputedStyle(one), box = one.getBoundingClientRect();
  const is_seen = box.width > 1 && one.textContent.trim() && !one.closest(".skip, .scroll, svg, option, textarea");
  const is_over = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  const hides = /hidden|clip/.test(look.overflow) && is_over;
  return is_seen && !one.closest(".visually-hidden") && (hides || box.right > innerWidth + 1 || box.left < -1);
}).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
"""What stands outside of the window, or is cut off inside of something."""


SPACED = """body { line-height: 1.5 !important } p { margin-bottom: 2em !important }
* { line-height: inherit !important; letter-spacing: .12em !important; word-spacing: .16em !important }"""
"""Text as RGAA asks that it can be spaced out."""

LARGE = "() => document.documentElement.style.setProperty('font-size', '200%')"
SPACE = """(css) => { document.documentElement.style.removeProperty('font-size');
  const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"""
NOT_SPACED = "() => { document.adoptedStyleSheets = []; }"


def cut_off(page) -> list[str]:
    """What is cut off on a page while its text is twice as large, and then while it is spaced out."""
    page.evaluate(LARGE)
    found = [f"large: {one}" for one in page.evaluate(CUT)]
    page.evaluate(SPACE, SPACED)
    found += [f"spaced: {one}" for one in page.evaluate(CUT)]
    page.evaluate(NOT_SPACED)
    return found


def test_text_twice_as_large_or_spaced_out_is_cut_nowhere_on_a_phone(people, server):
    facilitator = Lead(Browser(server))
    title = "Simplification anticonstitutionnellement longue"
    stages = ["collect", "reveal", "read", "cluster", "vote", "decide"]
    activity = facilitator.add("ideation", title, stages)
    page = people.participant("Maximilienne-Alexandrine", "Amiens")
    page.set_viewport_size({"width": 390, "height": 844})
    facilitator.socket.do(activity, "paper_cards", lines="Un formulaire extraordinairement-administratif de plus")
    for here, there in pairwise((*stages, "")):
        page.reload()
        expect(page.locator("body[data-live]")).to_be_attached()
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert cut_off(page) == [], here
        if there:
            facilitator.socket.do("", "core.stage", activity=activity, leaves=here, to=there)
    for path in (
        f"/rejoindre/{server.code}?autre=1",
        f"/atelier/{server.code}/ma-place",
        "/compte/connexion",
        "/plan",
        "/x",
    ):
        page.goto(server.url + path)
        assert cut_off(page) == [], path
    facilitator.browser.close()


STEP_ON = """() => {
  const here = document.activeElement, all = [...document.querySelectorAll("*")];
  return here === document.body ? -1 : all.indexOf(here);
}"""
"""How far down in the document the focus is; -1 where the page has lost it to the browser."""

STOPS_MOST = 400


def test_the_keyboard_goes_down_each_page_in_its_order_and_out_of_it(people, server):
    console, page, stranger = people.facilitator(), people.participant("Karim", "Amiens"), people.page()
    lead(console, "Des courriers plus clairs")
    code = server.code
    of = {
        stranger: ("/", "/compte/connexion", f"/rejoindre/{code}", "/plan", "/affichage", "/aide/fr/animer/", "/salle"),
        page: (f"/atelier/{code}", f"/atelier/{code}/ma-place", f"/mes-donnees/ici/{code}"),
        console: (f"/animer/{code}", f"/animer/{code}/agenda", f"/animer/{code}/tables", f"/animer/{code}/resultats"),
    }
    for browser, paths in of.items():
        for path in paths:
            browser.goto(server.url + path)
            stops = [-1]
            while len(stops) == 1 or stops[-1] > -1:
                browser.keyboard.press("Tab")
                step = browser.evaluate(STEP_ON)
                stops += [step] if step != stops[-1] or step == -1 else []  # a date has a stop for each of its parts
                assert len(stops) < STOPS_MOST, f"{path} does not let go of the keyboard"
            assert len(stops) > 4 and stops[1:-1] == sorted(set(stops[1:-1])), path


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
