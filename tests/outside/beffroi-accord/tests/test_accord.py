"""The method, as people see it: played on a board, without a server."""

import pytest
from beffroi.testing import assert_no_leaks, play
from beffroi_accord import DEGREES, Accord


def test_positions_are_unseen_until_the_facilitator_goes_on(board_of):
    board = board_of(Accord(), settings={"proposal": "Fermer le guichet"})
    board.do("ana", "take", degree="block", reason="Trop loin du village")
    board.do("bob", "take", degree="whole")
    assert "2 positions so far" in board.html("board")
    seen = board.html("board") + board.html("screen") + board.html("control", "facilitator")
    assert "village" not in seen and "I block it" not in seen
    assert "village" not in board.personal_view("bob")["html"]
    board.stage("read")
    for block in ("board", "screen"):
        html = board.html(block)
        assert "Trop loin du village" in html and "Whole-hearted endorsement" in html and "I block it" in html
        assert html.count('class="accord-degree') == len(DEGREES)
        assert "ana" not in html


def test_all_eight_degrees_are_offered_and_no_other(board_of):
    board = board_of(Accord())
    html = board.personal_view("ana")["html"]
    assert all(f'value="{key}"' in html for key in DEGREES)
    with pytest.raises(ValueError):
        board.do("ana", "take", degree="maybe")
    with pytest.raises(ValueError):
        board.do("ana", "take", degree="whole", reason="x" * 141)
    assert "0 positions so far" in board.html("board")


def test_one_changes_or_takes_back_until_then(board_of):
    board = board_of(Accord())
    board.do("ana", "take", degree="whole", reason="Enfin")
    board.do("ana", "take", degree="block", reason="À la réflexion, non")
    mine = board.personal_view("ana")["html"]
    assert "À la réflexion, non" in mine and "Enfin" not in mine
    board.do("bob", "take", degree="abstain")
    board.do("bob", "take_back")
    assert "Take it back" not in board.personal_view("bob")["html"]
    board.stage("read")
    with board.refused():
        board.do("ana", "take", degree="whole")
    assert [row[1] for row in board.table("degrees")] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert board.table("reasons") == [["I block it", "À la réflexion, non"]]


def test_in_french(board_of):
    board = board_of(Accord())
    board.do("ana", "take", degree="block")
    assert "Votre position\u00a0:" in board.personal_view("ana", "fr")["html"]
    board.stage("read")
    assert "Je bloque" in board.html("board", locale="fr")


def test_nothing_said_is_said(board_of):
    board = board_of(Accord())
    board.stage("read")
    assert "No position yet" in board.html("board") and "No position yet" in board.html("screen")


def test_nothing_leaks(board_of):
    assert_no_leaks(board_of(Accord()))


def test_it_plays_through_its_own_forms(board_of):
    play(board_of(Accord()))


def test_erased_reasons_are_gone(board_of):
    board = board_of(Accord())
    entry = board.do("ana", "take", degree="block", reason="Trop loin")
    board.stage("read")
    board.erase(entry)
    assert "Trop loin" not in board.html("board")


def test_a_replay_comes_to_the_same(board_of):
    board = board_of(Accord())
    board.do("ana", "take", degree="good", reason="Presque")
    board.stage("read")
    assert board.replayed() == board.snapshot()
