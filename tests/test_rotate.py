"""The block rotate by itself, on a method made of it alone."""

from __future__ import annotations

from beffroi import Method
from beffroi.blocks.rotate import Rotate
from beffroi.testing import Board


class Relay(Method):
    """Six rounds, and all the sheets."""

    api = 1
    id = "relay"
    title = "Relay"
    anonymous = False
    sheets = Rotate()


def test_a_method_of_sheets_alone_passes_them_on_and_hands_over_what_was_written():
    board = Board(Relay())
    for who in ("ana", "bob"):
        board.do(who, "take")
        board.do(who, "write", leaf=board.state.sheets.held[who], text=f"Idée de {who}")
    board.stage("round2")
    assert "Idée de bob" in board.personal_view("ana")["html"]
    board.stage("round1")
    assert "Idée de bob" in board.personal_view("ana")["html"], "coming back moves no sheet"
    assert {card.text for card in board.method.cards(board.state)} == {"Idée de ana", "Idée de bob"}
