"""What a room tells of people: nothing of an anonymous one, and nothing of what is erased or closed for good."""

import json

import pytest

from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.store import keys
from tests.support.rooms import stored

STORES = ("sqlite", "postgresql")


def test_an_anonymous_entry_holds_no_name_site_or_exact_time(workshop):
    mood = workshop.add("mood")
    workshop.do("ana", "say", mood, word="Calme")
    entry = stored(workshop)[-1]
    assert "ana" not in entry.stamp.who and entry.stamp.site == ""
    assert entry.stamp.at % 3_600_000 == 0


def test_a_signed_entry_says_who_and_where(workshop):
    mood = workshop.add("mood", anonymous=False)
    workshop.do("ana", "say", mood, word="Calme")
    assert (stored(workshop)[-1].stamp.who, stored(workshop)[-1].stamp.site) == ("ana", "s1")


def test_closing_for_good_asks_to_be_confirmed_then_cuts_the_link_to_people(workshop):
    mood = workshop.add("mood")
    workshop.ask("ana", "say", mood, "request-1", word="Calme")
    close = {"activity": mood, "confirmed": False}
    unsure = workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.close", close, "c1", "en"))
    assert unsure.kind == "refused" and "cannot be undone" in unsure.sentence
    workshop.core("core.close", activity=mood, confirmed=True)
    assert keys.of_workshop(workshop.app.extensions["store"], workshop.facts.id) == {}
    assert [entry.request_id for entry in stored(workshop) if entry.activity == mood] == ["", "", ""]
    for _restart in range(2):
        assert workshop.ask("bob", "say", mood, word="Vive").sentence.startswith("This activity is closed")
        assert workshop.ask("ana", "say", mood, "request-1", word="Calme").accepted, "a resend is still answered"
        workshop.open()


def test_leaving_an_activity_does_not_close_it(workshop):
    mood = workshop.add("mood")
    workshop.add("time")
    workshop.do("ana", "say", mood, word="Calme")


def test_an_anonymous_activity_restored_without_its_key_comes_back_closed(workshop):
    mood = workshop.add("mood")
    keys.delete_key(workshop.app.extensions["store"], workshop.facts.id, mood)
    workshop.open()
    assert workshop.ask("ana", "say", mood, word="x").sentence.startswith("This activity is closed")


def test_erasing_a_text_blanks_it_in_the_log_in_copies_and_on_every_page(workshop):
    ideation = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    card = workshop.do(person.id, "write", ideation, text="Mon secret")
    workshop.stage(ideation, "reveal")
    workshop.add("dotvote", source=ideation)
    page = workshop.connect("sid", "bob")
    assert "Mon secret" in str(page)
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    assert [entry.id for entry in entries] == [card]
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    workshop.settle()
    assert "Mon secret" not in str(workshop.connect("late", "cleo"))
    assert "Mon secret" not in str([entry.data for entry in stored(workshop)])
    workshop.open()
    assert "Mon secret" not in str(workshop.room.record.scopes) + str(workshop.connect("sid2", "bob"))


def test_an_erasure_names_no_entry_that_could_link_a_person_to_others(workshop):
    mood, ideation = workshop.add("mood", anonymous=False), workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "say", mood, word="Calme")
    workshop.do(person.id, "write", ideation, text="Mon secret")
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    (row,) = [entry for entry in stored(workshop) if entry.name == "core.erase"]
    assert row.data["entries"] == 2
    assert not any(entry.id in str(row.data) for entry in entries)


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)  # PostgreSQL's files are its own: docs/deploying.md
def test_what_is_erased_is_in_no_file_of_the_instance(workshop):
    ideation = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "write", ideation, text="Mon secret à effacer")
    folder = workshop.app.extensions["settings"].instance
    secret = json.dumps("Mon secret à effacer").strip('"').encode()
    assert any(secret in file.read_bytes() for file in folder.iterdir())
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    assert [file.name for file in folder.iterdir() if secret in file.read_bytes()] == []
