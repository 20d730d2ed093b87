"""What was begun and not sent: in two tabs, and on the page of what comes next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import go_on, lead, write

FIRST = "Des courriers plus clairs"


@pytest.fixture
def console(people) -> Page:
    return people.facilitator()


def idea(page: Page):
    return page.get_by_label("Votre idée")


def test_a_card_taken_back_in_one_tab_and_sent_is_a_draft_in_no_other(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    write(page, "Deux")
    expect(page.locator(".my-cards")).to_contain_text("Deux")
    tab = page.context.new_page()
    tab.goto(page.url)
    tab.locator(".my-cards .card").get_by_role("button", name="Retirer").tap()
    expect(idea(page)).to_have_value("Deux")  # what one took back stands in both
    idea(tab).fill("Deux et demi")
    expect(idea(page)).to_have_value("Deux et demi")
    tab.get_by_role("button", name="Envoyer la carte").tap()
    expect(page.locator(".my-cards .card")).to_have_count(1)
    expect(idea(page)).to_have_value("")


def test_what_was_begun_before_a_vote_hides_none_of_its_buttons(console, people):
    lead(console, FIRST)
    page = people.participant("Louise")
    page.set_viewport_size({"width": 430, "height": 900})
    write(page, "Une idée")
    expect(page.locator(".my-cards")).to_contain_text("Une idée")
    idea(page).press_sequentially("À moitié")
    for stage in ("Révéler", "Lire", "Regrouper"):
        go_on(console, stage)
    lead(console, "Vote par gommettes")
    expect(page.locator(".begun")).to_be_visible()
    dot = page.get_by_role("button", name="Placer une gommette").first
    top = dot.evaluate("""(button) => {
      window.scrollTo(0, button.getBoundingClientRect().top + scrollY - 150);
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }""")
    assert top, "something lies over the first dot"
