"""What is kept of an anonymous activity is the same whoever wrote it: rows, sites, paper, tables, and what is shown."""

from collections import Counter

import pytest
from sqlalchemy import update

from app.domain.anonymous_authors import VEIL
from app.domain.calendar import DAY_MS
from app.domain.people import new_id
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.store import keys
from app.store.models import EntryRow, PersonRow
from beffroi import PARTICIPANT
from beffroi.blocks.ballot import BallotSettings, Option, Vote

on_both = pytest.mark.parametrize("stored_in", ("sqlite", "postgresql"), indirect=True)


def rows(workshop, **where) -> list[EntryRow]:
    with workshop.app.extensions["store"].read() as session:
        return list(session.query(EntryRow).filter_by(workshop_id=workshop.facts.id, **where))


def from_site(workshop, who, site, name, activity, **data):
    grant = Grant(workshop.facts.id, PARTICIPANT, who, site, who)
    assert workshop.room.ask(CommandRequest(grant, activity, name, data, new_id(), "en")).accepted


def shown(workshop) -> list:
    record = workshop.room.record
    return [
        (one.id, [[list(row) for row in table.rows] for table in record.registry.methods[one.method].tables(state)])
        for one in record.agenda.listed()
        for state in [record.standing(one.id).state]
    ]


def a_vote(workshop, **said) -> str:
    return workshop.add("dotvote", settings={"lines": "Un\nDeux\nTrois", "budget": 2, "max_per_item": 2}, **said)


def options(workshop, vote) -> list[str]:
    return sorted(workshop.room.record.standing(vote).state.dots.options)


def test_a_row_says_neither_when_nor_after_whom_somebody_wrote(workshop):
    signed, mood = workshop.add("mood", anonymous=False), workshop.add("mood")
    for who in ("ana", "bob", "cleo"):
        workshop.do(who, "say", signed, word="ici")
        workshop.do(who, "say", mood, word="calme")
    kept = rows(workshop, activity=mood, role=PARTICIPANT)
    assert {(row.at % DAY_MS, row.after, row.turn) for row in kept} == {(0, kept[0].after, 1)}
    assert all(row.seq < 0 and VEIL in row.who for row in kept)
    assert len({row.who.partition(VEIL)[0] for row in kept}) == 3


@on_both
def test_what_is_shown_is_the_same_after_a_restart_and_after_the_closing(workshop):
    vote, mood = a_vote(workshop), workshop.add("mood")
    for who in ("ana", "bob", "cleo"):
        workshop.do(who, "dot", vote, option=options(workshop, vote)[len(who) % 3])
        workshop.do(who, "say", mood, word=who)
        workshop.do(who, "say", mood, word="ici")
    workshop.do("bob", "take_back", mood)
    workshop.core("core.void", activity=vote, person="ana")
    workshop.do("ana", "dot", vote, option=options(workshop, vote)[0])
    workshop.stage(vote, "decide")
    before = shown(workshop)
    workshop.open()
    assert shown(workshop) == before
    for activity in (vote, mood):
        workshop.core("core.close", activity=activity, confirmed=True)
    assert shown(workshop) == before
    workshop.open()
    assert shown(workshop) == before
    assert not any(VEIL in row.who for row in rows(workshop))


def test_one_author_takes_words_back_in_the_order_in_which_they_were_said_whatever_the_rows(workshop):
    mood = workshop.add("mood")
    for who in "abcdef":
        for word in ("un", "deux", "trois"):
            workshop.do(who, "say", mood, word=word)
    workshop.open()
    assert workshop.room.record.standing(mood).state.counted() == [("trois", 6)]


@on_both
def test_who_came_late_cannot_be_read_from_the_rows_of_people_and_tables(workshop):
    room, system = workshop.room, Grant(workshop.facts.id, SYSTEM, "system")
    workshop.core("core.tables", site="s1", count=1)
    first, _ = room.people.join("Ana", "s1", 1)
    workshop.core("core.draw")
    second, _ = room.people.join("Bob", "s1", 1)
    room.ask(CommandRequest(system, "", "core.seat", {"person": first.id, "table": ""}, new_id()))
    (kept,) = [row for row in rows(workshop) if row.name in ("core.draw", "core.seat")]
    assert (list(kept.data["seating"]), list(kept.data["been"]), kept.data["late"]) == (
        [second.id], sorted([first.id, second.id]), "",
    )  # fmt: skip
    with workshop.app.extensions["store"].read() as session:
        assert {row.joined_at % DAY_MS for row in session.query(PersonRow)} == {0}
    before = (dict(room.record.agenda.seating.at), dict(room.record.agenda.seating.been))
    workshop.open()
    seating = workshop.room.record.agenda.seating
    assert (dict(seating.at), dict(seating.been)) == before


