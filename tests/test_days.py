"""Days that people write: all there are from 1900 to 2199, and nothing else; today is today where the workshop is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain import calendar

WRONG = (
    "9999-12-31", "0000-01-01", "1899-12-31", "2200-01-01", "2026-02-30", "2026-04-31", "2027-02-29", "2100-02-29",
    "2026-13-01", "2026-00-10", "2026-1-5", "２０２６-11-25", "2026-11-25x", "25/11/2026", "demain",
)  # fmt: skip

NOTE = {"kind": "visit", "facts": "Il y a deux files."}


@pytest.fixture
def notes(workshop):
    return workshop.add("fieldnotes", anonymous=False)


def test_every_day_there_is_can_be_written():
    day = date(1900, 1, 1)
    while day.year < 2200:
        assert calendar.read_day(day.isoformat()) == day
        day += timedelta(days=1)


@pytest.mark.parametrize("said", WRONG)
def test_what_is_no_day_is_refused_in_a_sentence_in_a_form_of_a_method(workshop, notes, said):
    assert calendar.read_day(said) is None
    answer = workshop.ask("ana", "write_note", notes, "", **NOTE, day=said)
    assert answer.kind == "errors" and "choose it in the calendar" in answer.errors["day"]


def test_a_note_without_a_day_has_the_one_it_is_where_the_workshop_is(workshop, notes):
    evening = int(datetime(2026, 11, 26, 1, 30, tzinfo=UTC).timestamp() * 1000)
    workshop.room.committing.clock = lambda: evening
    for zone, day in (("America/Martinique", "2026-11-25"), ("Pacific/Noumea", "2026-11-26")):
        workshop.room.change_facts(lambda facts, zone=zone: replace(facts, zone=zone))
        workshop.do("ana", "write_note", notes, **NOTE)
        assert workshop.room.record.entries[-1].data["day"] == day


def test_days_begin_and_end_with_the_clocks_of_their_zone():
    spring = date(2027, 3, 28)  # 23 hours in Paris
    assert calendar.end_of(spring, "Europe/Paris") - calendar.start_of(spring, "Europe/Paris") == 23 * 3_600_000
    for zone in ("Europe/Paris", "America/Martinique", "Pacific/Tahiti", "Pacific/Wallis", "UTC"):
        assert calendar.last_day(calendar.end_of(spring, zone), zone) == spring
        assert calendar.today(calendar.start_of(spring, zone), zone) == spring


def test_a_zone_that_is_none_and_a_moment_of_no_calendar_are_shown_all_the_same():
    assert calendar.moment(10**17, "Mars/Olympus").year == 2202
    assert calendar.moment(-(10**17), "Europe/Paris").year == 1900
    assert calendar.zones()[0] == "Europe/Paris" and "Indian/Reunion" in calendar.zones()
