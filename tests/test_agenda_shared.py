"""The agenda read by a link, and the workshop in a calendar: what they say, and what they give away to nobody."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.domain.calendar import DAY_MS, end_of, start_of
from app.store import agenda_links, purge
from tests.support.pages import token

WAYS = "⇥;, « \\ » d’abord"


@pytest.fixture
def console(workshop):
    return workshop.console()


@pytest.fixture
def way(workshop):
    return f"/animer/{workshop.facts.code}/deroule"


def link_on(page) -> str:
    found = re.search(r'id="address"[^>]*value="https?://[^/"]+(/deroule/[^"]+)"', page.text)
    return found[1] if found else ""


def press(console, way, to=""):
    return console.post(way + to, data={"csrf_token": token(console.get(way))}, follow_redirects=True)


def test_whoever_has_the_link_reads_what_is_planned_and_no_note_until_it_is_taken_away(app, workshop, console, way):
    idea = workshop.add("ideation", title="Nos idées", minutes=45, instruction="Écrivez en silence")
    workshop.do("fac", "core.note", activity=idea, stage="collect", text="Le maire arrive à 10 h")
    assert not link_on(console.get(way))
    first, reader = link_on(press(console, way)), app.test_client()
    workshop.core("core.schedule", starts_at=9 * 60, ends_at=-1)
    workshop.core("core.revise", activity=idea, goal="Ce qui gêne", leads="Claire")
    workshop.core("core.add", method="roti", title="ROTI", stages=["place"], minutes=5)
    page = html.unescape(reader.get(first).text)
    told = (workshop.facts.title, "Lille", "Nos idées", "45 min", "Ce qui gêne", "Claire", "9\u00a0h\u00a045", "50 min")
    assert not [words for words in told if words not in page]
    assert not [words for words in ("Le maire", workshop.facts.code, "Fac", "/rejoindre") if words in page]
    assert link_on(console.get(way)) == first  # shown again, and held by no row
    with app.extensions["store"].read() as session:
        assert first.rpartition("/")[2] not in vars(agenda_links.of_workshop(session, workshop.facts.id)).values()
    second = link_on(press(console, way))
    assert second != first and [reader.get(one).status_code for one in (first, second)] == [404, 200]
    press(console, way, "/retirer")
    assert reader.get(second).status_code == 404 and not link_on(console.get(way))
    assert reader.get(way).status_code == 302 and reader.get(second + "x").status_code == 404


def test_the_link_ends_with_what_the_workshop_holds(app, workshop, console, way, store):
    link = link_on(press(console, way))
    store.write(purge.purge_content, workshop.facts.id)
    page = app.test_client().get(link)
    assert page.status_code == 404 and "Ce lien ne fonctionne plus" in html.unescape(page.text)


def event_of(client, code, **more):
    answer = client.get(f"/rejoindre/{code}/calendrier.ics", query_string=more)
    assert answer.mimetype == "text/calendar" and answer.status_code == 200
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    return event


def test_a_calendar_takes_the_workshop_and_its_changes(app, workshop):
    workshop.serve()
    client, code, zone = app.test_client(), workshop.facts.code, "Europe/Paris"
    first, last = start_of(date(2027, 3, 28), zone), end_of(date(2027, 4, 3), zone)

    def changed(facts):
        return replace(facts, title=WAYS, starts_at=first, ends_at=last, zone=zone)

    before = event_of(client, code)
    workshop.room.change_facts(changed)
    after = event_of(client, code)
    assert (after["SUMMARY"], after["LOCATION"]) == (WAYS, "Lille, Amiens, À distance")
    assert (after["DTSTART"].dt, after["DTEND"].dt) == (date(2027, 3, 28), date(2027, 3, 29))
    assert after["UID"] == before["UID"] and workshop.facts.id not in after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"] and f"/rejoindre/{code}" in after["URL"]
    assert code[:4] in after["DESCRIPTION"] and code not in after["UID"]
    assert event_of(client, code, site="s1")["LOCATION"] == "Lille"
    workshop.core("core.schedule", starts_at=9 * 60 + 30, ends_at=12 * 60)
    timed = event_of(client, code)  # on the day on which clocks change
    assert timed["DTSTART"].dt == datetime(2027, 3, 28, 9, 30, tzinfo=ZoneInfo(zone))
    assert timed["DURATION"].dt == timedelta(minutes=150) and timed["SEQUENCE"] > after["SEQUENCE"]


def test_the_joining_page_has_it_before_the_day_and_not_on_it(app, workshop):
    workshop.serve()
    client, code = app.test_client(), workshop.facts.code
    assert "calendrier.ics" not in client.get(f"/rejoindre/{code}").text
    workshop.room.change_facts(
        lambda facts: replace(facts, starts_at=facts.ends_at + DAY_MS, ends_at=facts.ends_at + 2 * DAY_MS)
    )
    assert "calendrier.ics" in client.get(f"/rejoindre/{code}").text
    assert client.get("/rejoindre/AAAAAAAA/calendrier.ics").status_code == 404
