"""The methods, played on boards, and the logs that they wrote with the first release."""

from pathlib import Path

import pytest
from halle_ideas import HalleIdeas
from halle_marks import BeforeAfter
from halle_own import Own
from halle_proposals import ByTables
from halle_sketch import Sketching
from halle_visit import Asked, Visit
from halle_ways import Commute
from halle_welcome import Welcome
from halle_words import Mood

from beffroi.testing import assert_log_folds, assert_no_leaks, play

LOGS = Path(__file__).parent / "logs"
ASKED = "# Votre venue\nhow (choice): Comment venez-vous ?\n- à pied\n- en bus\nwhy (long): Pourquoi ?"
SETTINGS = {Asked: {"questions": ASKED}}
METHODS = (HalleIdeas, BeforeAfter, Own, ByTables, Sketching, Asked, Visit, Commute, Welcome, Mood)
WITH_TABLES = (BeforeAfter, ByTables, Commute, Mood)
"""Those whose tables are their own: what a table of a block says is the block's."""


def played(board_of, method):
    """Played through its own forms and buttons, at tables where it is shared by them."""
    board = board_of(method(), settings=SETTINGS.get(method), tables=2 if "table" in method.shared_by else 0)
    assert len(play(board)) > 2
    return board


@pytest.mark.parametrize("method", METHODS)
def test_it_plays_and_a_replay_comes_to_the_same(board_of, method):
    board = played(board_of, method)
    assert board.replayed() == board.snapshot()
    assert board.results()


@pytest.mark.parametrize("method", WITH_TABLES)
def test_a_log_of_the_first_release_says_what_it_said(method):
    assert_log_folds(method(), LOGS / f"{method.id}.json")


def test_nothing_hidden_shows(board_of):
    assert_no_leaks(board_of(HalleIdeas()))


def test_a_proposal_goes_from_a_table_to_what_is_kept_and_by_whom(board_of):
    board = board_of(ByTables(), tables=2)
    idea = board.do("ana#1", "propose", text="Un accueil le samedi", audience="staff", day="2027-01-04")
    board.stage("read")
    (brought,) = board.state.by_id.values()
    assert brought.origin == idea
    board.do("fac", "keep", proposal=brought.id)
    assert [one.text for one in board.method.kept(board.state)] == ["Un accueil le samedi"]
    assert [card.origin for card in board.hands_over()] == [idea]
    board.do("fac", "take_down", proposal=brought.id, motive="insult")
    assert "samedi" not in board.html("board")
    assert board.table("proposals") == [["Table 1", "Un accueil le samedi", ""]]
