"""What is printed: the content alone, black on white, a guide card on one sheet of paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on, lead, sheets_of_paper, write
from tests.support.bundled import PLUGINS
from tests.support.clients import Browser
from tests.support.crowd import Lead


@pytest.fixture
def guides(people, server):
    page = people.page()

    def opened(method: str, locale: str):
        page.goto(f"{server.url}/methodes/{method}?lang={locale}")
        return page

    return opened


def test_a_guide_card_is_one_sheet_of_paper(guides):
    found = {
        f"{folder.name} · {locale}": sheets_of_paper(guides(folder.name, locale))
        for folder in PLUGINS
        for locale in ("fr", "en")
    }
    assert found and {name: sheets for name, sheets in found.items() if sheets != 1} == {}


def test_results_are_printed_with_their_question_and_without_what_is_to_be_pressed(people):
    console, page = people.facilitator(), people.participant("Karim", "Amiens")
    lead(console, "Des courriers plus clairs")
    write(page, "Des phrases courtes")
    expect(page.locator(".my-cards")).to_contain_text("Des phrases courtes")
    go_on(console, "Révéler")
    for one in (page, console):
        expect(one.locator(".live-board .card")).to_have_count(1)
        one.emulate_media(media="print", color_scheme="dark")
        expect(one.locator(".live-board .card")).to_be_visible()
        expect(one.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
        expect(one.locator(".live-board .card")).to_have_css("color", "rgb(0, 0, 0)")
        assert one.locator("button:visible, input:visible, .foot:visible, summary:visible").all() == []
        assert sheets_of_paper(one) == 1
    expect(page.get_by_role("heading", name="Comment pourrions-nous")).to_be_visible()
    expect(console.locator("#now-title")).to_have_text("Des courriers plus clairs")


def test_a_map_is_printed_whole_from_the_page_it_is_drawn_on_and_laid_across_from_the_facilitators(people, server):
    lead_ = Lead(Browser(server))
    map_ = lead_.add("journeymap", "Leur parcours", ["fill", "gallery", "amend"], share_by="room", anonymous=False)
    step = ""
    for n in range(7):
        step = lead_.socket.do(map_, "add_step", text=f"Moment {n}", phase="need", **({"after": step} if step else {}))
        lead_.socket.do(map_, "add", slot=f"{step}:irritants", text=f"Irritant {n}")
    lead_.browser.close()
    page, console = people.participant("Karim", width="laptop"), people.facilitator()
    expect(page.locator(".journey .say").first).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 900})  # as wide as a sheet of A4 between its margins
    for n in range(7):
        expect(page.locator(".journey").get_by_text(f"Irritant {n}")).to_be_visible()
    cut = (
        "() => document.querySelector('.journey-map').scrollWidth - document.querySelector('.journey-map').clientWidth"
    )
    assert page.evaluate(cut) <= 0, "cut at the edge"
    console.goto(f"{server.url}/animer/{server.code}/feuilles/{map_}")
    sheets = re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)", console.pdf(prefer_css_page_size=True))
    assert sheets and all(int(across) > int(down) for across, down in sheets)
    assert console.locator(".journey-print th[scope=row]").all_inner_texts().count("Irritants") == 2
