"""Turns to speak, as people see them: entered and left, called by the console, which their phone tells."""

import pytest

from beffroi import Method, Stage
from beffroi.blocks.listed import Listed
from beffroi.blocks.turns import Turns
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded

TALK, AFTER = Stage("talk", "On en parle"), Stage("after", "On conclut")


class Talk(Method):
    """Subjects, and whose turn it is to speak of them."""

    api = 1
    id = "talk"
    title = "On en parle"
    stages = (TALK, AFTER)
    subjects = Listed()
    floor = Turns(during=("talk",))


@pytest.fixture
def board(board_of):
    """Signed, so that sites are kept: Ana, Bob and Cleo are at the first, Dan at the second."""
    made = board_of(Talk(), anonymous=False)
    made.do("fac", "open_floor")
    return made


def mine(board, who):
    return board.personal_view(who)["html"]


def console(board):
    return board.html("control", "facilitator")


def call(board, who):
    board.do("fac", "call_next", hand=board.state.floor.waiting[who].id)


def test_anyone_enters_and_leaves_and_nobody_is_called_who_did_not_enter(board):
    board.do("ana", "raise_hand", called="Ana, accueil")
    assert "Leave the queue" in mine(board, "ana") and "1 person waits to speak" in board.html("board")
    assert "Ana, accueil" in console(board) and "Ana, accueil" not in board.html("board")
    hand = board.state.floor.waiting["ana"].id
    board.do("ana", "lower_hand")
    with board.refused("no longer in the queue"):
        board.do("fac", "call_next", hand=hand)
    with board.refused("not your turn"):
        board.do("ana", "take_floor")


def test_whoever_is_called_reads_so_and_speaks_or_lets_it_pass(board):
    board.do("ana", "raise_hand")
    board.do("bob", "raise_hand", called="Bob")
    call(board, "ana")
    assert "You are called" in mine(board, "ana") and "You are called" not in mine(board, "bob")
    board.do("ana", "let_pass")
    assert "Ask to speak" in mine(board, "ana")
    call(board, "bob")
    board.do("bob", "take_floor")
    assert "Speaking:" in board.html("screen", "screen") and "Bob" in board.html("screen", "screen")
    board.do("bob", "end_turn")
    assert "Bob" not in board.html("board") and "Nobody waits to speak" in board.html("board")


def test_sites_take_turns_and_who_was_heard_waits_for_the_others(board):
    for who in ("ana", "bob", "dan@s2"):
        board.do(who, "raise_hand")
    order = []
    for _turn in range(3):
        who = board.state.floor.next_one()
        order.append(who)
        call(board, who)
        board.do(who, "take_floor")
    assert order == ["ana", "dan@s2", "bob"]
    board.do("ana", "raise_hand")
    board.do("cleo", "raise_hand")
    assert board.state.floor.next_one() == "cleo"


def test_another_stage_closes_and_empties_the_queue(board):
    board.do("ana", "raise_hand")
    board.stage("after")
    board.stage("talk")
    assert "Ask to speak" not in mine(board, "ana") and "Open the queue to speak" in console(board)
    with board.refused("closed for now"):
        board.do("ana", "raise_hand")


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
