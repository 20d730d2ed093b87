"""Articles agreed on by consent, as people see it: unseen, then adopted together, or settled one by one."""

import re

import pytest

from beffroi import Method
from beffroi.blocks.consent import Consent
from beffroi.blocks.listed import Listed
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking

LINES = {"lines": "Répondre sous dix jours\nSigner de son nom\nTutoyer les usagers"}
CROWD = [f"p{n}" for n in range(6)]


class Charter(Method):
    """Articles, and where everybody stands on them."""

    api = 1
    id = "ourcharter"
    title = "Notre charte"
    typed = Listed()
    agreed = Consent(on=typed)


@pytest.fixture
def board(board_of):
    return board_of(Charter(), settings=LINES)


def article(board, text):
    return next(id for id, one in board.state.agreed.all.items() if one.thing.text == text)


def say(board, who, text, command="agree", **said):
    board.do(who, command, thing=article(board, text), **said)


def everybody(board, text, people=CROWD):
    for who in people:
        say(board, who, text)


def told_of(board):
    """All that the report says, in words."""
    settings = board.record.scopes[board.activity][""].settings
    with speaking("en"):
        sections = list(board.method.report(board.state, [], settings))
        rows = [row for one in sections for piece in one.pieces for row in piece.table().rows]
        return " · ".join(str(cell) for row in rows for cell in row.cells)


def seen_by_all(board):
    return board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")


@pytest.fixture
def settling(board):
    """Two articles that nobody objects to, one of them with a reservation; one to which two object."""
    everybody(board, "Répondre sous dix jours")
    everybody(board, "Signer de son nom", CROWD[1:])
    say(board, "p0", "Signer de son nom", "reserve", words="Pas au guichet")
    everybody(board, "Tutoyer les usagers", CROWD[3:])
    say(board, "p0", "Tutoyer les usagers", "object", words="Beaucoup le prendront mal")
    say(board, "p1", "Tutoyer les usagers", "object", words="Je ne le ferai pas")
    say(board, "p2", "Tutoyer les usagers", "say_nothing")
    board.stage("settle")
    return board


def test_before_all_is_shown_only_how_many_answered_each_article_is_told(board):
    say(board, "ana", "Tutoyer les usagers", "object", words="Beaucoup le prendront mal")
    say(board, "bob", "Tutoyer les usagers", "say_nothing")
    seen = seen_by_all(board) + board.personal_view("bob")["html"]
    assert "prendront mal" not in seen and "2 of 2" in board.html("board")
    assert "0 objections" not in seen and "1 objection" not in seen
    assert not board.results().activities[0].tables and not board.hands_over()
    assert "prendront mal" in board.personal_view("ana")["html"]


def test_an_objection_without_a_reason_is_told_so_and_a_reservation_needs_none(board):
    with board.refused("needs its reason"):
        say(board, "ana", "Tutoyer les usagers", "object", words="  ")
    with board.refused("needs its reason"):
        say(board, "fac", "Tutoyer les usagers", "paper_stance", stance="object")
    say(board, "ana", "Tutoyer les usagers", "reserve", words="")
    assert "1 of 1" in board.html("board")


def test_what_nobody_objects_to_is_adopted_together_and_keeps_its_reservations(settling):
    html = settling.html("board")
    assert "2 articles adopted together" in html and "Pas au guichet" in html
    assert "Beaucoup le prendront mal" in html and "put the mission at risk" in html
    assert "3 without objection" in html and "2 objections" in html and "1 says nothing on it" in html
    assert not re.search(r"(?<![\w-])p0(?![\w-])", html)  # ids are drawn by lot, and may hold it
    assert [card.text for card in settling.hands_over()] == ["Répondre sous dix jours", "Signer de son nom"]


def test_an_article_on_which_nobody_answered_is_not_adopted(board):
    everybody(board, "Signer de son nom")
    say(board, "ana", "Tutoyer les usagers", "say_nothing")
    board.stage("settle")
    assert [card.text for card in board.hands_over()] == ["Signer de son nom"]
    assert board.html("board").count("To settle") == 2


