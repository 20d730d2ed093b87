"""The method, as people see it: played on a board, without a server."""

from beffroi_sample import Sample

from beffroi.testing import assert_no_leaks, play


def test_answers_are_unseen_until_they_are_read_together(board_of):
    board = board_of(Sample(), settings={"question": "Que garder ?"})
    board.do("ana", "answer", text="Le guichet unique")
    assert "1 answer so far" in board.html("board")
    assert "guichet" not in board.html("board") + board.html("screen")
    board.stage("read")
    assert "Le guichet unique" in board.html("board") and "Le guichet unique" in board.html("screen")


def test_one_changes_or_takes_back_ones_own_until_then(board_of):
    board = board_of(Sample())
    board.do("ana", "answer", text="Le guichet unique")
    board.do("ana", "answer", text="Un seul numéro")
    assert "Un seul numéro" in board.personal_view("ana")["html"]
    board.do("bob", "answer", text="Le marché")
    board.do("bob", "take_back")
    board.stage("read")
    with board.refused():
        board.do("ana", "answer", text="Trop tard")
    assert board.table("answers") == [["Un seul numéro"]]


def test_what_was_answered_can_be_handed_over_and_is_reported(board_of):
    board = board_of(Sample())
    board.do("ana", "answer", text="Le guichet unique")
    board.stage("read")
    assert [card.text for card in board.hands_over()] == ["Le guichet unique"]


def test_a_replay_comes_to_the_same(board_of):
    board = board_of(Sample())
    board.do("ana", "answer", text="Le guichet unique")
    assert board.replayed() == board.snapshot()


def test_it_plays_through_its_own_forms_and_what_is_hidden_stays_so(board_of):
    assert play(board_of(Sample()))
    assert_no_leaks(board_of(Sample()))
