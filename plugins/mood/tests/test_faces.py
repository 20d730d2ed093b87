"""Five faces beside the word, as people see them."""

import random

import pytest

from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.mood import Mood
from plugins.mood.faces import FACES

CROWD = [f"p{n}" for n in range(60)]


@pytest.fixture
def board(board_of):
    return board_of(Mood(), settings={"asked": "faces"})


def test_a_face_is_chosen_in_one_press_changed_and_taken_back_and_its_words_say_which(board):
    page = board.personal_view("ana")["html"]
    assert all(words in page for words in ("Very well", "Well", "In between", "Not so well", "Not well at all"))
    assert page.count("<svg") == len(FACES) == page.count('height="48" aria-hidden="true"')
    board.do("ana", "feel", face="low")
    board.do("ana", "feel", face="well")
    assert "Your face: <strong>Well</strong>" in board.personal_view("ana")["html"]
    assert "Your face" not in board.personal_view("bob")["html"]
    board.do("ana", "take_face_back")
    assert "Your face" not in board.personal_view("ana")["html"]
    board.do("ana", "feel", face="well")
    board.stage("read")
    with board.refused("over"):
        board.do("ana", "feel", face="best")


@pytest.mark.parametrize("people", [5, 12])
def test_how_many_chose_each_is_shown_as_it_is_from_five_people_up(board, people):
    for n, who in enumerate(CROWD[:people]):
        board.do(who, "feel", face="worst" if n == 0 else "best")
    assert board.table("faces") == [
        ["Very well", people - 1], ["Well", 0], ["In between", 0], ["Not so well", 0], ["Not well at all", 1]
    ]  # fmt: skip
    for html in (board.html("board"), board.html("screen", "screen")):
        assert f"{people - 1} people" in html and html.count("<meter") == len(FACES)
    assert f"{people - 1}" in str(board.results())


@pytest.mark.parametrize("stage", ["say", "read"])
def test_of_four_people_nothing_is_shown_but_how_many(board, stage):
    for who in CROWD[:4]:
        board.do(who, "feel", face="worst")
    if stage == "read":
        board.stage(stage)
    seen = board.html("board") + board.html("screen", "screen") + str(board.results())
    assert "4 people" not in seen and "meter" not in seen
    assert "Fewer than five" in seen if stage == "read" else "4 of 4 have chosen a face" in seen
    assert not any(table.name == "faces" for table in board.method.tables(board.state))


def test_a_word_beside_is_for_who_wants_to_and_both_count_once(board):
    board.do("ana", "feel", face="well")
    board.do("ana", "say", word="Calme")
    board.do("bob", "say", word="Vive")
    board.do("cleo", "feel", face="low")
    assert "3 of 3 have taken part" in board.html("head")
    assert board.table("words") == [["calme", 1], ["vive", 1]]


def test_no_word_takes_the_place_of_a_face(board):
    for n, who in enumerate(CROWD[:7]):
        board.do(who, "feel", face="best")
        board.do(who, "say", word=["Faces", "Face best", "best", "Face well"][n % 4])
    assert "7 people" in board.html("board") and "face best" in board.html("board")


def test_where_a_word_alone_is_asked_for_there_are_no_faces_and_none_is_taken(board_of):
    board = board_of(Mood())
    board.do("ana", "say", word="Calme")
    assert "<svg" not in board.personal_view("ana")["html"] + board.html("board") + board.html("screen", "screen")
    with board.refused("No faces"):
        board.do("ana", "feel", face="best")


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)


def test_sixty_people_come_in_any_order(board):
    lots = random.Random(7)
    for who in lots.sample(CROWD, 60):
        board.do(who, "feel", face=lots.choice(list(FACES)))
        board.do(who, "say", word=lots.choice(("calme", "vive", "prête")))
    assert sum(row[1] for row in board.table("faces")) == sum(row[1] for row in board.table("words")) == 60
    assert board.replayed()
