"""The method consent, as people see it: from the first stance to what was agreed."""

import random

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.consent import ConsentMethod

ARTICLES = [f"Article {n}" for n in range(12)]


@pytest.fixture
def board(board_of):
    made = board_of(ConsentMethod(), settings={"lines": "\n".join(ARTICLES), "worth": "decides"})
    made.stage("stances")
    return made


def test_sixty_people_answer_twelve_articles_and_each_answer_counts_once(board):
    lots, ids = random.Random(5), list(board.state.agreed.all)
    for who in (f"p{n}" for n in range(60)):
        for place, thing in enumerate(ids):
            if place == 0 and lots.random() < 0.2:
                board.do(who, "object", thing=thing, words=f"Raison de {who}")
            else:
                board.do(who, lots.choice(["agree", "say_nothing"]), thing=thing)
    assert board.html("board").count("60 of 60") == 12
    board.stage("settle")
    assert {sum(row[1:6]) for row in board.table("articles")} == {60}
    assert "11 articles adopted together" in board.html("screen", "screen")
    assert len(board.hands_over()) == 11


def test_cards_handed_over_are_agreed_on_and_keep_where_they_came_from(board_of):
    board = board_of(ConsentMethod(), cards=[Card("h1", "Une carte venue d’ailleurs", "card", origin="c7")])
    board.stage("stances")
    board.do("ana", "agree", thing="h1")
    board.stage("settle")
    (card,) = board.hands_over()
    assert (card.text, card.origin) == ("Une carte venue d’ailleurs", "c7")


def test_what_it_is_worth_is_said_before_anybody_answers(board):
    assert "This consent decides" in board.html("head") and "This consent decides" in board.html("head", "screen")


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
