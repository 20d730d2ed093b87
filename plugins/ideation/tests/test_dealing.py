"""More cards than facilitators can group alone: dealt to the tables, grouped there, merged across sites."""

import pytest

from beffroi import FACILITATOR
from plugins.ideation import Ideation


@pytest.fixture
def board(board_of):
    board = board_of(Ideation(), tables=2)
    for number in range(8):
        board.do(f"p{number}#{number % 2 + 1}", "write", text=f"idée {number}")
    board.stage("cluster")
    return board


def heap(board, table):
    """The cards dealt to a table, counted from 1."""
    return [card for card, at in board.state.ideas.dealt.items() if at == board.tables[table - 1]]


def test_every_table_gets_its_part_of_the_cards(board):
    board.do("fac", "deal")
    assert len(heap(board, 1)) == len(heap(board, 2)) == 4
    assert board.replayed() == board.snapshot()


def test_people_group_and_name_the_cards_of_their_table(board):
    board.do("fac", "deal")
    first, second, *_rest = heap(board, 1)
    board.do("p0#1", "move", card=first, to=second)
    (cluster,) = board.state.ideas.clusters
    board.do("p2#1", "name_cluster", cluster=cluster, title="Un seul numéro")
    assert "Un seul numéro" in board.html("board")


def test_the_cards_of_another_table_are_not_theirs_to_move(board):
    board.do("fac", "deal")
    with board.refused("not yours to move"):
        board.do("p1#2", "move", card=heap(board, 1)[0], to="new")
    with board.refused("not yours to move"):
        board.do("p1#2", "move", card=heap(board, 2)[0], to=heap(board, 1)[0])


def test_before_cards_are_dealt_only_facilitators_group(board):
    card = next(iter(board.state.ideas.notes))
    with board.refused("facilitators group the cards"):
        board.do("p0#1", "move", card=card, to="new")
    board.do("fac", "move", card=card, to="new")


def test_facilitators_merge_across_tables_and_take_the_cards_back(board):
    board.do("fac", "deal")
    board.do("p0#1", "move", card=heap(board, 1)[0], to="new")
    board.do("p1#2", "move", card=heap(board, 2)[0], to="new")
    one, other = board.state.ideas.clusters
    board.do("fac", "merge_clusters", cluster=one, into=other)
    board.do("fac", "take_in")
    with board.refused("facilitators group the cards"):
        board.do("p0#1", "move", card=next(iter(board.state.ideas.notes)), to="new")


def test_without_anybody_at_a_table_nothing_is_dealt(board_of):
    board = board_of(Ideation())
    board.do("ana", "write", text="Une idée")
    board.stage("cluster")
    with board.refused("lay the tables"):
        board.do("fac", "deal")


def test_dealing_tells_nobody_who_wrote_what(board):
    board.do("fac", "deal")
    html = board.html("board")
    assert not any(person in html for person in board.presence.people)
    assert {entry.stamp.table for entry in board.record.entries if entry.name == "write"} == {""}


def test_a_table_to_which_no_card_came_is_named_to_facilitators_and_to_those_who_sit_there(board_of):
    board = board_of(Ideation(), tables=3)
    for number in range(1, 4):
        board.do(f"p{number}#{number}", "write", text=f"idée {number}")
    board.stage("cluster")
    board.do("fac", "deal")
    assert "No card was dealt to" not in board.html("control", FACILITATOR) + board.html("board")
    board.do("fac", "hide", card=heap(board, 3)[0], motive="double")
    board.do("fac", "deal")
    assert "No card was dealt to: Table" in board.html("board")
    assert "fewer cards than tables" in board.html("control", FACILITATOR)
