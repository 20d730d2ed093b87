"""What a reader chose is what is seen: colours, size, movement, without a script and from the first instant."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browser import lead
from tests.support.looks import violations

PAPER = {
    "light": "rgb(251, 248, 242)",
    "dark": "rgb(25, 27, 34)",
    "stark-light": "rgb(255, 255, 255)",
    "stark-dark": "rgb(0, 0, 0)",
}
WORDS = {
    "light": "Claires",
    "dark": "Sombres",
    "stark-light": "Claires, très contrastées",
    "stark-dark": "Sombres, très contrastées",
}


def paper(page) -> str:
    return page.evaluate("() => getComputedStyle(document.body).backgroundColor")


def text_size(page) -> float:
    return page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")


def back(page, path: str):
    """The page that one came from: its path also stands in the address of the page of choices."""
    page.wait_for_url(lambda url: urlsplit(url).path.startswith(path))


def choose(page, *labels):
    page.get_by_role("link", name="Affichage").first.click()
    for label in labels:
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Afficher les pages ainsi").click()


@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("contrast", ["no-preference", "more"])
def test_the_device_says_which_colours_until_the_reader_does(people, server, device, contrast):
    page = people.page("phone")
    page.emulate_media(color_scheme=device, contrast=contrast)
    page.goto(server.link("Participants"))
    assert paper(page) == PAPER[f"stark-{device}" if contrast == "more" else device]
    for name, words in WORDS.items():
        choose(page, words)
        back(page, "/rejoindre/")
        expect(page.locator("body")).to_have_css("background-color", PAPER[name])
    page.emulate_media(media="print")
    assert paper(page) == "rgb(255, 255, 255)"


def test_it_works_without_a_script(people, server):
    page = people.page("phone", java_script_enabled=False)
    page.goto(server.link("Participants"))
    choose(page, "Plus grande", "Sombres")
    back(page, "/rejoindre/")
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    expect(html).to_have_attribute("data-text", "large")
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])


def test_larger_text_is_larger_on_each_page_and_the_wall_keeps_its_own(people, server):
    console, screen = people.facilitator(), people.screen("Lille")
    lead(console, "Des courriers plus clairs")
    page = people.participant("Karim", "Amiens")
    usual, wall, panel = text_size(page), text_size(screen), text_size(console)
    page.get_by_label("Votre idée").fill("Un seul formulaire")
    choose(page, "Plus grande")
    back(page, "/atelier/")
    assert text_size(page) >= 1.3 * usual
    expect(page.get_by_label("Votre idée")).to_have_value("Un seul formulaire")  # what was being written is still there
    choose(console, "Plus grande")
    back(console, "/animer/")
    assert text_size(console) >= 1.3 * panel
    for narrow in ({"width": 390, "height": 844}, {"width": 320, "height": 600}):
        for one in (page, console):
            one.set_viewport_size(narrow)
            assert one.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), narrow
    choose_for_screen(screen, server)
    assert text_size(screen) == wall


def choose_for_screen(screen, server):
    """A screen has no footer: whoever set it up goes to the page by its address."""
    back = screen.url
    screen.goto(f"{server.url}/affichage")
    screen.get_by_label("Plus grande").check()
    screen.get_by_role("button", name="Afficher les pages ainsi").click()
    screen.goto(back)


def test_nothing_moves_for_whoever_asked_for_it(people):
    page = people.participant("Zoé")
    probe = """() => {
      const card = document.createElement("p");
      card.className = "card";
      document.querySelector(".live-board").append(card);
      return getComputedStyle(card).animationName;
    }"""
    assert page.evaluate(probe) == "settle"
    choose(page, "Rien ne bouge")
    back(page, "/atelier/")
    assert page.evaluate(probe) == "none"


@pytest.mark.parametrize("theme", list(WORDS))
def test_the_page_of_choices_is_accessible_in_what_it_offers(people, server, theme):
    page = people.page("phone")
    page.goto(f"{server.url}/affichage?next=/affichage")
    page.get_by_label(WORDS[theme], exact=True).check()
    page.get_by_label("Plus grande").check()
    page.get_by_role("button", name="Afficher les pages ainsi").click()
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    assert violations(page) == []


def test_a_page_comes_with_the_font_that_it_asks_for_first(people, server):
    page = people.page("phone")
    fonts = []
    page.on("response", lambda answer: fonts.append(answer.url) if "/fonts/" in answer.url else None)
    page.goto(server.link("Participants"))
    page.evaluate("() => document.fonts.ready.then(() => true)")
    assert len(fonts) == len(set(fonts)) == 1 and "figtree-latin-wght" in fonts[0]


def test_where_the_system_sets_the_colours_what_is_primary_chosen_and_on_stays_apart(people):
    console = people.facilitator()
    lead(console, "Météo")
    console.emulate_media(forced_colors="active")
    looks = """(selectors) => selectors.map((one) => {
      const look = getComputedStyle(document.querySelector(one));
      return [look.backgroundColor, look.outlineStyle].join(" ");
    })"""
    pairs = (("button.primary", "#mask-screens"), (".stages [aria-current]", ".stages li:not([aria-current])"))
    for one, other in pairs:
        first, second = console.evaluate(looks, [one, other])
        assert first != second, one


def test_a_second_way_in_leads_to_where_one_works(people):
    console = people.facilitator()
    lead(console, "Météo")
    page = people.participant("Zoé", width="laptop")
    for one, words, place in ((console, "Aller à mes outils", "work"), (page, "Aller à ma partie", "mine")):
        one.goto(one.url)
        expect(one.locator("body[data-live]")).to_be_attached()
        one.keyboard.press("Tab")
        one.keyboard.press("Tab")
        expect(one.get_by_role("link", name=words)).to_be_focused()
        one.keyboard.press("Enter")
        expect(one.locator(f"#{place}")).to_be_focused()
    one.keyboard.press("Tab")  # no forty of them
    expect(page.locator("#mine").locator(":focus")).to_have_count(1)
