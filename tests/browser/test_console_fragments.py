"""What the console brings in through htmx: what is said where nothing comes, or an error does."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.browser import drawer, open_people


def told(people, what: str):
    """The console of the browser was told, as htmx does."""
    assert people.violations and any(what in one for one in people.violations), people.violations
    people.violations.clear()


def test_a_server_that_does_not_answer_is_said_beside_what_was_pressed(people):
    console = people.facilitator()
    people.participant("Karim", "Amiens")
    open_people(console)
    console.route("**/retirer", lambda route: route.abort())
    console.get_by_role("button", name="Retirer… Karim").click()
    expect(console.locator(".people-lists [data-failed]")).to_contain_text("ne répond pas")
    expect(console.get_by_role("dialog")).to_have_count(0)
    console.unroute("**/retirer")
    console.get_by_role("button", name="Retirer… Karim").click()
    expect(console.get_by_role("dialog")).to_be_visible()
    expect(console.locator(".people-lists [data-failed]")).to_be_hidden()
    told(people, "htmx:sendError")


def test_a_list_that_a_stopping_server_does_not_bring_is_nobodys_fault(people):
    console = people.facilitator()
    console.route("**/ecrans", lambda route: route.fulfill(status=503))
    with console.expect_response("**/ecrans"):
        entry = drawer(console, "Entrées")
    expect(entry.get_by_label("Code affiché")).to_be_visible()
    expect(console.locator("#banner")).to_be_hidden()
    console.unroute("**/ecrans")


def test_an_error_is_shown_in_the_dialog_without_the_page_around_it(people, server):
    console = people.facilitator()
    people.participant("Karim", "Amiens")
    open_people(console)
    gone = f"{server.url}/animer/{server.code}/personnes/nobody/retirer"
    console.route(re.compile("/retirer$"), lambda route: route.continue_(url=gone))
    title = console.title()
    console.get_by_role("button", name="Retirer… Karim").click()
    dialog = console.get_by_role("dialog")
    expect(dialog).to_contain_text("Il n’y a pas de page ici")
    expect(dialog.get_by_role("link", name="Beffroi")).to_have_count(0)
    assert console.title() == title
    told(people, "404")


def test_somebody_who_joins_later_can_be_removed_as_well(people):
    """Buttons drawn after the page was opened are htmx's too."""
    console = people.facilitator()
    open_people(console)
    people.participant("Karim", "Amiens")
    console.get_by_role("button", name="Retirer… Karim").click()
    console.get_by_role("dialog").get_by_role("button", name="Retirer Karim").click()
    expect(console.get_by_role("dialog")).to_have_count(0)
    expect(console.locator(".people").filter(has_text="Personnes retirées (1)")).to_be_visible()
