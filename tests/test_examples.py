"""The examples of the pages of help: what a page shows is played, checked, and does what the page says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from beffroi import Card
from beffroi.testing import Board, assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder
from tests.examples.gauge import BeforeAfter
from tests.examples.promises import Promises
from tests.examples.proposals import ByTables
from tests.examples.two_votes import TwoVotes

EXAMPLES = Path(__file__).parent / "examples"


@pytest.mark.parametrize("name", sorted(file.parent.name for file in EXAMPLES.glob("*/__init__.py")))
def test_a_check_finds_no_fault_in_an_example(name):
    assert [one for one in check(of_folder(EXAMPLES / name)) if one.is_fault] == []


# --- how-to/testing shows these as they are -----------------------------------------------------------


def test_it_plays_through_its_own_forms(board_of):
    made = play(board_of(ByTables(), tables=2))
    assert len(made) > 5


def test_nothing_hidden_shows(board_of):
    assert_no_leaks(board_of(BeforeAfter()))


def test_nothing_grows_without_a_bound(board_of):
    assert_bounded(board_of(BeforeAfter()))


def test_a_setting_may_be_refused(board_of):
    with pytest.raises(Exception, match="proposal") as told:
        board_of(ByTables(), settings={"most": 1})
    assert told.type.__name__ == "Refused"


def test_each_table_has_its_own_sheet(board_of):
    board = board_of(ByTables(), tables=2)
    board.do("ana#1", "propose", text="Un accueil le samedi")
    assert "samedi" in board.html("board", table=1) and "samedi" not in board.html("board", table=2)


def test_another_reads_what_a_page_is_sent(board_of):
    board = board_of(ByTables(), tables=1)
    board.do("ana#1", "propose", text="Un accueil le samedi")
    board.html("board", table=1)
    board.do("bob#1", "propose", text="Un seul numéro")
    assert "numéro" in str(board.sent("board", table=1)) and "samedi" not in str(board.sent("board", table=1))


# --- how-to/cards and how-to/tables ------------------------------------------------------------------


def in_plenary(board: Board) -> Board:
    board.stage("read")
    return board


def test_a_card_brought_to_plenary_keeps_its_id_when_it_is_worded_anew(board_of):
    board = board_of(ByTables(), tables=2)
    idea = board.do("ana#1", "propose", text="Un acceuil le samedi")
    [brought] = in_plenary(board).state.by_id.values()
    assert brought.origin == idea and brought.id != idea
    board.stage("write")
    board.do("ana#1", "reword", proposal=idea, text="Un accueil le samedi")
    board.stage("read")
    assert [(one.id, one.text) for one in board.state.by_id.values()] == [(brought.id, "Un accueil le samedi")]


def test_in_plenary_the_sheets_of_all_tables_are_one_and_a_sentence_is_taken_down_there(board_of):
    board = board_of(Promises(), tables=2)
    promised = board.do("ana#1", "add", slot="promises", text="Répondre en cinq jours")
    board.do("bob#2", "add", slot="needs", text="Deux personnes de plus")
    in_plenary(board)
    first, second = board.tables
    there = {line.text: line for line in board.state.sheet.lines.values()}
    assert [(one.slot, one.table, one.sources) for one in there.values()][:1] == [("promises", first, (promised,))]
    assert board.state.sheet.at("needs")[0].table == second
    html = board.html("board", "facilitator")
    assert "cinq jours" in html and "Deux personnes" in html and "imagined" not in html

    board.do("fac", "take_down_line", line=there["Deux personnes de plus"].id, motive="person")
    assert "Deux personnes" not in board.html("board") and "names a person 1" in board.html("board")
    assert "Deux personnes" in board.html("board", "facilitator", table=2), "each sheet has its own"

    board.stage("fill")
    board.do("ana#1", "reword", line=promised, base=promised, text="Répondre en dix jours")
    board.stage("read")
    assert [line.text for line in board.state.sheet.at("promises")] == ["Répondre en dix jours"]
    assert "Deux personnes" not in board.html("board") and board.replayed() == board.snapshot()


def test_a_card_taken_back_at_its_table_stays_where_it_was_brought(board_of):
    board = board_of(ByTables(), tables=2)
    idea = board.do("ana#1", "propose", text="Un accueil le samedi")
    in_plenary(board)
    board.stage("write")
    board.do("ana#1", "take_back", proposal=idea)
    board.stage("read")
    assert [one.text for one in board.state.by_id.values()] == ["Un accueil le samedi"]


def test_erasing_it_reaches_its_copy_in_plenary(board_of):
    board = board_of(ByTables(), tables=2)
    idea = board.do("ana#1", "propose", text="Un accueil le samedi")
    in_plenary(board)
    board.erase(idea)
    assert "samedi" not in board.html("board") + board.html("board", table=1)


def test_what_was_kept_is_handed_over_and_the_chain_knows_where_it_came_from(board_of):
    board = board_of(ByTables(), tables=2)
    idea = board.do("ana#1", "propose", text="Un accueil le samedi")
    board.do("bob#2", "propose", text="Un seul numéro")
    in_plenary(board)
    mine = next(one for one in board.state.by_id.values() if one.origin == idea)
    board.do("fac", "keep", proposal=mine.id)
    assert [(card.text, card.origin) for card in board.hands_over()] == [("Un accueil le samedi", idea)]
    [link] = [one for one in board.method.traces(board.state) if one.id == mine.id]
    assert link.sources == (idea,) and str(link.outcome)


def test_cards_of_another_activity_come_at_the_start_or_later(board_of):
    board = board_of(TwoVotes(), cards=[Card("a", "Un accueil le samedi")])
    board.hand([Card("b", "Un seul numéro")])
    board.stage("reveal")
    assert "samedi" in board.html("board") and "numéro" in board.html("board")


def test_the_second_vote_is_on_what_the_first_kept(board_of):
    board = board_of(TwoVotes(), settings={"keep": 1})
    ideas = [board.do(who, "write", text=text) for who, text in (("ana", "Un accueil"), ("bob", "Un numéro"))]
    board.stage("vote")
    board.do("ana", "dot", option=ideas[0])
    board.stage("decide")
    board.stage("again_vote")
    assert "Un accueil" in board.html("board") and "Un numéro" not in board.html("board")


# --- how-to/upgrading --------------------------------------------------------------------------------


def test_an_old_entry_is_brought_to_the_present_form():
    old = ByTables().command("propose").from_entry({"title": "Un accueil le samedi"}, 1)
    assert old.model_dump() == {"text": "Un accueil le samedi"}


# --- blocks/writing ----------------------------------------------------------------------------------


def test_two_gauges_keep_their_marks_apart(board_of):
    board = board_of(BeforeAfter(), settings={"asked": "Êtes-vous sereins ?"})
    board.do("ana", "rate", mark=3)
    assert "1 mark so far" in board.html("board") and "1 person" not in board.html("board")
    board.stage("show")
    assert "1 person" in board.html("board")
    board.stage("after_rate")
    board.do("ana", "after_rate", mark=8)
    board.stage("after_show")
    assert board.table("marks") == [[3, 1]] and board.table("after_marks") == [[8, 1]]
    assert board.replayed() == board.snapshot()
