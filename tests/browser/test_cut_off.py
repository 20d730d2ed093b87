"""A site without its network while people write there, and a phone whose clock is wrong."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on, lead, start_timer, write
from tests.support.road import Road

HEARTBEATS = 45_000
"""Ms: two are 40 s at the most, then the page knows that nothing gets through."""


@pytest.fixture
def road(server):
    made = Road(server.port)
    yield made
    made.close()


def by_road(people, server, road, name: str):
    """Somebody of Amiens, whose phone reaches the server by that road alone."""
    phone = people.page("phone")
    phone.goto(f"{road.url}/rejoindre/{server.code}?site=s2")
    phone.get_by_label("prénom").fill(name)
    phone.get_by_role("button", name="Entrer").tap()
    phone.wait_for_url("**/atelier/**")
    return phone


def test_a_site_cut_off_without_a_word_loses_nothing_and_comes_back_where_the_others_are(people, server, road):
    console, lille = people.facilitator(), people.participant("Louise", "Lille")
    amiens = by_road(people, server, road, "Karim")
    lead(console, "Des courriers plus clairs")
    write(amiens, "Avant la coupure")
    expect(amiens.locator(".my-cards")).to_contain_text("Avant la coupure")

    road.cut()
    write(amiens, "Pendant la coupure, un")
    write(amiens, "Pendant la coupure, deux")
    write(lille, "Une idée de Lille")  # the others go on
    expect(lille.locator(".my-cards")).to_contain_text("Une idée de Lille")
    go_on(console, "Révéler")
    expect(lille.locator(".live-board .card")).to_have_count(2)
    expect(amiens.locator("#banner")).to_contain_text("2 à envoyer", timeout=HEARTBEATS)
    online = console.locator(".sites-lines tbody tr").nth(1).locator("td").nth(1)
    expect(online).to_have_text("0", timeout=HEARTBEATS)
    road.mend()

    expect(amiens.locator(".live-board .card")).to_have_count(2)
    expect(amiens.locator("#banner")).not_to_contain_text("à envoyer")
    expect(online).to_have_text("1")
    tray = console.locator(".tray")
    expect(tray).to_contain_text(re.compile("coupure, un.*coupure, deux", re.DOTALL))
    expect(tray.get_by_role("button", name=re.compile("^Accepter"))).to_have_count(2)


@pytest.mark.parametrize("hours", [-5, 7])
def test_a_phone_whose_clock_is_hours_off_counts_as_the_others_do(people, server, hours):
    console, phone = people.facilitator(), people.page("phone")
    phone.clock.install(time=datetime.now() + timedelta(hours=hours))
    phone.goto(f"{server.link('Participants')}?site=s1")
    phone.get_by_role("button", name="Entrer").tap()
    phone.wait_for_url("**/atelier/**")
    lead(console, "Des courriers plus clairs")
    start_timer(console, 3)
    expect(phone.locator("#clock")).to_have_text(re.compile("^(3:00|2:5[0-9])$"))
    write(phone, "Une idée d’un autre moment")
    expect(phone.locator(".my-cards")).to_contain_text("Une idée d’un autre moment")
    expect(console.locator("#clock")).to_have_text(re.compile("^2:[0-9]{2}$"))
