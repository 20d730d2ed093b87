"""Slips of whoever writes a test of a method: told in English, with the name that was meant."""

from __future__ import annotations

import pytest

from beffroi import Refused
from beffroi.testing import Board, assert_no_leaks
from plugins.mood import Mood
from tests.rating_sample import Rating

SLIPS = {
    "a command": (lambda board: board.do("ana", "sya", word="x"), "no command 'sya': did you mean 'say'?"),
    "a stage": (lambda board: board.stage("raed"), "no stage 'raed': did you mean 'read'?"),
    "a block": (lambda board: board.html("bord"), "no block 'bord': did you mean 'board'?"),
    "an audience": (lambda board: board.html("board", "everyone"), "no audience 'everyone': there are"),
    "a setting": (lambda _: Board(Mood(), settings={"qestion": ""}), "no setting 'qestion': did you mean 'question'?"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_name_that_is_misspelt_is_told_with_the_one_that_was_meant(slip):
    do, said = SLIPS[slip]
    with pytest.raises(LookupError) as told:
        do(Board(Mood()))
    assert said in str(told.value)


def test_what_a_form_refuses_is_refused_as_what_a_method_does():
    board = Board(Mood())
    with board.refused("word: 24 characters at most."):
        board.do("ana", "say", word="x" * 25)
    with board.refused("word: Fill this in."):
        board.do("ana", "say")


def test_a_refusal_says_in_english_what_people_read_in_french():
    board = Board(Rating())
    board.stage("rate")
    with pytest.raises(Refused) as told:
        board.do("ana", "rate", topic="gone", mark=1)
    assert told.value.__notes__ == ["That topic is not there."]


def test_what_everybody_is_shown_of_whoever_came_first_is_found(board_of):
    class Telling(Rating):
        def personal_view(self, state, who):
            return {"mine": next(iter(state.said), "")}

    Telling.__module__ = Rating.__module__
    board = board_of(Telling())
    board.do("bob", "propose", text="Les horaires")
    with pytest.raises(AssertionError, match="“rate”: what was written shows in input of another"):
        assert_no_leaks(board)
