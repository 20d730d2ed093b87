"""A matrix, as people see it: two scales that are chosen or written, and where things stand between them."""

import random

import pytest

from beffroi import Card, Refused
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.matrix import Matrix

LINES = {"lines": "Un guichet unique\nDes courriers plus clairs\nUn robot"}
CROWD = [f"p{n}" for n in range(12)]


@pytest.fixture
def board(board_of):
    return board_of(Matrix(), settings=LINES)


def put(board, who, text, effort, impact):
    thing = next(id for id, one in board.state.places.things.items() if one.text == text)
    for scale, value in enumerate((effort, impact)):
        board.do(who, "put", thing=thing, scale=scale, value=value)


def test_little_effort_and_much_impact_is_a_quick_win(board):
    for who in CROWD:
        put(board, who, "Un guichet unique", 5, 5)
        put(board, who, "Des courriers plus clairs", 1, 5)
        put(board, who, "Un robot", 5, 1)
    board.stage("show")
    where = {row[0]: row[-1] for row in board.table("placed")}
    assert where == {
        "Un guichet unique": "Major project",
        "Des courriers plus clairs": "Quick win",
        "Un robot": "To set aside",
    }
    with speaking("fr"):
        assert "Gain rapide" in board.html("screen", "screen", locale="fr")


def test_scales_of_ones_own_stand_on_every_page_and_name_no_corner(board_of):
    said = {**LINES, "across": "Risque / aucun / élevé", "upwards": "Envie / faible / forte"}
    board = board_of(Matrix(), settings=said)
    own = board.personal_view("ana")["html"]
    assert "Risque" in own and "aucun" in own and "forte" in own and "Effort" not in own
    for who in CROWD:
        put(board, who, "Un robot", 1, 5)
    board.stage("show")
    assert "Quick win" not in board.html("board") and "Risque" in board.html("board")


@pytest.mark.parametrize("written", ["Risque", "Risque / aucun", "a / b / c / d", " / / "])
def test_a_scale_that_is_not_whole_is_told_where_it_is_written(written):
    method = Matrix()
    settings = method.settings.model_validate({**LINES, "across": written})
    with speaking("en"), pytest.raises(Refused, match="three things") as told:
        method.check_settings(settings)
    assert "across" in told.value.errors


def test_cards_handed_over_are_placed_with_what_is_typed(board_of):
    board = board_of(Matrix(), settings=LINES, cards=[Card("h1", "Une carte venue d’ailleurs", "card")])
    assert "Une carte venue d’ailleurs" in board.html("board")


def test_sixty_people_place_twelve_things_and_every_answer_counts_once(board_of):
    texts = [f"Idée {n}" for n in range(12)]
    board, lots = board_of(Matrix(), settings={"lines": "\n".join(texts)}), random.Random(5)
    for who in (f"p{n}" for n in range(60)):
        for text in texts:
            put(board, who, text, lots.randint(1, 5), lots.randint(1, 5))
    assert "60 of 60" in board.html("board")
    board.stage("show")
    assert {row[1] for row in board.table("placed")} == {60}


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
