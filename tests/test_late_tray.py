"""What arrives late obeys the rule of its stage, and nobody fills the tray for the others."""

from contextlib import suppress

import pytest

from app.domain.people import Person, new_id
from app.live.commands.request import CommandRequest, Grant
from beffroi import Refused


@pytest.fixture
def ideas(workshop):
    """Three cards a person, and writing is over."""
    return workshop.add("ideation")


def over(workshop, ideas):
    workshop.stage(ideas, "reveal")


def late(workshop, ideas) -> dict:
    return workshop.room.record.standing(ideas).late


def join(workshop, name, site):
    workshop.room.record.people[name] = Person(name, name, site)
    return name


def write(workshop, who, ideas, site="s1", text="Une idée"):
    grant = Grant(workshop.facts.id, "participant", who, site, who)
    return workshop.room.ask(CommandRequest(grant, ideas, "write", {"text": text}, new_id(), "en"))


def taken(workshop, who, ideas, site="s1") -> bool:
    """The same through the record's door, without the disk behind it."""
    grant = Grant(workshop.facts.id, "participant", who, site, who)
    with suppress(Refused):
        workshop.room.committing.decider.decide(
            CommandRequest(grant, ideas, "write", {"text": "Une idée"}, new_id()), 1_760_000_000_000
        )
        workshop.room.record.commit()
        return True
    return False


def test_whoever_may_write_three_cards_has_three_in_the_tray(workshop, ideas):
    over(workshop, ideas)
    answers = [write(workshop, "ana", ideas) for _ in range(200)]
    assert [answer.accepted for answer in answers] == [True] * 3 + [False] * 197
    assert answers[3].sentence == "You have written all your cards: edit one, or take one back."


def test_cards_written_in_time_count_with_those_that_wait(workshop, ideas):
    write(workshop, "ana", ideas)
    write(workshop, "ana", ideas)
    over(workshop, ideas)
    assert [write(workshop, "ana", ideas).accepted for _ in range(3)] == [True, False, False]


def test_the_rule_is_the_same_once_facilitators_have_let_one_in_or_left_it_out(workshop, ideas):
    over(workshop, ideas)
    made = [write(workshop, "ana", ideas).entry for _ in range(3)]
    workshop.core("core.admit", activity=ideas, entry=made[0])
    assert not write(workshop, "ana", ideas).accepted
    workshop.core("core.drop", activity=ideas, entry=made[1])
    assert write(workshop, "ana", ideas).accepted


def test_a_late_change_of_a_late_card_is_taken_too(workshop, ideas):
    over(workshop, ideas)
    card = write(workshop, "ana", ideas).entry
    assert workshop.ask("ana", "edit", ideas, card=card, text="Mieux").accepted
    assert not workshop.ask("bob", "edit", ideas, card=card, text="Pas à lui").accepted


def test_a_site_that_was_cut_off_finds_its_part_of_the_tray(workshop, ideas):
    for number in range(150):
        join(workshop, f"lille{number}", "s1")
    for number in range(30):
        join(workshop, f"amiens{number}", "s2")
    over(workshop, ideas)
    near = [taken(workshop, f"lille{n % 150}", ideas, "s1") for n in range(450)]
    assert sum(near) == 300
    far = [taken(workshop, f"amiens{n % 30}", ideas, "s2") for n in range(90)]
    assert far == [True] * 90
    assert len(late(workshop, ideas)) == 390


def test_a_full_tray_is_said_in_a_sentence_and_lists_as_many_as_can_be_read(workshop, ideas):
    for number in range(150):
        join(workshop, f"p{number}", "s1")
    over(workshop, ideas)
    assert sum(taken(workshop, f"p{n % 150}", ideas) for n in range(450)) == 400
    assert write(workshop, "p149", ideas).sentence.startswith("What arrived late fills the facilitators’ tray")
    told = str(workshop.connect("fac", "fac", "en")["blocks"])
    assert told.count("Let in") == 60 and "340 more follow once these are decided on" in told
    assert "400 arrived late" in told


def test_a_note_too_long_is_refused_late_as_it_was_in_time(workshop):
    notes = workshop.add("fieldnotes", anonymous=False)
    workshop.stage(notes, "cluster")
    answer = workshop.ask("ana", "write_note", notes, kind="interview", facts="\n".join("a" * 2000))
    assert answer.sentence.startswith("A note holds 60 sentences at most")
    assert workshop.ask("ana", "write_note", notes, kind="interview", facts="Un fait").accepted
