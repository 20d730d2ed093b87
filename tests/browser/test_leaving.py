"""A server that stops and comes back under a page: it says so, comes back by itself, and what was sent counts once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import lead
from tests.support.inside import read_log

SAID = "Le site redémarre"


@pytest.mark.alone
def test_a_page_says_that_the_site_restarts_and_comes_back_with_what_was_sent(people, server):
    console = people.facilitator()
    lead(console, "Météo")
    ana = people.participant("Ana")
    field = ana.locator("#mine input[name=word]")
    field.fill("soleil")
    field.press("Enter")
    expect(ana.locator("#mine strong")).to_have_text("soleil")  # by now the page is connected, and not only shown
    server.process.terminate()
    assert server.process.wait(20) == 0
    server._ended()
    for page in (ana, console):
        expect(page.locator("#banner")).to_contain_text(SAID)
        expect(page.locator("#banner")).not_to_contain_text("Connexion perdue")
    field.fill("brume")
    field.press("Enter")
    expect(ana.locator("#banner")).to_contain_text("à envoyer")
    server.start()
    expect(ana.locator("#banner")).to_be_hidden()
    expect(console.locator("#banner")).to_be_hidden()
    expect(console.locator("body")).to_contain_text("brume")
    assert len(read_log(server.instance, "seq", where="data like '%brume%'")) == 1
