"""The closing, put up from the console: read from ten metres, on phones as a list, and the way to the results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import drawer
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import too_small

TITLE = "Nos courriers"
HEADED = """() => [...document.querySelectorAll(".closing-of")].filter((one) => {
  const title = one.getBoundingClientRect(), first = one.nextElementSibling.querySelector("li").getBoundingClientRect();
  return Math.abs(title.left - first.left) > 200;
}).map((one) => one.textContent)"""


@pytest.fixture
def decided(server):
    """Two votes, of which fourteen options were kept, half of them taken on."""
    lead = Lead(Browser(server))
    for title, n in ((TITLE, 9), ("Nos guichets", 5)):
        lines = "\n".join(
            f"{n} · Un formulaire plus court, avec un exemple rempli à côté ({title} {n})" for n in range(n)
        )
        vote = lead.add(
            "dotvote", title, ["vote", "decide", "capture"], settings={"lines": lines, "keep": 50, "max_per_item": 1}
        )
        lead.stage(title, "decide")
        rows = lead.part(title)["tables"][0]
        for link in rows["links"]:
            lead.socket.do(
                vote, "decide", option=link["card"], outcome="keep", reason="Le plus demandé au guichet cet été"
            )
        lead.stage(title, "capture")
        for link in rows["links"][::2]:
            lead.socket.do(
                vote,
                "take_on",
                kept=link["card"],
                owner="Service courrier",
                when="fin juin",
                first="Relire la lettre 12",
            )
    yield lead
    lead.browser.close()


def test_the_closing_is_read_on_every_page_and_leads_to_the_results(people, decided):
    screen, phone, console = people.screen(), people.participant("Ana"), people.facilitator()
    drawer(console, "Déroulé")
    console.get_by_role("button", name="Montrer à tous ce que nous retenons").click()
    expect(screen.locator("main")).to_have_attribute("data-layout", "closing")
    expect(screen.locator(".outcome").first).to_contain_text("Service courrier")
    assert too_small(screen) == [] and screen.evaluate(HEADED) == []
    expect(screen.locator(".results-door .results-address")).to_contain_text("/r/")
    expect(screen.locator(".door")).to_be_hidden()
    expect(screen.locator("#pages")).to_contain_text(re.compile("Page 1 sur [3-6]"))
    expect(screen.locator(".outcome").last).not_to_be_in_viewport()
    console.get_by_role("button", name="Page suivante").click()
    expect(screen.locator("#pages")).to_contain_text("Page 2")

    expect(phone.get_by_role("heading", level=1)).to_contain_text("Ce que nous retenons")
    expect(phone.locator(".outcome")).to_have_count(14)
    expect(phone.locator("ol.outcomes").nth(1)).to_have_attribute("start", "10")
    expect(phone.locator("#signals")).to_be_hidden()
    phone.get_by_role("link", name="Lire tous les résultats").click()
    expect(phone.get_by_role("heading", name=TITLE, level=2)).to_be_visible()
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("link", name="Revenir à l’atelier").click()

    decided.socket.do("", "core.open_results", shut=True)
    expect(screen.locator(".results-door")).to_be_hidden()
    expect(phone.get_by_role("link", name="Lire tous les résultats")).to_have_count(0)
    expect(screen.locator("main")).to_have_attribute("data-layout", "closing")
    decided.socket.do("", "core.open_results")
    expect(screen.locator(".results-door")).to_be_visible()

    console.get_by_role("button", name="Revenir à : Nos guichets").click()
    expect(phone.get_by_role("heading", level=1)).not_to_contain_text("Ce que nous retenons")
    expect(screen.locator(".results-door")).to_be_hidden()