def test_only_its_author_withdraws_an_objection_and_it_stays_in_the_history(settling):
    with settling.refused("You have no objection there"):
        say(settling, "p3", "Tutoyer les usagers", "withdraw")
    say(settling, "p0", "Tutoyer les usagers", "withdraw")
    assert "To settle" in settling.html("board"), "the other one stands"
    say(settling, "p1", "Tutoyer les usagers", "withdraw")
    html = settling.html("board")
    assert "To settle" not in html and html.count("Objection withdrawn") == 2 and "Je ne le ferai pas" in html
    assert {row[2] for row in settling.table("words")} == {"Objection withdrawn", "Reservation"}
    assert "Tutoyer les usagers" in [card.text for card in settling.hands_over()]


def test_a_new_wording_has_a_round_of_its_own_and_an_objection_stands_until_its_author_says_otherwise(settling):
    settling.do("fac", "ask_again", thing=article(settling, "Tutoyer les usagers"), text="Vouvoyer les usagers")
    with settling.refused("No stances are taken"):
        say(settling, "p5", "Signer de son nom", "object", words="Trop tard")
    with settling.refused("round is open"):
        say(settling, "fac", "Tutoyer les usagers", "settle", outcome="rejected")
    say(settling, "p0", "Tutoyer les usagers")
    assert "1 of" in settling.html("board") and "2 objections" in settling.html("board")
    settling.do("fac", "show_stances")
    html = settling.html("board")
    assert "Vouvoyer les usagers" in html and "Tutoyer" in html.split("<del>")[1].split("</del>")[0]
    assert "1 objection" in html and "Objection of an earlier round" in html and "To settle" in html
    say(settling, "p1", "Tutoyer les usagers", "withdraw")
    assert "Vouvoyer les usagers" in [card.text for card in settling.hands_over()]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"outcome": "trial"}, "Until when"),
        ({"outcome": "sent"}, "To whom"),
        ({"outcome": "adopted"}, "say why it is adopted all the same"),
    ],
)
def test_an_outcome_says_what_it_needs(settling, said, missing):
    with settling.refused(missing):
        say(settling, "fac", "Tutoyer les usagers", "settle", **said)


def test_going_on_over_an_objection_is_recorded_with_the_motive(settling):
    say(settling, "fac", "Tutoyer les usagers", "settle", outcome="trial", until="2027-06-30", motive="On essaie")
    html = settling.html("board")
    assert "Adopted on trial until June 30, 2027" in html and "2 objections maintained: On essaie" in html
    assert html.count("Objection maintained") == 2
    assert [row[-1] for row in settling.table("articles")][-1] == "2 objections maintained: On essaie"
    report = told_of(settling)
    for words in ("Objections maintained", "maintained: On essaie", "Je ne le ferai pas", "Pas au guichet"):
        assert words in report
    say(settling, "fac", "Tutoyer les usagers", "settle", outcome="sent", to="la direction")
    assert "Sent to: la direction" in settling.html("board")
    assert len(settling.hands_over()) == 2


def test_papers_count_and_what_came_on_paper_is_withdrawn_on_its_authors_word(board):
    say(board, "fac", "Tutoyer les usagers", "paper_stance", stance="object", words="Au dos de la feuille")
    say(board, "ana", "Tutoyer les usagers", "object", words="Depuis un téléphone")
    assert "2 of 2" in board.html("board")
    board.stage("settle")
    objections = board.state.agreed.all[article(board, "Tutoyer les usagers")].objections()
    paper = next(one.id for one in objections if "dos" in one.words)
    phone = next(one.id for one in objections if "dos" not in one.words)
    with board.refused("Only its author"):
        say(board, "fac", "Tutoyer les usagers", "withdraw_on_paper", objection=phone)
    say(board, "fac", "Tutoyer les usagers", "withdraw_on_paper", objection=paper)
    assert board.html("board").count("Objection withdrawn") == 1


def test_a_stance_is_changed_and_taken_back_while_nothing_is_shown(board):
    say(board, "ana", "Tutoyer les usagers", "object", words="Non")
    say(board, "ana", "Tutoyer les usagers")
    assert "Non<" not in board.personal_view("ana")["html"]
    say(board, "ana", "Tutoyer les usagers", "take_stance_back")
    assert "Answered: 0 of 3" in board.personal_view("ana")["html"]


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
