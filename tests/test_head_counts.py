"""« n of m » means one thing everywhere: m is who can take part here and now, n how many have."""

from __future__ import annotations

import pytest

from app.live.commands.request import SCREEN, Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.head_counts import head_counts
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT

PAGES = (
    (PARTICIPANT, "head"), (PARTICIPANT, "board"), (FACILITATOR, "head"), (FACILITATOR, "control"), ("screen", "head"),
    ("screen", "screen"),
)  # fmt: skip


def comes(workshop, name, seats=1):
    """Somebody joins and opens a page."""
    person, _link = workshop.room.people.join(name, "s1", seats)
    opens(workshop, person)
    return person


def opens(workshop, person):
    connects(workshop, person.id, Grant(workshop.facts.id, PARTICIPANT, person.whos()[0], "s1", person.id))


def connects(workshop, sid, grant):
    connection, room = Connection(sid, grant, "en"), workshop.room
    room.run(lambda: room.visits.arrive(connection))
    room.run(lambda: room.snapshots.of(grant, "en", connection=connection))


def shuts(workshop, person):
    workshop.room.run(lambda: workshop.room.visits.depart(person.id))


@pytest.fixture
def people(workshop):
    """Three devices, the last one shared by two: four people."""
    return [comes(workshop, "Ana"), comes(workshop, "Bob"), comes(workshop, "Eve", seats=2)]


def shown(workshop, activity, audience, block) -> str:
    key = ChannelKey(activity, block, audience, "en")
    return str(workshop.room.run(lambda: workshop.room.renderer.draw(key).html()))


def all_say(workshop, activity, told: str, pages=PAGES):
    silent = [page for page in pages if told not in shown(workshop, activity, *page)]
    assert not silent, f"“{told}” is not what {silent} say"


@pytest.fixture
def vote(workshop, people):
    return workshop.add("dotvote", settings={"lines": "Un\nDeux\nTrois"})


def dots(workshop, vote, who):
    return workshop.do(who, "dot", vote, option=next(iter(workshop.room.record.scopes[vote][""].state.dots.options)))


def test_every_page_counts_the_people_present_and_each_seat_of_a_shared_device(workshop, vote, people):
    dots(workshop, vote, people[0].id)
    dots(workshop, vote, people[2].whos()[1])
    all_say(workshop, vote, "2 of 4 have")


def test_who_shut_their_page_or_left_is_no_longer_waited_for(workshop, vote, people):
    dots(workshop, vote, people[0].id)
    shuts(workshop, people[1])
    all_say(workshop, vote, "1 of 3 have")
    workshop.room.people.leave(people[2].id, lambda _connection: None)
    all_say(workshop, vote, "1 of 1 have")


def test_what_somebody_did_before_leaving_still_counts_so_that_leaving_tells_nobody_whether_they_voted(
    workshop, vote, people
):
    for person in people[:2]:
        dots(workshop, vote, person.id)
    workshop.room.people.leave(people[0].id, lambda _connection: None)
    all_say(workshop, vote, "2 of 3 have")


def test_a_ballot_on_paper_counts_on_both_sides(workshop, vote, people):
    dots(workshop, vote, people[0].id)
    workshop.do("fac", "paper_ballot", vote, numbers="1")
    all_say(workshop, vote, "2 of 5 have")


def test_voided_votes_count_no_more(workshop, vote, people):
    for person in people[:2]:
        dots(workshop, vote, person.id)
    workshop.core("core.void", activity=vote, person=people[0].id)
    all_say(workshop, vote, "1 of 4 have")


HEADS = tuple(page for page in PAGES if page[1] == "head")


def test_cards_on_paper_count_as_the_fewest_people_who_can_have_written_them(workshop, people):
    ideas = workshop.add("ideation")
    workshop.do(people[0].id, "write", ideas, text="Ouvrir plus tôt")
    workshop.do("fac", "paper_cards", ideas, lines="Un\nDeux\nTrois\nQuatre")
    all_say(workshop, ideas, "3 of 6 have", HEADS)
    assert "5 cards written" in shown(workshop, ideas, PARTICIPANT, "board")
    assert "3 people have written" in shown(workshop, ideas, PARTICIPANT, "board")


def test_what_is_in_the_bin_does_not_count_as_written(workshop, people):
    ideas = workshop.add("ideation")
    for person in people[:2]:
        workshop.do(person.id, "write", ideas, text="Ouvrir plus tôt")
    workshop.stage(ideas, "reveal")
    card = next(iter(workshop.room.record.scopes[ideas][""].state.ideas.notes))
    workshop.do("fac", "hide", ideas, card=card)
    workshop.stage(ideas, "collect")
    all_say(workshop, ideas, "1 of 4 have", HEADS)
    assert "1 card written" in shown(workshop, ideas, PARTICIPANT, "board")


def test_who_says_that_they_are_done_is_counted_among_the_same(workshop, vote, people):
    workshop.room.run(lambda: workshop.room.presence.signal(people[0].id, "done"))
    assert "1 of 4 are done" in shown(workshop, vote, FACILITATOR, "head")


def test_at_a_table_those_who_sit_there_are_counted(workshop, people):
    workshop.core("core.tables", count=2, site="s1")
    tables = list(workshop.room.record.agenda.seating.tables)
    for person, table in zip(people, (tables[0], tables[1], tables[1]), strict=True):
        workshop.core("core.seat", person=person.id, table=table)
    activity = workshop.room.record.agenda.activities[workshop.add("empathy", share_by="table")]
    counted = [workshop.room.run(lambda at=at: head_counts(workshop.room.sources, activity, at)) for at in tables]
    assert [one.heads for one in counted] == [1, 3]


def test_a_screen_counts_anew_when_a_page_opens_or_shuts(workshop, vote, people):
    connects(workshop, "on the wall", Grant(workshop.facts.id, SCREEN, "s:1", "s1"))
    dots(workshop, vote, people[0].id)
    workshop.settle()
    workshop.wire.frames.clear()
    shuts(workshop, people[1])
    workshop.settle()
    told = [str(data) for sid, _event, data in workshop.wire.frames if sid == "on the wall"]
    assert sum("1 of 3 have" in one for one in told) == 2, "the head and the board"


def test_the_list_of_people_says_how_many_lines_it_has(workshop, people):
    assert "People (3)" in shown(workshop, "", FACILITATOR, "people")
