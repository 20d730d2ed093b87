"""A survey, as people see it: what stands around the questions, one answer each, and what may be told of it."""

import random
import re

import pytest

from beffroi import Refused
from beffroi.blocks.form import sections_of
from beffroi.moderation import motive_said
from beffroi.report import Listing
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.survey import Survey

QUESTIONS = """# Vos courriers
voie (choix) * : Comment nous écrivez-vous ?
- Courrier
- Courriel
- Autre…
delai (échelle 1-5) : Le délai convient-il ?
1 = pas du tout
5 = tout à fait
# Pour finir
souhait (long) : Que changer ?
"""
GROUPS = "Who was asked, by group"
SETTINGS = {
    "questions": QUESTIONS,
    "introduction": "Le service Courrier vous interroge.\nVos réponses restent sans nom.",
    "takes": 3,
    "thanks": "Merci, les résultats seront lus le 4 décembre.",
    "invited": 99,
}


@pytest.fixture
def board(board_of):
    return board_of(Survey(), settings=SETTINGS)


def answer(board, who, voie="courriel", delai="4", souhait="", other=""):
    words = {"voie": other} if other else {}
    board.do(who, "answer", page="voie", said={"voie": voie, "delai": delai}, words=words)
    board.do(who, "answer", page="souhait", said={}, words={"souhait": souhait} if souhait else {})


def test_who_answers_reads_why_and_how_long_before_and_the_thanks_after(board):
    before = board.personal_view("ana", "fr")["html"]
    assert "Le service Courrier vous interroge." in before and "environ 3 minutes" in before
    assert "lus le 4 décembre" not in before
    answer(board, "ana")
    assert "lus le 4 décembre" in board.personal_view("ana", "fr")["html"]


def test_other_asks_for_the_words_that_say_which(board):
    with board.refused("missing"):
        answer(board, "ana", voie="autre")
    answer(board, "ana", voie="autre", other="Guichet")
    board.stage("results")
    assert ["Comment nous écrivez-vous ?", "Guichet"] in board.table("texts")


def test_the_results_say_how_many_answered_of_how_many_asked_and_that_they_chose_themselves(board):
    for n in range(6):
        answer(board, f"p{n}")
    board.do("late", "answer", page="voie", said={"voie": "courrier"}, words={})
    board.stage("results")
    with speaking("en"):
        html = board.html("board")
    assert "7 of 99 people who were asked have answered" in html and "not to the end: 1" in html
    assert "no sample" in html


def test_what_was_written_is_folded_on_the_console_and_on_no_page_of_others(board):
    for n in range(6):
        answer(board, f"p{n}", souhait=f"Souhait {n}")
    board.stage("results")
    with speaking("en"):
        html = board.html("control", "facilitator")
    (folded,) = re.findall(r"<details class=\"more written\"><summary>(.*?)</details>", html, re.DOTALL)
    assert "6 answers" in folded.partition("</summary>")[0] and html.count("Souhait") == folded.count("Souhait") > 5
    assert "Souhait" not in board.html("board") + board.html("screen", "screen")


def test_what_was_erased_is_not_there_to_be_read_nor_handed_over(board):
    for n in range(6):
        answer(board, f"p{n}", souhait=f"Souhait {n}")
    board.stage("results")
    (gone, *others) = board.hands_over()
    board.erase(gone.id)
    assert [card.text for card in board.hands_over()] == [card.text for card in others]
    assert "[…]" not in board.html("control", "facilitator") + board.html("board")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a (choix) si b = oui : Ça va ?\n- Oui\n- Non\nb (oui-non) : Et là ?", "comes later"),
        ("a (oui-non) si b : Un ?\nb (oui-non) si a : Deux ?", "break the circle"),
        ("a (échelle 1-5) : Combien ?", "say nothing"),
    ],
)
def test_questions_that_cannot_be_asked_are_told_by_their_line(written, told):
    method = Survey()
    with speaking("en"), pytest.raises(Refused) as caught:
        method.check_settings(method.settings.model_validate({"questions": written}))
    assert "Line 1:" in str(caught.value.sentence) and told in str(caught.value.sentence)


def test_sixty_people_answer_and_every_answer_counts_once(board):
    lots = random.Random(3)
    for n in range(60):
        answer(board, f"p{n}", lots.choice(["courrier", "courriel"]), str(lots.randint(1, 5)), "Moins de pièces")
    with speaking("en"):
        assert "60 people have answered" in board.html("board")
    board.stage("results")
    rows = [row for row in board.table("answers") if row[0] == "Comment nous écrivez-vous ?"]
    assert sum(row[2] for row in rows) == 60 and {row[3] for row in rows} == {60}


def test_a_survey_filled_in_on_paper_counts_like_the_others(board):
    board.do("fac", "paper_answers", said={"voie": "courrier", "delai": "2"}, words={"souhait": "Un guichet"})
    assert board.method.participants(board.state, "answer") == 1 and board.method.papers(board.state, "answer") == 1


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)


