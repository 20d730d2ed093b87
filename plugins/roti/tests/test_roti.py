"""The close of a session, as people see it: a mark, what would have given one more, and nobody's name."""

import random

import pytest

from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.roti import Roti

CROWD = [f"p{n}" for n in range(12)]


@pytest.fixture
def board(board_of):
    return board_of(Roti())


def give(board, who, value):
    board.do(who, "put", thing="session", scale=0, value=value)


@pytest.mark.parametrize("people", [5, 12])
def test_how_many_gave_each_mark_is_shown_as_it_is_from_five_people_on(board, people):
    for n, who in enumerate(CROWD[:people]):
        give(board, who, 1 if n == 0 else 5)
    assert "<strong>1</strong>" not in board.html("screen", "screen")
    board.stage("show")
    assert [row[1] for row in board.table("placed")] == [1, 0, 0, 0, people - 1]
    assert f"{people} people placed it" in board.html("screen", "screen")


def test_of_four_people_nothing_is_shown_but_how_many(board):
    for who in CROWD[:4]:
        give(board, who, 5)
    board.stage("show")
    assert "Fewer than five placed it" in board.html("board") and "median" not in board.html("board")
    assert {row[1] for row in board.table("placed")} == {""}


def test_what_would_have_given_one_more_is_read_without_names_in_no_order(board):
    for n, who in enumerate(CROWD):
        give(board, who, 3)
        board.do(who, "say", text=f"Phrase {n:02}")
    seen = board.html("board") + board.html("control", "facilitator")
    assert "Phrase" not in seen
    board.stage("show")
    said = [row[0] for row in board.table("wishes")]
    assert sorted(said) == [f"Phrase {n:02}" for n in range(12)] and said != sorted(said)


def test_one_changes_what_one_said_and_takes_it_back(board):
    board.do("ana", "say", text="Plus de temps")
    board.do("ana", "say", text="Moins de tables")
    own = board.personal_view("ana")["html"]
    assert "You said: <strong>Moins de tables</strong>" in own and "Plus de temps" not in own
    board.do("ana", "take_back")
    assert "You said" not in board.personal_view("ana")["html"]


def test_paper_gives_a_mark_and_a_sentence(board):
    for who in CROWD[:4]:
        give(board, who, 4)
    board.do("fac", "paper_placing", numbers="2")
    board.do("fac", "paper_wish", text="Une pause de plus")
    board.stage("show")
    assert [row[1] for row in board.table("placed")] == [0, 1, 0, 4, 0]
    assert board.table("wishes") == [["Une pause de plus"]]


def test_the_report_says_the_marks_to_all_and_nothing_before(board):
    for who in CROWD:
        give(board, who, 4)
    assert "What this time was worth" not in str(board.results())
    board.stage("show")
    assert "4" in str(board.results())


def test_the_facilitator_may_ask_something_else(board_of):
    board = board_of(Roti(), settings={"wish": "Que garder pour la prochaine fois ?"})
    assert "Que garder" in board.personal_view("ana")["html"]


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)


def test_sixty_people_close_in_any_order(board):
    lots = random.Random(7)
    people = [f"p{n}" for n in range(60)]
    lots.shuffle(people)
    for who in people:
        give(board, who, lots.randint(1, 5))
    board.stage("show")
    assert sum(row[1] for row in board.table("placed")) == 60


def test_a_sentence_is_taken_down_in_one_press_told_to_its_writer_alone_and_put_back(board):
    for n, who in enumerate(CROWD[:6]):
        give(board, who, 3)
        board.do(who, "say", text=f"Phrase {n}")
    board.stage("show")
    one = next(card.id for card in board.hands_over() if card.text == "Phrase 4")
    board.do("fac", "take_words_down", said=one, motive="insult")
    out = board.html("board") + str(board.table("wishes")) + str(board.hands_over())
    assert "Phrase 4" not in out and "Phrase 3" in out and "insult 1" in board.html("board")
    assert "took your sentence down: insult" in board.personal_view("p4")["html"]
    assert "took your sentence" not in board.personal_view("p3")["html"]
    assert "Taken down: 1 text" in board.html("control", "facilitator")
    board.do("fac", "put_words_back", said=one)
    assert "Phrase 4" in board.html("board") and board.replayed() == board.snapshot()
