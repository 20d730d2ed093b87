"""A page behind a network that lets no WebSocket through takes part like the others, with the official client."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import NO_SOCKET, lead


def test_a_page_that_has_only_polling_writes_reads_and_is_told_of_as_such(people, server):
    console = people.facilitator()
    lead(console, "Météo")
    ana, slow = people.participant("Ana"), people.page("phone")
    slow.add_init_script(NO_SOCKET)
    asked = []
    slow.on("request", lambda request: asked.append(request.url))
    slow.goto(server.link("Participants"))
    slow.locator("input[name=name]").fill("Bilal")
    slow.get_by_role("button", name="Entrer").click()
    expect(console.locator("body")).to_contain_text("pas de WebSocket sur ce réseau")

    slow.locator("#mine input[name=word]").fill("brume")
    slow.locator("#mine input[name=word]").press("Enter")
    expect(slow.locator("#mine strong")).to_have_text("brume")
    expect(ana.locator(".cloud")).to_contain_text("brume")
    ana.locator("#mine input[name=word]").fill("limpide")
    ana.locator("#mine input[name=word]").press("Enter")
    expect(slow.locator(".cloud")).to_contain_text("limpide")
    expect(slow.locator("#banner")).to_be_hidden()
    assert any("transport=polling&" in url and "sid=" in url for url in asked)
    assert not any("transport=websocket" in url for url in asked)