def test_how_many_are_asked_is_written_by_group_and_a_line_that_says_no_number_is_named(board_of):
    board = board_of(Survey(), settings=SETTINGS | {"groups": "Lille : 60\nAmiens\u202f: 1 039\n"})
    for n in range(6):
        answer(board, f"p{n}")
    board.stage("results")
    with speaking("en"):
        assert "6 of 1099 people who were asked" in board.html("board")
    (section,) = board.method.report(board.state, [], board.standing.settings)
    with speaking("en"):
        grids = [piece for piece in section.pieces if str(getattr(piece, "title", "")) == GROUPS]
    assert [row.cells for row in grids[0].rows] == [("Lille", 60), ("Amiens", 1039)]
    for wrong, line in (("Lille : 60\nAmiens", 2), (": 5", 1), ("Lille : beaucoup", 1), ("Lille : -3", 1)):
        with pytest.raises(Refused) as caught:
            board.method.check_settings(board.method.settings.model_validate(SETTINGS | {"groups": wrong}))
        with speaking("en"):
            assert f"Line {line}:" in str(caught.value.sentence)


def test_a_text_that_is_handed_over_says_which_question_it_answers(board):
    for n in range(6):
        answer(board, f"p{n}", voie="autre", other="Guichet", souhait=f"Souhait {n}")
    board.stage("results")
    asked = {card.text: card.asked for card in board.hands_over()}
    assert asked["Guichet"] == "Comment nous écrivez-vous ?" and asked["Souhait 1"] == "Que changer ?"


LED = """rdv (oui-non) : Avez-vous eu un rendez-vous ?
delai (échelle 1-5) si rdv = oui : Le délai convenait-il ?
1 = pas du tout
5 = tout à fait
suite (oui-non) : Reviendrez-vous ?
"""


def test_a_question_that_follows_for_some_counts_those_for_whom_it_does(board_of):
    board = board_of(Survey(), settings={"questions": LED})
    board.stage("together")
    for n in range(9):
        board.do(f"p{n}", "answer_one", page="rdv", said={"rdv": "yes" if n < 7 else "no"}, words={})
    board.do("fac", "ask", question="delai")
    board.do("p0", "answer_one", page="delai", said={"delai": "4"}, words={})
    with speaking("en"):
        assert "answered: 1 of 7, for whom it follows" in board.html("screen", "screen")
        board.do("p8", "answer_one", page="rdv", said={"rdv": "yes"}, words={})
        assert "answered: 1 of 8, for whom" in board.html("screen", "screen")
        board.do("fac", "ask", question="suite")
        assert "whom it follows" not in board.html("screen", "screen")


def test_lines_of_a_matrix_stand_beside_each_other_with_the_words_of_their_ends(board_of):
    lines = "m (matrice 1-4) : Nos courriers ?\n1 = pas du tout\n4 = tout à fait\n- Clairs\n- Courts\n"
    board = board_of(Survey(), settings={"questions": lines})
    for n in range(6):
        board.do(f"p{n}", "answer", page="m", said={"m": {"clairs": str(1 + n % 4), "courts": "4"}}, words={})
    board.stage("results")
    html = board.html("screen", "screen")
    assert "chart-stacked" in html and "4 · tout à fait" in html and "Courts (4.0)" in html


def _everywhere(board):
    """What leaves: the room's pages and screens, the tables, the report, what is handed over."""
    pages = board.html("board") + board.html("board", "screen") + str(board.results())
    return pages + str(board.hands_over()) + str([*sections_of(board.state.answers)])


def test_what_somebody_wrote_is_taken_down_in_one_press_told_to_them_alone_and_put_back(board_of):
    board = board_of(Survey(), settings={**SETTINGS, "show_texts": True})
    for n in range(6):
        answer(board, f"person-{n}", voie="autre", other=f"Guichet {n}", souhait=f"Souhait {n}")
    board.stage("results")
    wrote = {text: id for one in board.state.answers.tallies.values() for id, text in one.texts.items()}
    assert "Souhait 3" in _everywhere(board) and "Guichet 4" in _everywhere(board)
    assert board.html("control", "facilitator").count('data-choices="take_words_down"') == len(wrote) == 12

    board.do("fac", "take_words_down", said=wrote["Souhait 3"], motive="person")
    board.do("fac", "take_words_down", said=wrote["Guichet 4"], motive="insult")
    told = _everywhere(board)
    *_figures, written = sections_of(board.state.answers)
    listed = [one for piece in written.pieces if isinstance(piece, Listing) for one in piece.items]
    assert {str(motive_said("insult")), str(motive_said("person"))} <= {str(one.text) for one in listed}
    assert "Souhait 3" not in told and "Guichet 4" not in told and "Souhait 2" in told and "Guichet 2" in told
    assert board.html("board").count("names a person 1") == board.html("board").count("insult 1") == 1
    assert [row[2:4] for row in board.table("answers") if "Autre" in row[1]] == [[6, 6]], "the answer counts as before"
    mine = board.personal_view("person-3")["html"]
    assert "took down what you wrote to" in mine and ": names a person." in mine
    assert "took down" not in board.personal_view("person-2")["html"]
    console = board.html("control", "facilitator")
    assert "Taken down: 2 texts" in console and "person-3" not in console
    assert board.replayed() == board.snapshot()

    board.do("fac", "put_words_back", said=wrote["Souhait 3"])
    assert "Souhait 3" in _everywhere(board) and "took down" not in board.personal_view("person-3")["html"]
    with board.refused("no longer here"):
        board.do("fac", "take_words_down", said="nothing", motive="person")
