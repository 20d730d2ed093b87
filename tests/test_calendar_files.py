"""What one took on or registered for, as a file for one's own calendar: read back as a phone reads it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.domain.calendar import today
from app.domain.clock import now_ms
from app.export.calendar_file import Event, as_ics
from app.export.followed import events
from beffroi import Dated
from tests.support.pages import join, token

PARIS = ZoneInfo("Europe/Paris")
NOW = int(datetime(2026, 11, 30, 8, 0, tzinfo=UTC).timestamp() * 1000)


def read(body: bytes) -> list:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_hours_are_those_of_the_zone_in_winter_and_in_summer_for_whoever_knows_no_zones():
    told = [Event(f"a/{at}", "Point", at, reminders=[timedelta(minutes=30)]) for at in (
        datetime(2026, 12, 7, 9, 30, tzinfo=PARIS), datetime(2027, 7, 5, 9, 30, tzinfo=PARIS),
    )]  # fmt: skip
    body = as_ics(told, "Nos dates", "a", NOW)
    (zone,) = Calendar.from_ical(body).walk("VTIMEZONE")
    offsets = {one.name: one["TZOFFSETTO"].to_ical() for one in zone.subcomponents}
    assert offsets == {"STANDARD": "+0100", "DAYLIGHT": "+0200"}
    assert [one.start.astimezone(UTC).hour for one in read(body)] == [8, 7]
    assert b"DTSTART;TZID=Europe/Paris:20261207T093000" in body
    (reminder,) = read(body)[0].walk("VALARM")
    assert reminder["TRIGGER"].dt == -timedelta(minutes=30)


def test_a_later_file_changes_an_event_and_adds_none_and_its_name_says_nothing_of_what_it_is():
    first = read(as_ics([Event("w/act/one", "Écrire", date(2026, 12, 7))], "n", "k", NOW))[0]
    moved = read(as_ics([Event("w/act/one", "Écrire", date(2026, 12, 9))], "n", "k", NOW + 120_000))[0]
    other = read(as_ics([Event("w/act/two", "Écrire", date(2026, 12, 7))], "n", "k", NOW))[0]
    assert first["UID"] == moved["UID"] != other["UID"] and "act" not in first["UID"]
    assert moved["SEQUENCE"] == first["SEQUENCE"] + 2
    assert first["DTSTAMP"].dt == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_days_end_the_day_after_the_last_and_keep_nobody_from_being_free():
    alone, long = read(as_ics([
        Event("a", "Un jour", date(2026, 12, 7)), Event("b", "Trois jours", date(2026, 12, 7), date(2026, 12, 9)),
    ], "n", "k", NOW))  # fmt: skip
    assert (alone["DTEND"].dt, long["DTEND"].dt) == (date(2026, 12, 8), date(2026, 12, 10))
    assert alone["TRANSP"] == "TRANSPARENT" and b"VTIMEZONE" not in as_ics([], "n", "k", NOW)


@pytest.mark.parametrize(
    "text",
    [
        "a,b;c\\n:\"d\"", "x\r\nBEGIN:VEVENT\r\nSUMMARY:planted\r\nEND:VEVENT", "é" * 400,
        "👩‍👩‍👧 العربية\u2068x\u2069",
        "nul\x00bell\x07\x85\u2028fin", "half\ud800", "=cmd|' /C calc'!A0", "",
    ],
)  # fmt: skip
def test_whatever_somebody_wrote_is_one_text_of_one_event(text):
    body = as_ics([Event("a", text, date(2026, 12, 7), where=text, said=text)], text, "k", NOW)
    (event,) = read(body)
    kept = re.sub("[\x00-\x08\u2068\u2069\ud800]", "", text)
    assert "".join(str(event["SUMMARY"]).split()) == "".join(kept.split())
    assert f"X-WR-CALNAME:{event['SUMMARY'].to_ical().decode()}\r\n" in body.decode().replace("\r\n ", "")
    assert max(map(len, body.split(b"\r\n"))) <= 75 and not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|(?<!\r)\n", body)


def test_what_a_method_says_wrongly_costs_its_hour_or_its_day_and_nothing_else():
    things = [
        Dated("a", "2026-12-07", "Sans heure", begins="vingt heures"), Dated("b", "jamais", "Sans jour"),
        Dated("c", "2026-12-07", "À l’envers", begins="10:00", ends="9:00"), Dated("d", "", "Plus tard"),
    ]  # fmt: skip
    found = read(as_ics(events(things, "k", "Europe/Paris", "https://ici.example/s/x"), "n", "k", NOW))
    assert [str(one["SUMMARY"]) for one in found] == ["À l’envers", "Sans heure"]
    assert found[1]["DTSTART"].dt == date(2026, 12, 7) and found[0]["DTEND"].dt == found[0]["DTSTART"].dt


def in_days(n) -> str:
    return (today(now_ms(), "UTC") + timedelta(days=n)).isoformat()


def test_what_one_took_on_is_in_ones_calendar_with_reminders_until_it_is_done(workshop, app):
    plan = workshop.add("actionplan", title="Notre plan")
    workshop.serve()
    ana = workshop.room.people.join("Ana", "s1", 1)[0]
    mine = workshop.do("fac", "add_action", plan, text="Écrire au syndic ; vite", due=in_days(60), first="Appeler")
    other = workshop.do("fac", "add_action", plan, text="Former l’accueil", due=in_days(2))
    for who, action in ((ana.id, mine), ("bob", other)):
        workshop.do(who, "take_it", plan, action=action, text="Nom Secret")
    workshop.stage(plan, "follow")
    phone, at = _by_link(app, workshop, plan, ana)
    assert "Ajouter à mon calendrier" in phone.get(at).text
    file = phone.get(at + "/calendrier.ics")
    (event,) = read(file.data)
    assert file.content_type == "text/calendar; charset=utf-8" and "Secret" not in file.text
    assert str(event["SUMMARY"]) == "Écrire au syndic ; vite"
    assert str(event["DESCRIPTION"]).replace("\u00a0", " ") == "Premier pas : Appeler"
    assert event["DTSTART"].dt.isoformat() == in_days(60) and str(event["URL"]).endswith(at)
    told = [one["TRIGGER"].dt for one in event.walk("VALARM")]
    assert told == [timedelta(hours=9) - timedelta(days=n) for n in (7, 1)]
    workshop.do(ana.id, "tell", plan, action=mine, state="done")
    (done,) = read(phone.get(at + "/calendrier.ics").data)
    assert done["UID"] == event["UID"] and not done.walk("VALARM")
    assert phone.get("/s/AAAAAAAAAAAAAAAA/calendrier.ics").status_code == 404


def test_ones_sessions_are_in_ones_calendar_with_hours_and_place_and_a_place_one_waits_for_is_not_sure(app, workshop):
    settings = {"slots": "2030-12-07 / 9:30-10:15 / 11:00-12:00", "places": "Salle A / Lille / 1",
                "proposals": "Écrire clair\nLire vite"}  # fmt: skip
    activity = workshop.add("programme", settings=settings, stages=["arrange", "register"])
    workshop.serve()
    client = app.test_client()
    join(client, workshop.facts, name="Ana")
    (ana,) = [one for one in workshop.room.presence.people.values() if one.name == "Ana"]
    state = workshop.room.record.scopes[activity][""].state
    for session, row in zip(state.sessions, state.planned.rows, strict=True):
        workshop.do("fac", "place_in", activity, thing=session, cell=f"{row.id}:{state.planned.columns[0].id}")
    workshop.stage(activity, "register")
    first, second = state.sessions
    workshop.do("bob", "register", activity, session=second)
    for session in (first, second):
        workshop.do(ana.id, "register", activity, session=session)
    own = f"/atelier/{workshop.facts.code}/suivi/{activity}"
    assert "Ajouter à mon calendrier" in client.get(own).text
    held, waited = read(client.get(own + "/calendrier.ics").data)
    assert held["DTSTART"].dt.isoformat()[:16] == "2030-12-07T09:30" and held["DTEND"].dt.hour == 10
    assert str(held["LOCATION"]) == "Salle A · Lille"
    assert (held["STATUS"], waited["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert str(waited["DESCRIPTION"]) == "Liste d’attente : rang 1".replace(" :", "\u00a0:")
    assert app.test_client().get(own + "/calendrier.ics").status_code == 404


def _by_link(app, workshop, activity, person):
    console, links = workshop.console(), f"/animer/{workshop.facts.code}/suivi/{activity}"
    console.post(links, data={"csrf_token": token(console.get(links)), "who": person.id})
    return app.test_client(), re.search(r'value="http[^"]*(/s/[^"]*)"', console.get(links).text)[1]
