"""The screen of a room: read from ten metres, laid out for what happens, and the moment of a reveal."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.support.browser import IDEAS, more_of
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import too_small

VOTE = "Vote par gommettes"
SIZES = "all => all.map((one) => getComputedStyle(one).fontSize)"

SHARE = """(name) => { const { height } = document.querySelector(name).getBoundingClientRect();
  return height / innerHeight; }"""

LONG_NAME = """(name) => {
  name.textContent = "Un nom de regroupement très long, comme il s’en trouve toujours un dans une salle";
  for (let n = 0; n < 3; n++) name.closest("li").after(name.closest("li").cloneNode(true));
  const others = [...document.querySelectorAll(".group-made > .card-text")].slice(1, 4);
  for (const other of others) other.textContent = "Accueil";
}"""

OVER_THE_EDGE = """(all) => all.filter((one) => {
  const box = one.getBoundingClientRect();
  return !box.width || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight;
}).map((one) => one.className)"""

CUT = """() => { const board = document.querySelector(".live-screen").getBoundingClientRect();
  return [...document.querySelectorAll(".live-screen :is(.card, .option, .result, .group-made)")]
    .filter((one) => one.getClientRects().length > 1).map((one) => one.textContent.trim().slice(0, 40)); }"""


@pytest.fixture
def facilitator(server):
    made = Lead(Browser(server))
    yield made
    made.browser.close()


@pytest.fixture
def screen(people):
    page = people.screen()
    page.emulate_media(reduced_motion="reduce")
    return page


def bring(facilitator, texts):
    facilitator.socket.do(facilitator.ids[IDEAS], "paper_cards", lines="\n".join(texts))


def go(facilitator, title, *stages):
    for here, there in pairwise(stages):
        facilitator.socket.do("", "core.stage", activity=facilitator.ids[title], leaves=here, to=there)


def text_of(length, number):
    return (
        f"{number} "
        + ("un formulaire plus court avec un exemple rempli à côté du texte " * 3)[: length - len(f"{number} ")]
    )


def pages_of(screen):
    found = screen.locator("#pages").inner_text()
    all_cards, last = int(re.search(r"sur (\d+)", found)[1]), int(re.search(r"–(\d+)", found)[1])
    return -(-all_cards // last)


def is_read_from_afar(screen):
    assert too_small(screen) == []
    assert screen.evaluate(CUT) == []


def test_a_screen_is_read_from_ten_metres_from_joining_to_results(people, facilitator, screen):
    people.participant("Karim", "Amiens")
    main = screen.locator("main")
    expect(main).to_have_attribute("data-layout", "welcome")
    expect(screen.locator(".door .address")).to_contain_text("127.0.0.1")
    sizes = screen.locator(".door :is(.address, .code)").evaluate_all(SIZES)
    assert len(sizes) == 2 and len(set(sizes)) == 1
    is_read_from_afar(screen)

    facilitator.open(IDEAS)
    expect(main).to_have_attribute("data-layout", "asking")
    assert screen.evaluate("() => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") >= 90
    screen.locator(".gauge").evaluate("(gauge) => { gauge.textContent = '●'.repeat(40); }")  # as many as it ever shows
    assert screen.locator(".door, .presence, .gauge").evaluate_all(OVER_THE_EDGE) == []
    is_read_from_afar(screen)

    bring(facilitator, [text_of(60, n) for n in range(45)])
    go(facilitator, IDEAS, "collect", "reveal", "read")
    expect(screen.locator("#pages")).to_contain_text("sur 45")
    assert pages_of(screen) <= 4
    assert screen.evaluate(SHARE, ".screen-head") <= 0.09 and screen.evaluate(SHARE, ".door") <= 0.06
    is_read_from_afar(screen)

    facilitator.socket.do("", "core.pause", paused=True, minutes=15)
    expect(screen.locator(".paused")).to_contain_text(re.compile(r"Reprise à \d+\sh"))
    facilitator.socket.do("", "core.pause", paused=False)
    expect(screen.locator(".paused")).to_have_count(0)


def test_twenty_options_and_eight_results_are_a_page(facilitator, screen):
    facilitator.add("dotvote", "Sur rien", ["vote"])
    expect(screen.locator(".empty")).to_have_text("Aucune option n’est encore soumise au vote.")
    assert screen.locator(".empty").evaluate("(one) => one.getClientRects().length") == 1  # not torn over columns
    facilitator.open(IDEAS)
    bring(facilitator, [text_of(50, n) for n in range(20)])
    go(facilitator, IDEAS, "collect", "reveal", "read", "cluster")
    facilitator.open(VOTE)
    expect(screen.locator(".option")).to_have_count(20)
    expect(screen.locator("#pages")).to_be_hidden()
    is_read_from_afar(screen)
    go(facilitator, VOTE, "vote", "decide")
    expect(screen.locator(".result")).to_have_count(20)
    is_read_from_afar(screen)
    within = screen.locator(".result").nth(7)
    expect(within).to_be_in_viewport(ratio=1)


def test_long_cards_take_wider_columns_and_at_most_eight_pages(facilitator, screen):
    facilitator.open(IDEAS)
    bring(facilitator, [text_of(140, n) for n in range(45)])
    go(facilitator, IDEAS, "collect", "reveal", "read")
    expect(screen.locator("main")).to_have_attribute("data-columns", "wide")
    assert pages_of(screen) <= 8
    is_read_from_afar(screen)


def test_cards_revealed_are_counted_then_seen_all_at_once_then_read(facilitator, screen):
    facilitator.open(IDEAS)
    bring(facilitator, [text_of(60, n) for n in range(12)])
    expect(screen.locator(".hidden-stage")).to_contain_text("12 cartes écrites")
    go(facilitator, IDEAS, "collect", "reveal")
    expect(screen.locator(".reveal-count")).to_have_text("12 cartes sont révélées.")
    expect(screen.locator(".reveal-card")).to_have_count(12)
    expect(screen.locator(".reveal")).to_have_count(0)
    expect(screen.locator(".live-screen .card").first).to_be_in_viewport()


def test_while_cards_are_grouped_the_groups_are_a_page_and_one_is_read_enlarged_to_its_last_card(
    people, facilitator, screen
):
    facilitator.open(IDEAS)
    bring(facilitator, [text_of(60, n) for n in range(36)])
    go(facilitator, IDEAS, "collect", "reveal", "read", "cluster")
    expect(screen.locator(".live-screen .card")).to_have_count(36)  # no group yet: the cards
    console = people.facilitator()
    ids = console.eval_on_selector_all(".live-control [data-card]", "all => all.map((one) => one.dataset.card)")
    for card in ids[1:30]:
        facilitator.socket.do(facilitator.ids[IDEAS], "move", card=card, to=ids[0])
    made = screen.locator(".group-made")
    expect(made).to_have_count(2)
    expect(made.first.locator(".total")).to_have_text("30")
    expect(made.last).to_contain_text("À ranger")
    expect(made.last.locator(".total")).to_have_text("6")
    made.first.locator(".card-text").first.evaluate(LONG_NAME)  # it makes its own row tall, not all of them
    assert screen.locator(".groups-made").evaluate("(all) => all.scrollHeight <= all.parentElement.clientHeight")
    is_read_from_afar(screen)
    more_of(console.locator(".groups .cluster")).locator(".cluster-acts").get_by_role(
        "button", name="Agrandir sur les écrans"
    ).click()
    cards, counter = screen.locator("#enlarged .card"), screen.locator("#pages")
    expect(cards).to_have_count(30)
    expect(cards.first).to_be_in_viewport(ratio=1)
    expect(counter).to_contain_text("sur 30")
    is_read_from_afar(screen)
    following = console.get_by_role("button", name="Page suivante")
    expect(console.locator(".lectern")).to_contain_text("Page 1 sur")
    for page in range(2, 1 + int(re.search(r"Page 1 sur (\d+)", console.locator(".lectern").inner_text())[1])):
        following.click()
        expect(console.locator(".lectern")).to_contain_text(f"Page {page} sur")
    expect(following).to_be_disabled()
    expect(cards.last).to_be_in_viewport(ratio=1)
    console.get_by_role("button", name="Revenir au tableau").click()
    expect(made.first).to_be_in_viewport(ratio=1)
    expect(counter).to_be_hidden()
