"""Questions handed over to an ideation are asked: cards answer them, and the chain goes on through them."""

import pytest

from beffroi import Card
from beffroi.report import OfTable
from plugins.ideation import Ideation

TRACE = Card("q1", "Comment garder la trace de chaque appel\u202f?", "question", "external", origin="i1", asks=True)
NEWS = Card("q2", "Comment annoncer chaque envoi\u202f?", "question", origin="i2", asks=True)
IDEA = Card("c1", "Un agenda partagé", origin="v1")


@pytest.fixture
def board(board_of):
    return board_of(Ideation(), cards=[TRACE, NEWS, IDEA], settings={"keep": 1, "budget": 1})


def answered(board):
    """A sheet for every call to the first question, a list on Mondays to the second; read, not grouped."""
    board.do("ana", "write", text="Une fiche d’appel", question="q1")
    board.do("bob", "write", text="La liste du lundi", question="q2")
    board.stage("reveal")
    board.stage("read")


def test_each_question_has_its_own_field_and_an_idea_says_which_it_answers(board):
    page = board.personal_view("ana")["html"]
    assert page.count('<details class="prompt"') == 2 and TRACE.text in page and NEWS.text in page
    with board.refused("Choose the question"):
        board.do("ana", "write", text="À tout hasard")
    board.do("ana", "write", text="Une fiche d’appel", question="q1")
    assert "Question 1" in board.personal_view("ana")["html"]
    assert board.replayed() == board.snapshot()


def test_questions_are_no_cards_and_stand_over_their_answers(board):
    answered(board)
    assert {note.text for note in board.state.ideas.shown()} == {"Une fiche d’appel", "La liste du lundi", IDEA.text}
    for page in (board.html("board"), board.html("screen")):
        first, news = page.index(f"<h3>{TRACE.text}</h3>"), page.index(f"<h3>{NEWS.text}</h3>")
        assert first < page.index("Une fiche d’appel") < news < page.index("La liste du lundi") < page.index(IDEA.text)
    board.stage("cluster")
    assert board.html("control", "facilitator").count(">Question 1</span>") == 1


def test_the_vote_its_table_and_the_cards_say_which_question_is_answered(board):
    answered(board)
    board.stage("cluster")
    board.stage("vote")
    assert board.html("board").count(f'<small class="asked-of">{TRACE.text}</small>') == 1
    board.do("ana", "dot", option=next(iter(board.state.dots.options)))
    board.stage("decide")
    votes = {row[1]: row[-1] for row in board.table("votes")}
    assert votes == {"Une fiche d’appel": TRACE.text, "La liste du lundi": NEWS.text, IDEA.text: ""}
    cards = {row[1]: row[4] for row in board.table("cards")}
    assert cards == votes
    assert "Question" in board.csv("cards").splitlines()[0]
    made = board.method.report(board.state, [OfTable("", "", board.state)], board.standing.settings)
    items = [item for one in made for piece in one.pieces for item in getattr(piece, "items", ())]
    assert {str(item.note).lower() for item in items if item.text == "La liste du lundi"} >= {"question 2"}
    assert any(item.text == TRACE.text and item.origins == ("i1",) for item in items)


def test_the_chain_goes_from_an_answer_through_its_question_to_what_that_came_from(board):
    answered(board)
    sources = {trace.text: trace.sources for trace in board.method.traces(board.state)}
    assert sources["Une fiche d’appel"] == ("q1",) and sources[TRACE.text] == ("i1",)
    assert sources[IDEA.text] == ("v1",)


def test_a_question_alone_is_the_question_of_the_page_and_every_idea_answers_it(board_of):
    board = board_of(Ideation(), cards=[TRACE])
    assert 'class="prompt"' not in board.personal_view("ana")["html"]
    assert TRACE.text in board.html("head")
    board.do("ana", "write", text="Une fiche d’appel")
    board.do("fac", "paper_cards", lines="Un carnet")
    board.stage("reveal")
    assert {note.question for note in board.state.ideas.shown()} == {"q1"}
    assert [row[4] for row in board.table("cards")] == [TRACE.text] * 2


def test_cards_from_paper_answer_the_question_under_which_they_are_entered(board):
    board.do("fac", "paper_cards", lines="Un carnet\nUn tableau", question="q2")
    assert {note.question for note in board.state.ideas.notes.values() if note.paper} == {"q2"}
    page = board.html("control", "facilitator")
    assert page.count('data-command="paper_cards"') == 2 and NEWS.text in page  # also while the stage is hidden


def test_questions_that_come_later_are_asked_as_well(board_of):
    board = board_of(Ideation(), cards=[TRACE])
    board.hand([NEWS])
    assert board.personal_view("ana")["html"].count('<details class="prompt"') == 2


def test_a_log_from_before_cards_could_ask_has_them_as_cards(board_of):
    board = board_of(Ideation(), cards=[Card("q1", TRACE.text, "question")])
    board.stage("reveal")
    assert [note.text for note in board.state.ideas.shown()] == [TRACE.text]


def test_an_author_puts_their_own_card_under_another_question_while_they_write(board):
    card = board.do("ana", "write", text="Une fiche d’appel", question="q2")
    page = board.personal_view("ana")["html"]
    assert 'data-choose="edit"' in page and f">1. {TRACE.text}</option>" in page
    with board.refused("not yours"):
        board.do("bob", "edit", card=card, text="Une fiche d’appel", question="q1")
    with board.refused("not asked here"):
        board.do("ana", "edit", card=card, text="Une fiche d’appel", question="q9")
    board.do("ana", "edit", card=card, text="Une fiche d’appel", question="q1")
    assert "Question 1" in board.personal_view("ana")["html"]
    assert board.replayed() == board.snapshot()


def test_facilitators_put_a_card_under_another_question_and_the_chain_and_the_vote_follow(board):
    answered(board)
    card = next(note.id for note in board.state.ideas.shown() if note.text == "Une fiche d’appel")
    with board.refused():
        board.do("ana", "put_under", card=card, question="q2")
    moved = board.do("fac", "put_under", card=card, question="q2")
    for page in (board.html("board"), board.html("screen")):
        assert page.index(f"<h3>{NEWS.text}</h3>") < page.index("Une fiche d’appel")
    sources = {trace.text: trace.sources for trace in board.method.traces(board.state)}
    assert sources["Une fiche d’appel"] == ("q2",)
    board.undo(moved)
    assert board.state.ideas.notes[card].question == "q1"
    board.do("fac", "put_under", card=card, question="q2")
    board.stage("cluster")
    board.stage("vote")
    assert board.html("board").count(f'<small class="asked-of">{NEWS.text}</small>') == 2
