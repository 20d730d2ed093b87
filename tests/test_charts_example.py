"""The method of the page of help about charts: it is gold, and shows what it says."""

from __future__ import annotations

from pathlib import Path

from beffroi.testing import assert_no_leaks
from beffroi.testing.checks.check import check
from beffroi.testing.checks.finding import reached
from beffroi.testing.checks.targets import of_folder
from tests.examples.commute import Commute

FOLDER = Path(__file__).parent / "examples" / "commute"


def test_it_is_gold():
    found = check(of_folder(FOLDER))
    assert reached(found) == "gold", "\n".join(f"{one.place}: {one.said}" for one in found)


def test_nothing_of_it_leaks(board_of):
    assert_no_leaks(board_of(Commute()))


def filled(board_of, people):
    board = board_of(Commute())
    for n in range(people):
        board.do(f"p{n}", "say", means=("foot", "bus", "car")[n % 3], minutes=10 + n, comfort=1 + n % 5, word="calme")
    return board


def test_what_each_means_was_like_shows_from_five_people_of_each(board_of):
    assert "not shown" in filled(board_of, 14).html("board") and "not shown" not in filled(board_of, 15).html("board")


def test_an_answer_pushes_little(board_of):
    board = filled(board_of, 45)
    board.html("board")
    board.do("p0", "say", means="bus", minutes=30, comfort=5, word="serein")
    sent = board.sent("board")
    assert "skeleton" not in sent and sum(len(html.encode()) for html in sent["parts"].values()) < 8_000
