"""A quick question, as people see it."""

import random
from contextlib import suppress

import pytest

from beffroi import Refused
from beffroi.words import speaking
from plugins.pulse import Pulse, PulseSettings
from plugins.pulse.answers import DECLINED, options_from

ASKED = {"question": "Dix minutes de plus ?", "options": "Oui / Non / À discuter"}
CROWD = [f"p{n}" for n in range(12)]


@pytest.fixture
def board(board_of):
    return board_of(Pulse(), settings=ASKED)


def answer(board, text):
    return next((one.id for one in board.state.options if one.text == text), DECLINED)


def say(board, text, *people):
    for who in people:
        board.do(who, "choose", option=answer(board, text))


def test_counts_and_shares_show_as_answers_come_from_five_on(board):
    say(board, "Oui", *CROWD[:4])
    early = board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")
    assert "4 of 4 have answered" in early and "from five answers on" in early and "<meter" not in early
    assert not board.results().activities[0].tables[0:] and "%" not in early
    say(board, "Non", CROWD[4])
    for seen in (board.html("board"), board.html("screen", "screen")):
        assert "80%" in seen and "4 people" in seen and "20%" in seen and "0 people" in seen


def test_an_answer_is_changed_and_taken_back_until_the_results(board):
    say(board, "Oui", "ana", "bob")
    say(board, "Non", "ana")
    assert "Your answer: <strong>Non</strong>" in board.personal_view("ana")["html"]
    board.do("bob", "take_back")
    board.stage("results")
    assert board.table("answers") == [["Oui", 0, 0], ["Non", 1, 100], ["À discuter", 0, 0]]
    with board.refused("over"):
        say(board, "Oui", "bob")


def test_counts_that_are_to_wait_show_with_the_results_alone(board_of):
    board = board_of(Pulse(), settings={**ASKED, "live": False})
    say(board, "Oui", *CROWD)
    seen = board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")
    assert "12 of 12 have answered" in seen and "<meter" not in seen and not board.results().activities[0].tables
    board.stage("results")
    assert "12 people" in board.html("screen", "screen")


def test_whoever_would_rather_not_say_has_answered_and_is_in_no_share(board):
    say(board, "Oui", *CROWD[:3])
    say(board, "", *CROWD[3:6])
    assert "6 of 6 have taken part" in board.html("head")
    board.stage("results")
    assert "100%" in board.html("board") and "3 would rather not say" in board.html("board")
    assert board.table("answers")[-1] == ["I would rather not say", 3, ""]


def test_of_fewer_than_five_the_page_says_that_one_may_guess(board):
    say(board, "Oui", "ana", "bob")
    board.stage("results")
    assert "may be guessed" in board.html("board")


def test_it_decides_nothing_and_says_so_wherever_it_shows(board):
    for stage in ("answer", "results"):
        shown = board.html("head"), board.html("head", "screen")
        assert all("Indicative: nothing is decided" in seen for seen in shown)
        board.stage("results" if stage == "answer" else "answer")
    board.stage("results")
    (section,) = board.method.report(board.state, [], board.method.settings(**ASKED))
    with speaking("en"):
        assert "indicative" in str(section.title) and "nothing was decided" in str(section.pieces[0].text)


def test_by_site_answers_show_where_each_site_has_five(board_of):
    board = board_of(Pulse(), settings=ASKED, by_site=True)
    say(board, "Oui", *[f"l{n}@s1" for n in range(5)])
    say(board, "Non", *[f"a{n}@s2" for n in range(4)])
    board.stage("results")
    assert "by site are not shown" in board.html("board") and len(board.table("answers")[0]) == 3
    board.stage("answer")
    say(board, "Non", "a9@s2")
    board.stage("results")
    assert board.table("answers")[0][3:] == [5, 0]


def test_hands_that_are_up_are_entered_a_press_each(board):
    for _hand in range(5):
        board.do("fac", "paper_answer", option=answer(board, "À discuter"))
    assert "5 of 5 have answered" in board.html("board") and "5 people" in board.html("board")
    board.stage("results")
    assert board.table("answers")[2][:2] == ["À discuter", 5]
    board.stage("answer")
    with board.refused("no longer asked"):
        board.do("fac", "paper_answer", option="peut-être")


def test_answers_are_written_with_a_slash_or_a_line_between_and_each_counts_once():
    assert [one.text for one in options_from("Oui / Non/Si / oui\n24/7")] == ["Oui", "Non/Si", "24/7"]
    assert [one.id for one in options_from("")] == ["yes", "no", "discuss"]


@pytest.mark.parametrize("options", ["Oui", "1 / 2 / 3 / 4 / 5 / 6 / 7 / 8 / 9"])
def test_one_answer_is_no_question_and_nine_are_a_survey(options):
    with speaking("en"), pytest.raises(Refused, match="from two to eight"):
        Pulse().check_settings(PulseSettings(question="?", options=options))


def test_votes_that_nobody_has_seen_can_be_voided_and_those_on_show_cannot(board_of):
    for live in (True, False):
        board = board_of(Pulse(), settings={**ASKED, "live": live})
        say(board, "Oui", "ana")
        assert board.method.can_void(board.state) is not live


@pytest.mark.parametrize("seed", range(10))
def test_whatever_people_press_each_counts_once_and_the_log_gives_the_same(board_of, seed):
    lots, board = random.Random(seed), board_of(Pulse(), settings={**ASKED, "live": bool(seed % 2)})
    for _press in range(60):
        who, text = lots.choice(CROWD), lots.choice(["Oui", "Non", "À discuter", ""])
        with suppress(Refused):
            if lots.random() < 0.2:
                board.do(who, "take_back")
            else:
                say(board, text, who)
    assert len(board.state.given()) <= len(CROWD)
    board.stage("results")
    assert sum(row[1] for row in board.table("answers")) == len(board.state.given())
    assert board.replayed() == board.snapshot()
