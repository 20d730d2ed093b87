"""A form answered together: one question at a time, led from the console, its results shown where one chooses."""

import pytest

from beffroi import Method
from beffroi.blocks.form import Form
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded

QUESTIONS = """voie (choix) * : Par quelle voie ?
- Courrier
- Autre…
delai (échelle 1-5) si voie = courrier : Le délai convient-il ?
1 = non
5 = oui
mots (long) : Que changer ?
"""
SIX = [f"p{n}" for n in range(6)]


class Led(Method):
    """A form that is led."""

    api = 1
    id = "led"
    title = "Led"
    answers = Form(together=True)


@pytest.fixture
def board(board_of):
    board = board_of(Led(), settings={"questions": QUESTIONS})
    board.stage("together")
    return board


def give(board, who, page, words="", **said):
    return board.do(who, "answer_one", page=page, said=said, words={page: words} if words else {})


def six_answer(board, **said):
    for who in SIX:
        give(board, who, "voie", **(said or {"voie": "courrier"}))


def test_the_first_question_stands_alone_on_every_page_until_the_facilitator_goes_on(board):
    for html in (board.personal_view("ana")["html"], board.html("screen", "screen")):
        assert "Par quelle voie" in html and "Question 1 of 3" in html and "Que changer" not in html
    board.do("fac", "ask", question="mots")
    for html in (board.personal_view("ana")["html"], board.html("board", "facilitator")):
        assert "Que changer" in html and "Question 3 of 3" in html and "Par quelle voie" not in html


def test_who_answered_reads_it_and_may_change_it_until_its_results_show(board):
    six_answer(board)
    give(board, "p0", "voie", voie="autre", words="Guichet")
    assert "Autre · Guichet" in board.personal_view("p0")["html"]
    assert "6 of 6 have answered" in board.html("screen", "screen") and "100 %" not in board.html("board")
    board.do("fac", "show_one", question="voie")
    assert "83 %" in board.html("board") and "Guichet" not in board.html("board")
    assert "Guichet" in board.html("control", "facilitator")
    with board.refused("no answer any more"):
        give(board, "p0", "voie", voie="courrier")
    assert "Your answer:" in board.personal_view("p0")["html"]
    assert board.replayed() == board.snapshot()


def test_an_answer_on_its_way_when_the_next_question_is_asked_still_counts(board):
    six_answer(board)
    board.do("fac", "ask", question="delai")
    give(board, "late", "voie", voie="courrier")
    assert board.state.answers.tallies["voie"].answered == 7
    with board.refused("not asked yet"):
        give(board, "late", "mots", words="Trop tôt")


def test_of_fewer_than_five_no_results_are_shown_yet(board):
    for who in SIX[:4]:
        give(board, who, "voie", voie="courrier")
    with board.refused("Fewer than five"):
        board.do("fac", "show_one", question="voie")
    with board.refused("not asked yet"):
        board.do("fac", "show_one", question="mots")


def test_a_question_whose_condition_does_not_hold_is_not_put_to_that_person(board):
    give(board, "ana", "voie", voie="autre", words="Guichet")
    give(board, "bob", "voie", voie="courrier")
    board.do("fac", "ask", question="delai")
    assert "did not give" in board.personal_view("ana")["html"]
    assert 'data-command="answer_one"' in board.personal_view("bob")["html"]


def test_what_everyone_answered_together_stands_in_the_results_and_counts_once(board):
    six_answer(board)
    board.do("fac", "show_one", question="voie")
    for who in SIX:
        board.do("fac", "ask", question="mots")
        give(board, who, "mots", words=f"Une idée de {who}")
    board.stage("results")
    assert ["Par quelle voie ?", "Courrier", 6, 6, 6, 0] in board.table("answers")
    assert len(board.table("texts")) == 6 and "Une idée" not in board.html("board")
    assert "not to the end" not in board.html("board"), "nobody left out what was never asked"


def test_a_sheet_of_paper_is_entered_question_by_question_under_its_number(board):
    for sheet, voie in ((1, "courrier"), (2, "autre"), (1, "courrier")):
        board.do("fac", "paper_one", page="voie", sheet=sheet, said={"voie": voie}, words={"voie": "Guichet"})
    assert board.state.answers.tallies["voie"].answered == 2, "a sheet that is entered again takes its own place"
    assert board.method.papers(board.state, "together") == 2
    board.do("fac", "ask", question="delai")
    with board.refused("missing"):
        board.do("fac", "paper_one", page="delai", sheet=1, said={"delai": "9"}, words={})
    board.do("fac", "paper_one", page="delai", sheet=1, said={"delai": "4"}, words={})
    assert len(board.state.answers.responses) == 2 and board.replayed() == board.snapshot()
    assert 'data-command="paper_one"' in board.html("control", "facilitator")


def test_a_question_that_was_put_to_nobody_is_not_in_the_results(board):
    six_answer(board)
    board.stage("results")
    assert "Par quelle voie" in board.html("board") and "Que changer" not in board.html("board")


def test_a_form_that_asks_nothing_says_so_and_one_of_its_author_is_not_led(board_of):
    board = board_of(Led())
    board.stage("together")
    assert "asks nothing yet" in board.personal_view("ana")["html"] and board.html("board").strip()
    assert [one.id for one in Form().stages] == ["answer", "results"]


def test_a_question_that_is_gone_from_the_form_is_no_longer_on(board):
    board.do("fac", "ask", question="mots")
    stages = [stage.id for stage in board.method.stages]
    said = {"questions": QUESTIONS.partition("mots")[0]}
    board.core("configure", activity=board.activity, title="Led", stages=stages, settings=said)
    assert "Question 1 of 2" in board.personal_view("ana")["html"]
    with board.refused("changed meanwhile"):
        give(board, "ana", "mots", words="Trop tard")


def test_nothing_leaks_and_nothing_grows_without_a_bound(board_of):
    assert_no_leaks(board_of(Led(), settings={"questions": QUESTIONS}))
    assert_bounded(board_of(Led(), settings={"questions": QUESTIONS}))