@pytest.mark.parametrize("amiens, told", [(5, {"s1", "s2"}), (1, {""})])
def test_a_site_stays_in_the_rows_only_where_every_site_has_five_people(workshop, amiens, told):
    mood = workshop.add("mood", by_site=True)
    for n in range(6 + amiens):
        from_site(workshop, f"p{n}", "s1" if n < 6 else "s2", "say", mood, word="ici")
    assert all(row.site.startswith(VEIL) for row in rows(workshop, activity=mood, role=PARTICIPANT))
    workshop.core("core.close", activity=mood, confirmed=True)
    assert {row.site for row in rows(workshop, activity=mood, role=PARTICIPANT)} == told


@pytest.mark.parametrize("papers, shown_by_site", [(0, True), (1, False), (4, False), (5, True)])
def test_what_the_sites_leave_of_a_total_is_a_group_too(papers, shown_by_site):
    ballot = Vote(BallotSettings(), {"o": Option("o", "Oui")})
    voters = {f"{site}{n}": site for site in ("s1", "s2") for n in range(5)}
    ballot.sites = dict(voters)
    ballot.dots = {who: {"o": 1} for who in [*voters, *(f"paper:{n}" for n in range(papers))]}
    assert bool(ballot.by_site()) is shown_by_site
    assert ballot.by_site() in ({}, {"s1": Counter(o=5), "s2": Counter(o=5)})


@pytest.mark.parametrize("papers, sited", [(0, True), (1, False), (5, True)])
def test_cards_from_paper_are_a_group_beside_those_of_the_sites(workshop, papers, sited):
    ideas = workshop.add("ideation", by_site=True)
    for n in range(10):
        from_site(workshop, f"p{n}", f"s{n % 2 + 1}", "write", ideas, text=f"idée {n}")
    if papers:
        workshop.do("fac", "paper_cards", ideas, lines="\n".join(f"papier {n}" for n in range(papers)))
    assert workshop.room.record.standing(ideas).state.ideas.sites_shown() is sited


def test_a_table_of_fewer_than_five_is_told_that_one_may_guess_before_it_writes(workshop):
    workshop.core("core.tables", site="s1", count=1)
    people = [workshop.room.people.join(f"P{n}", "s1", 1)[0] for n in range(4)]
    workshop.core("core.draw")
    workshop.add("persona", anonymous=True, share_by="table")
    told = workshop.connect("sid", people[0].id)["blocks"]["table"]["skeleton"]
    assert "moins de cinq personnes" in told
    workshop.room.people.join("P5", "s1", 1)
    workshop.settle()
    assert "moins de cinq personnes" not in workshop.connect("sid2", people[1].id)["blocks"]["table"]["skeleton"]


def test_a_copy_of_the_database_without_the_keys_counts_the_same(workshop):
    vote = a_vote(workshop)
    for who in ("ana", "bob"):
        workshop.do(who, "dot", vote, option=options(workshop, vote)[0])
        workshop.do(who, "dot", vote, option=options(workshop, vote)[1])
    workshop.stage(vote, "decide")
    before = shown(workshop)
    keys.delete_key(workshop.app.extensions["store"], workshop.facts.id, vote)
    workshop.open()
    assert shown(workshop) == before
    assert workshop.room.record.standing(vote).state.dots.voters() == 2


def test_a_log_of_before_there_were_lanes_goes_on_and_is_put_in_lanes_at_its_closing(workshop):
    ideas = workshop.add("ideation")
    card = workshop.do("ana", "write", ideas, text="Première version")
    who = workshop.room.record.logs[ideas][-1].stamp.who
    older = update(EntryRow).where(EntryRow.id == card).values(seq=9, after=0, turn=0, who=who)
    workshop.app.extensions["store"].write(lambda connection: connection.execute(older))
    workshop.open()
    workshop.do("ana", "edit", ideas, card=card, text="Seconde version")
    workshop.open()
    notes = workshop.room.record.standing(ideas).state.ideas.notes
    assert notes[card].text == "Seconde version"
    workshop.core("core.close", activity=ideas, confirmed=True)
    workshop.open()
    assert workshop.room.record.standing(ideas).state.ideas.notes[card].text == "Seconde version"
    assert all(row.seq < 0 and row.who != who for row in rows(workshop, activity=ideas, role=PARTICIPANT))
