"""What goes on after a vote is said in words, on every page, and not by a green ground alone."""

from __future__ import annotations

import re

import pytest

from beffroi.testing import Board
from tests.support.full_boards import METHODS


def rows(board: Board, block: str, audience: str) -> list[str]:
    """The results, a text each."""
    found = re.findall(r'<li [^>]*class="result.*?</li>', board.html(block, audience, "fr"), re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


@pytest.mark.parametrize(
    ("block", "audience"), [("board", "participant"), ("board", "facilitator"), ("screen", "screen")]
)
def test_what_goes_on_after_a_vote_is_said_in_words(block, audience):
    board = Board(METHODS["dotvote"], settings={"lines": "Un\nDeux\nTrois\nQuatre"})
    options = re.findall(r'data-part="([^"]+)"[^>]*class="option"', board.html("board"))
    for who, option in zip(("ana", "bob", "cyd"), (options[0], options[0], options[1]), strict=True):
        board.do(who, "dot", option=option)
    board.stage("decide")
    kept = [row for row in rows(board, block, audience) if "En tête du vote" in row]
    assert kept, rows(board, block, audience)
