"""For those who write methods: play one through the real door, without a server. A pytest plugin.

def test_a_word_can_be_changed(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="Calme")
    board.do("ana", "say", word="Vive")
    assert "vive" in board.html("board") and "calme" not in board.html("board")
"""

from beffroi.testing.board import Board
from beffroi.testing.leaks import assert_no_leaks
from beffroi.testing.naming import assert_parts_named
from beffroi.testing.old_logs import assert_log_folds, record_log
from beffroi.testing.playing import play

__all__ = ["Board", "assert_log_folds", "assert_no_leaks", "assert_parts_named", "play", "record_log"]
