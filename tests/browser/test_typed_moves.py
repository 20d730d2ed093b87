"""Forty-five cards brought into seven named groups: by the mouse, by the keyboard, by two facilitators at once."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import IDEAS
from tests.support.clients import Browser
from tests.support.crowd import Lead

LINES = [line.split("\t") for line in (Path(__file__).with_name("seven_groups.txt")).read_text().splitlines()]
"""Group and words of each card, in the order in which they were written."""

GROUPS = list(dict.fromkeys(group for group, _words in LINES))

MOUSE_MOST, KEYS_MOST = 60, 90
"""Gestures, as the facilitator's day counts them: a press, a shortcut, a field filled with its Enter; scrolling too."""

SEEN_MOST = 30
"""Cards that stand whole in the window, at least, while forty-five are grouped at 1366 × 768."""

IN_SIGHT = """(all) => all.filter((one) => {
  const here = one.getBoundingClientRect();
  let [top, bottom] = [document.querySelector(".console-top").getBoundingClientRect().bottom, innerHeight];
  for (let place = one.parentElement; place; place = place.parentElement) {
    if (!/auto|scroll|hidden/.test(getComputedStyle(place).overflowY)) continue;
    const around = place.getBoundingClientRect();
    [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
  }
  return here.height > 0 && here.top >= top - 1 && here.bottom <= bottom + 1;
}).length"""

SHIFTS_OUTSIDE_THE_NEW_GROUP = """() => {
  window.moved = [];
  const isNew = ({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".groups .cluster");
  new PerformanceObserver((list) => {
    const sources = list.getEntries().flatMap((one) => one.sources).filter((source) => !isNew(source));
    window.moved.push(...sources.map(({ node }) => node?.textContent));
  }).observe({ type: "layout-shift" });
}"""


@pytest.fixture
def console(people, server) -> Page:
    """They are there to be grouped."""
    facilitator = Lead(Browser(server))
    activity = facilitator.open(IDEAS)
    facilitator.socket.do(activity, "paper_cards", lines="\n".join(words for _group, words in LINES))
    for here, there in pairwise(("collect", "reveal", "read", "cluster")):
        facilitator.socket.do("", "core.stage", activity=activity, leaves=here, to=there)
    facilitator.browser.close()
    return opened(people)


def opened(people) -> Page:
    page = people.facilitator()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator("body[data-live]")).to_be_attached()
    expect(page.locator(".live-control [data-card]")).to_have_count(len(LINES))
    return page


def loose(page: Page) -> Locator:
    return page.locator(".live-control .loose [data-card]")


def group(page: Page, name: str) -> Locator:
    heading = page.get_by_role("heading", name=re.compile(rf"^[A-Z] · {re.escape(name)}$"))
    return page.locator(".live-control .groups .cluster").filter(has=heading)


def card(page: Page, words: str) -> Locator:
    return page.locator(".live-control [data-card]").filter(has=page.get_by_text(words, exact=True))


def seen(what: Locator) -> int:
    return what.evaluate_all(IN_SIGHT)


def words_of(name: str) -> list[str]:
    return [words for group, words in LINES if group == name]


def test_they_are_ticked_grouped_and_named_by_the_mouse_with_most_of_them_in_sight(console):
    gestures, left = 0, list(GROUPS)
    while left:
        unseen = {name: sum(1 - seen(card(console, words)) for words in words_of(name)) for name in left}
        name = min(left, key=unseen.__getitem__)  # as one would: first what is all in sight
        left.remove(name)
        for words in words_of(name):
            gestures += 1 if seen(card(console, words)) else 2
            card(console, words).locator(".card-text").click()
        console.get_by_role("button", name="Grouper", exact=True).click()
        title = console.get_by_label("Nom du regroupement").locator("visible=true")
        expect(title).to_be_focused()
        title.fill(name)
        title.press("Enter")
        gestures += 2
        expect(group(console, name).locator("[data-card]")).to_have_count(len(words_of(name)))
        assert seen(console.locator(".live-control [data-card]")) >= SEEN_MOST, name
        assert seen(console.locator(".groups h3")) == len(GROUPS) - len(left), name
    assert gestures <= MOUSE_MOST
    expect(loose(console)).to_have_count(0)


