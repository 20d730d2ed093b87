"""One page too many says so in words, keeps what is written, and works once another one is closed."""

from __future__ import annotations

from playwright.sync_api import expect

from app.live.transport.rate_limit import LINES_A_PERSON
from tests.support.crowd import Crowd


def test_a_page_too_many_says_what_to_do(people, server):
    crowd, page = Crowd(server), people.page("phone")
    ana = crowd.person("Ana")
    lines = [ana.socket() for _ in range(LINES_A_PERSON)]
    page.context.add_cookies([{"name": one.name, "value": one.value, "url": server.url} for one in ana.http.cookies])
    page.goto(f"{server.url}/atelier/{server.code}")
    expect(page.locator("#banner")).to_contain_text("Vous avez trop de pages de cet atelier ouvertes")
    lines[0].close()
    page.reload()
    expect(page.locator("body[data-live]")).to_be_attached()
    expect(page.locator("#banner")).to_be_hidden()
    crowd.close()
