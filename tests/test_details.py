"""What a card stands for goes along when it is handed over, and is erased with what it copies."""

from __future__ import annotations

import json

import pytest

from app.export import results
from app.live.commands.request import Grant
from beffroi import FACILITATOR, Card
from plugins.dotvote import Dotvote
from tests.support.pages import unmarked

SAID = ("Un seul formulaire", "Moins de pièces")


@pytest.fixture
def voted_on(workshop):
    """Two cards of Ana's and Bob's in a cluster, handed over to a vote; the ids of the activities and of the cards."""
    ideas = workshop.add("ideation", settings={"question": "?"}, anonymous=False)
    cards = [workshop.do(who, "write", ideas, text=text) for who, text in zip(("ana", "bob"), SAID, strict=True)]
    for stage in ("reveal", "cluster"):
        workshop.stage(ideas, stage)
    moved = workshop.do("fac", "move", ideas, card=cards[0], to=cards[1])
    workshop.do("fac", "name_cluster", ideas, cluster=f"c-{moved}", title="Simplifier")
    return workshop.add("dotvote", source=ideas), cards


def ballot(workshop, activity) -> str:
    grant = Grant(workshop.facts.id, FACILITATOR, "f:fac")
    workshop.settle()
    return str(
        workshop.room.run(lambda: workshop.room.snapshots.page(grant, "en", activity))["blocks"]["board"]["html"]
    )


def erase(workshop, card):
    workshop.room.erasure.erase_named([card], Grant(workshop.facts.id, "system", "erasure"))


def test_whoever_votes_reads_the_cards_under_the_name_of_their_group(workshop, voted_on):
    vote, _cards = voted_on
    assert all(text in ballot(workshop, vote) for text in ("Simplifier", *SAID))


def test_a_card_that_says_only_its_own_text_says_it_once(board_of):
    cards = [
        Card("a", "Seule", details=(("b", "Seule"),)),
        Card("c", "Nommée", "cluster", details=(("d", "Un texte"),)),
    ]
    html = unmarked(board_of(Dotvote(), settings={}, cards=cards).html("board"))
    assert html.count(">Seule<") == 1 and "<li>Un texte</li>" in html


def test_a_card_erased_is_erased_among_the_details_of_every_copy(workshop, voted_on):
    vote, (anas, _bobs) = voted_on
    erase(workshop, anas)
    shown = ballot(workshop, vote)
    assert SAID[0] not in shown and SAID[1] in shown and "Simplifier" in shown
    assert SAID[0] not in json.dumps([entry.data for entry in workshop.room.record.entries], ensure_ascii=False)
    workshop.room.stop()
    workshop.open()
    assert SAID[0] not in ballot(workshop, vote) and SAID[1] in ballot(workshop, vote)


def test_a_group_erased_takes_all_that_it_stands_for_along(workshop, voted_on):
    vote, _cards = voted_on
    cluster = next(iter(workshop.room.record.scopes[vote][""].state.dots.options.values()))
    erase(workshop, cluster.origin)
    assert not any(text in ballot(workshop, vote) for text in ("Simplifier", *SAID))


def test_results_name_what_was_voted_on_and_not_what_it_stands_for(workshop, voted_on):
    vote, _cards = voted_on
    option = next(iter(workshop.room.record.scopes[vote][""].state.dots.options))
    workshop.do("ana", "dot", vote, option=option)
    workshop.stage(vote, "decide")
    found = results.gather(workshop.facts, workshop.room.record, "fr").table(vote, "votes")
    assert [row[1] for row in found.rows] == ["Simplifier"]