def test_they_are_called_out_by_their_numbers_and_found_by_keys(console):
    typed, gestures = console.get_by_label("Ranger par numéros"), 1  # the field has the focus
    for name in GROUPS:
        numbers = [card(console, words).locator(".number").text_content() for words in words_of(name)]
        first, *others = numbers
        typed.fill(f"{first} = {name}")  # a group of that name, and then into it
        typed.press("Enter")
        expect(group(console, name)).to_be_visible()
        typed.fill(f"{', '.join(others)} = {name.lower()}")
        typed.press("Enter")
        expect(group(console, name).locator("[data-card]")).to_have_count(len(numbers))
        expect(typed).to_have_value("")
        gestures += 2
    assert gestures <= KEYS_MOST
    expect(loose(console)).to_have_count(0)

    number = group(console, "Accueil").locator(".number").first.text_content()
    letter = chr(ord("b") + GROUPS.index("Accueil")) if GROUPS.index("Accueil") < 6 else "a"
    for line, there in ((f"{number} {letter}", 0), (f"{number} -", 1)):  # by the letter of a group; out of it
        typed.fill(line)
        typed.press("Enter")
        expect(loose(console)).to_have_count(there)
        expect(typed).to_have_value("")
    typed.fill(f"{number} 99 avec 3")
    typed.press("Enter")
    expect(console.get_by_text("« 99 » n’est ici ni une carte ni un groupe")).to_be_visible()
    expect(typed).to_have_value(f"{number} 99 avec 3")  # what was typed stays, to be mended

    # Found by their words, without an accent; ticked by Enter; a new group by N, unless single keys are switched off.
    typed.fill("")
    typed.blur()
    console.keyboard.press("/")
    console.keyboard.type("permanence")
    expect(console.locator(".live-control [data-card]").locator("visible=true")).to_have_count(2)
    console.keyboard.press("Enter")
    expect(console.locator("[data-tick][aria-pressed=true]")).to_have_count(2)
    console.get_by_text("Touches", exact=True).click()
    console.get_by_label("Touches seules").uncheck()
    console.keyboard.press("Escape")
    console.keyboard.press("n")
    expect(console.locator("[data-tick][aria-pressed=true]")).to_have_count(2)
    console.get_by_text("Touches", exact=True).click()
    console.get_by_label("Touches seules").check()
    console.keyboard.press("Escape")
    console.keyboard.press("n")
    expect(console.get_by_label("Nom du regroupement").locator("visible=true")).to_be_focused()
    console.keyboard.type("Permanences")
    console.keyboard.press("Enter")
    expect(group(console, "Permanences").locator("[data-card]")).to_have_count(2)


def test_two_facilitators_group_at_once_and_what_one_is_about_to_press_stays(console, people):
    other = opened(people)
    ticked = {console: words_of("Accueil"), other: words_of("Rappels")}
    for page, its in ticked.items():
        for words in its:
            card(page, words).locator(".card-text").click()
    console.evaluate(SHIFTS_OUTSIDE_THE_NEW_GROUP)
    other.get_by_role("button", name="Grouper", exact=True).click()
    expect(loose(console)).to_have_count(len(LINES) - len(ticked[other]))
    expect(console.locator("[data-tick][aria-pressed=true]")).to_have_count(len(ticked[console]))
    assert console.evaluate("() => new Promise((done) => requestAnimationFrame(() => done(window.moved)))") == []
    expect(console.locator(".hole")).to_have_count(len(ticked[other]))
    console.get_by_role("button", name="Resserrer").click()
    expect(console.locator(".hole")).to_have_count(0)
    expect(console.get_by_role("button", name="Resserrer")).to_be_hidden()
    board = console.get_by_role("navigation", name="À côté du travail").get_by_role("button", name="Tableau")
    board.click()  # beside the work, which stays
    expect(console.locator("#drawer .live-board .card").first).to_be_visible()
    expect(loose(console).first).to_be_visible()
    board.click()
    console.get_by_role("button", name="Grouper", exact=True).click()
    for page, name in ((other, "Rappels"), (console, "Accueil")):
        title = page.get_by_label("Nom du regroupement").locator("visible=true")
        expect(title).to_be_focused()
        title.fill(name)
        title.press("Enter")
    for page in ticked:
        for name in ("Rappels", "Accueil"):
            expect(group(page, name).locator("[data-card]")).to_have_count(len(words_of(name)))
        expect(loose(page)).to_have_count(len(LINES) - 13)
