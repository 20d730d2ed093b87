"""A debate, as people see it: questions are read, supported, put on air in turn, answered, and followed up."""

import pytest

from beffroi import Refused
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.debate import Debate


@pytest.fixture
def board(board_of):
    return board_of(Debate())


def test_a_debate_goes_from_the_box_to_who_follows_up(board):
    asked = board.do("ana", "ask", text="Qui répond aux courriers ?")
    board.do("fac", "admit")
    board.do("bob", "support", question=asked)
    board.stage("air")
    board.do("fac", "put_on_air", question=asked)
    assert "Qui répond aux courriers" in board.html("screen", "screen")
    board.do("fac", "answer", question=asked, line="Personne en août", outcome="follow")
    board.stage("close")
    assert "Personne en août" in board.html("screen", "screen")
    board.stage("capture")
    board.do("ana", "take_on", kept=asked, owner="L’accueil", when="janvier")
    seen = str(board.results())
    assert "Personne en août" in seen and "L’accueil" in seen
    assert board.table("who_does_what") == [["Qui répond aux courriers ?", "L’accueil", "janvier", ""]]


def test_the_broadcast_opens_in_a_tab_of_its_own_on_phones_alone(board_of):
    said = {"live_address": "https://direct.exemple.fr/1", "delay": 20}
    board = board_of(Debate(), settings=said)
    own = board.personal_view("ana")["html"]
    assert 'href="https://direct.exemple.fr/1" target="_blank" rel="noopener noreferrer"' in own
    assert "20 seconds late" in own and "direct.exemple" not in board.html("screen", "screen")
    board.stage("air")
    assert "20 seconds later" in board.html("control", "facilitator")


@pytest.mark.parametrize("address", ["http://direct.exemple.fr", "javascript:alert(1)", "https://a b", "direct"])
def test_an_address_that_is_no_https_is_refused_where_it_is_written(address):
    method = Debate()
    settings = method.settings.model_validate({"live_address": address})
    with speaking("en"), pytest.raises(Refused, match="begins with https") as told:
        method.check_settings(settings)
    assert "live_address" in told.value.errors


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)


def test_sixty_people_play_it_to_the_end(board_of):
    board = board_of(Debate())
    asked = [board.do(f"p{n}", "ask", text=f"Question {n} ?") for n in range(60)]
    board.do("fac", "admit")
    for n in range(60):
        board.do(f"p{n}", "support", question=asked[(n + 1) % 60])
    board.stage("air")
    for _turn in range(10):
        board.do("fac", "put_on_air", question=board.state.line.proposed)
    board.stage("close")
    states = [row[2] for row in board.table("questions")]
    assert (states.count("answered"), states.count("in the queue")) == (10, 50)
    play(board)
