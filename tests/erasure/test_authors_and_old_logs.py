"""What was erased tells nothing of its authors, nor does an old log keep copies that may hold it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.anonymous_authors import Veils
from app.domain.erasure import erased
from app.domain.people import pseudonym
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.store.log import read
from beffroi.stamp import NOBODY
from tests.support.erasing import erase, erase_all_of


def test_whoever_erases_all_they_wrote_is_no_pseudonym_with_nothing_but_blanks(workshop):
    ideas = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    mine = [workshop.do(person.id, "write", ideas, text=text) for text in ("Une", "Deux")]
    for other in ("bob", "cleo"):
        workshop.do(other, "write", ideas, text=f"Idée de {other}")
    workshop.stage(ideas, "reveal")
    workshop.stage(ideas, "vote")
    workshop.do(person.id, "dot", ideas, option=next(iter(workshop.room.record.standing(ideas).state.dots.options)))
    before = workshop.room.record.standing(ideas).state.dots.voters()
    erase_all_of(workshop, person.id)
    own = pseudonym(workshop.room.record.keys[ideas], person.id)
    with workshop.app.extensions["store"].read() as session:
        rows = read(session, workshop.facts.id)
        lifted = read(session, workshop.facts.id, Veils(workshop.room.record.keys).lifted)
    blank = {row.stamp.who for row in rows if row.id in mine}
    assert blank == {NOBODY} and own not in str(rows)
    assert {row.name for row in rows if row.stamp.who in blank} == {"write"}
    assert workshop.room.record.standing(ideas).state.dots.voters() == before
    assert {entry.id: entry for entry in lifted} == {entry.id: entry for entry in workshop.room.record.entries}


def test_what_two_people_erased_cannot_be_told_apart(workshop):
    ideas = workshop.add("ideation")
    cards = [workshop.do(who, "write", ideas, text=f"De {who}") for who in ("ana", "bob", "cleo")]
    for card in cards[:2]:
        erase(workshop, card)
    whos = [entry.stamp.who for entry in workshop.room.record.entries if entry.id in cards]
    assert whos[0] == whos[1] != whos[2]


def test_a_signed_contribution_stays_signed_when_it_is_erased(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    card = workshop.do("ana", "write", ideas, text="Signé")
    erase(workshop, card)
    assert next(entry for entry in workshop.room.record.entries if entry.id == card).stamp.who == "ana"


def test_in_an_old_log_a_copy_that_may_hold_it_goes_whole_and_facilitators_are_told(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    record = workshop.room.record
    old = [replace(entry, data=_as_before(entry.data)) for entry in record.entries]
    reach = erased(old, [portrait["situation"]], workshop.room.registry.methods, record.agenda)
    (opening,) = [entry for entry in reach.entries.values() if entry.name == "core.open"]
    assert [card["text"] for card in opening.data["cards"]] == ["[…]"] and opening.activity == vote
    assert len(reach.doubted) == 1


def _as_before(data):
    cards = [{key: value for key, value in card.items() if key != "parts"} for card in data.get("cards", ())]
    return {**data, "cards": cards} if cards else data


def test_facilitators_read_how_many_copies_went_because_nothing_says_what_they_held(workshop):
    system = Grant(workshop.facts.id, SYSTEM, "erasure")
    assert workshop.room.ask(CommandRequest(system, "", "core.erase", {"entries": 1, "doubted": 2}, "e1")).accepted
    said = "2 copies plus anciennes ont été effacées en entier"
    assert said in str(workshop.connect("one", "fac")) and said not in str(workshop.connect("two", "ana"))
