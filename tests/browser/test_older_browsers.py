"""What one has to do, in a browser that reads our style sheets as an older one does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import go_on, lead, more_of, write
from tests.support.features import read_by

FIREFOX_115 = {"css.selectors.has", "css.selectors.nesting"}
SAFARI_16_3 = {"css.at-rules.media.range_syntax"}


def as_in(page: Page, lacks: set[str]):
    """From now on the page gets its style sheets as a browser reads them that lacks these features."""

    def answer(route):
        whole = route.fetch()
        headers = {k: v for k, v in whole.headers.items() if k not in ("content-length", "content-encoding")}
        route.fulfill(response=whole, headers=headers, body=read_by(whole.text(), lacks))

    page.route(re.compile(r"\.css"), answer)
    page.reload()


def test_without_has_one_writes_groups_votes_and_reads_the_screen(people):
    console, phone, screen = people.facilitator(), people.participant("Louise"), people.screen()
    for page in (console, phone, screen):
        as_in(page, FIREFOX_115)
    lead(console, "Des courriers plus clairs")
    for text in ("Un seul formulaire", "Des phrases courtes"):
        write(phone, text)
        expect(phone.locator(".my-cards")).to_contain_text(text)
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    card = console.locator(".live-control .card").first
    more_of(card).get_by_role("button", name="Déplacer vers…").click()
    console.get_by_role("dialog").get_by_role("button", name=re.compile("regroupement")).click()
    expect(console.locator(".live-control .cluster:not(.loose)")).to_have_count(1)
    size = screen.locator(".live-screen .card-text").first.evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert size >= 0.02 * 1920, f"{size} px are not read from ten metres"
    lead(console, "Vote par gommettes")
    phone.get_by_role("button", name="Placer une gommette").first.tap()
    expect(phone.locator(".own-dots").first).to_have_text("1")
    go_on(console, "Décider")
    expect(phone.locator(".result").first).to_contain_text("1 gommette")
    console.emulate_media(media="print")
    for left_out in ("#tools", ".top", ".live-crew"):
        expect(console.locator(left_out).first).to_be_hidden()


@pytest.mark.parametrize("lacks", [SAFARI_16_3, set()], ids=["too old", "new enough"])
def test_a_browser_that_is_too_old_says_so(people, server, lacks):
    page = people.page()
    page.goto(server.link("Participants"))
    as_in(page, lacks)
    expect(page.locator(".too-old")).to_contain_text("Firefox 115, Safari 16.4, Chrome 108")
    expect(page.locator(".too-old")).to_be_visible(visible=bool(lacks))
