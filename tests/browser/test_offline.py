"""Without a network: the page of field notes opens, keeps what is written, sends it once; leaving takes it away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, expect

from tests.support.browser import FIELD_NOTES, drawer, lead, note_form, open_people, write_note

KEPT = "() => caches.keys().then(names => names.filter(name => name.includes('pages')).length)"


@pytest.fixture
def karim(people, pinned) -> Page:
    """A phone whose page of field notes is kept."""
    page = people.participant("Karim")
    page.get_by_role("link", name=FIELD_NOTES).click()
    page.wait_for_url(pinned)
    expect(page.locator("[data-offline=kept]")).to_be_visible()
    return page


def notes(page: Page):
    return page.locator(".live-board .field-note")


def test_a_note_written_after_a_reload_without_a_network_arrives_once(people, pinned, karim):
    failed = []
    karim.on("requestfailed", lambda request: failed.append(request.url) if "/static/" in request.url else None)
    karim.context.set_offline(True)
    karim.reload()
    expect(karim.locator("#banner")).to_be_visible()
    write_note(karim, "Deux files, un seul guichet")
    expect(karim.locator("#banner")).to_contain_text("1 à envoyer")
    expect(karim.locator("#waiting li")).to_have_text("Deux files, un seul guichet · Clermont")
    karim.reload()
    expect(karim.locator("#waiting li")).to_have_count(1)
    write_note(karim, "Une porte sans poignée", "Hazebrouck")
    expect(karim.locator("#waiting li")).to_have_count(2)
    assert failed == []
    karim.context.set_offline(False)
    expect(notes(karim)).to_have_count(2)
    expect(karim.locator("#waiting")).to_be_hidden()
    louise = people.participant("Louise", width="laptop")
    louise.goto(pinned)
    expect(notes(louise)).to_have_count(2)
    expect(notes(louise).filter(has_text="Deux files")).to_have_count(1)


def test_a_note_begun_before_a_reload_without_a_network_is_in_sight(karim):
    expect(karim.locator("body[data-live]")).to_be_attached()
    note_form(karim).get_by_label("Faits").press_sequentially("À moitié écrit")
    karim.context.set_offline(True)
    karim.reload()
    expect(karim.locator("details.note-kind[open]").get_by_label("Faits")).to_have_value("À moitié écrit")
    expect(karim.locator("[data-offline=kept]")).to_be_visible()


def test_no_other_page_is_kept_and_nothing_else_is_answered(karim, pinned):
    karim.context.set_offline(True)
    karim.goto(f"{pinned}&lang=fr")
    expect(karim.locator("#mine")).to_be_attached()
    for path in (pinned.partition("?")[0], f"{pinned.partition('/atelier')[0]}/accessibilite"):
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            karim.context.new_page().goto(path)


def test_whoever_leaves_takes_the_page_away(karim, pinned):
    assert karim.evaluate(KEPT) == 1
    karim.locator("details.me summary").click()
    karim.get_by_role("button", name="Quitter l’atelier").click()
    karim.wait_for_url("**/")
    assert karim.evaluate("() => caches.keys()") == []
    assert karim.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    karim.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        karim.goto(pinned)


def test_a_page_kept_for_one_person_is_not_shown_to_the_next(karim, pinned, server):
    write_note(karim, "Ce que Karim a vu")
    expect(notes(karim)).to_have_count(1)
    karim.goto(f"{server.url}/rejoindre/{server.code}?autre=1")
    karim.get_by_label("prénom").fill("Louise")
    karim.get_by_role("button", name="Entrer").click()
    karim.wait_for_url("**/atelier/**")
    karim.wait_for_function(KEPT.replace("length)", "length === 0)"))
    karim.context.set_offline(True)
    with pytest.raises(Error, match="net::ERR_"):
        karim.goto(pinned)


def test_somebody_taken_out_of_the_workshop_finds_no_kept_page(people, karim, pinned):
    console = people.facilitator()
    open_people(console)
    console.get_by_role("button", name="Retirer… Karim").click()
    console.get_by_role("dialog").get_by_role("button", name="Retirer Karim").click()
    expect(karim.locator("#banner")).to_contain_text("rechargez")
    karim.reload()
    karim.wait_for_url("**/rejoindre/**")
    assert karim.evaluate(KEPT) == 0


def test_an_activity_closed_for_good_is_no_longer_kept(people, karim, pinned):
    console = people.facilitator()
    lead(console, FIELD_NOTES)
    drawer(console, "Déroulé")
    console.locator("details.close summary").click()
    console.get_by_role("checkbox").check()
    console.locator("form[data-command='core.close'] button").click()
    expect(karim.locator(".live-head")).to_contain_text("close définitivement")
    karim.reload()
    expect(karim.locator("#offline")).to_have_count(0)
    karim.wait_for_function(
        "() => caches.keys().then(names => Promise.all(names.filter(name => name.includes('pages'))"
        ".map(name => caches.open(name).then(cache => cache.keys())))).then(all => all.flat().length === 0)"
    )


def test_the_worker_is_served_for_the_pages_alone(karim, server):
    answer = karim.request.get(f"{server.url}/atelier/hors-ligne.js")
    headers = answer.headers
    assert headers["content-type"].startswith("text/javascript") and headers["cache-control"] == "no-cache"
    assert headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
    scopes = karim.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))")
    assert scopes == [f"{server.url}/atelier/{server.code}"]


def test_other_pages_of_the_workshop_register_nothing(people):
    page = people.participant("Louise")
    expect(page.locator("body[data-live]")).to_be_attached()
    assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    expect(page.locator("#offline")).to_have_count(0)


def test_over_plain_http_the_page_says_that_opening_again_needs_https(on_a_network, people, pinned, server):
    people.browser = on_a_network
    page = people.page("phone")
    page.goto(server.link("Participants").replace("127.0.0.1", "salle-lille.test"))
    page.get_by_role("button", name="Entrer").click()
    page.goto(pinned.replace("127.0.0.1", "salle-lille.test"))
    expect(page.locator("[data-offline=plain]")).to_be_visible()
    expect(page.locator("[data-offline=kept]")).to_be_hidden()
