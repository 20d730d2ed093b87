"""For those who write methods: play one through the real door, without a server. A pytest plugin.

def test_a_word_can_be_changed(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="Calme")
    board.do("ana", "say", word="Vive")
    assert "vive" in board.html("board") and "calme" not in board.html("board")
"""

from beffroi.testing.board import Board
from beffroi.testing.contract import leaks, unnamed

__all__ = ["Board", "leaks", "unnamed"]
