"""The whole of a consent, as people see it: understood, reacted to, signed or not, tested, missing answers named."""

import re

import pytest

from beffroi import Method
from beffroi.blocks.consent import Consent
from beffroi.blocks.listed import Listed
from beffroi.small_groups import missing
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking

LINES = {"lines": "Répondre sous dix jours\nTutoyer les usagers"}
LILLE = [f"p{n}" for n in range(6)]
AMIENS = [f"q{n}@s2" for n in range(5)]


class Rounds(Method):
    """Articles that are talked of before the round."""

    api = 1
    id = "rounds"
    title = "Notre charte"
    typed = Listed()
    agreed = Consent(on=typed, discussed=True)


@pytest.fixture
def board(board_of):
    return board_of(Rounds(), settings=LINES, by_site=True)


@pytest.fixture
def signed(board_of):
    return board_of(Rounds(), settings={**LINES, "signed": True}, stages=["stances", "settle"])


def article(board, text="Tutoyer les usagers"):
    return next(id for id, one in board.state.agreed.all.items() if one.thing.text == text)


def say(board, who, command="agree", **said):
    return board.do(who, command, thing=article(board), **said)


def objection(board, words):
    rounds = board.state.agreed.all[article(board)].closed
    return next(one.id for round_ in rounds for one in round_.stances.values() if one.words == words)


def told_of(board):
    settings = board.record.scopes[board.activity][""].settings
    with speaking("en"):
        sections = list(board.method.report(board.state, [], settings))
        rows = [row for one in sections for piece in one.pieces for row in piece.table().rows]
        return " · ".join(str(cell) for row in rows for cell in row.cells)


@pytest.fixture
def objected(board):
    board.stage("stances")
    for who in (*LILLE[1:], *AMIENS):
        say(board, who)
    say(board, "p0", "object", words="Beaucoup le prendront mal")
    board.stage("settle")
    return board


def test_questions_are_answered_reactions_are_one_each_and_the_article_is_amended_before_the_round(board):
    question = say(board, "ana", "ask_about", text="Au guichet aussi ?")
    assert "Au guichet aussi" in board.html("board") and "Send my question" in board.personal_view("bob")["html"]
    board.do("fac", "reply", question=question, text="Oui, partout")
    assert "Oui, partout" in board.html("board") and "Oui, partout" in board.personal_view("ana")["html"]
    with board.refused("not yours"):
        board.do("bob", "take_remark_back", remark=question)
    board.stage("react")
    assert "Each speaks once, or writes" in board.personal_view("ana")["html"]
    say(board, "ana", "react", text="Cela me gêne")
    say(board, "ana", "react", text="Cela me gêne un peu")
    say(board, "fac", "paper_remark", kind="reaction", text="Vu sur papier")
    html = board.html("board")
    assert "gêne un peu" in html and "gêne<" not in html and "Vu sur papier" in html
    say(board, "fac", "amend", text="Vouvoyer les usagers")
    assert "Vouvoyer les usagers" in board.html("board") and "Tutoyer" in board.html("board").partition("<del>")[2]
    board.stage("stances")
    assert "Vouvoyer" in board.personal_view("ana")["html"]
    say(board, "ana")
    board.stage("react")
    with board.refused("open a further round"):
        say(board, "fac", "amend", text="Ne plus se parler")
    board.stage("stances")
    board.stage("settle")
    assert "Vouvoyer les usagers" in [card.text for card in board.hands_over()]
    report = told_of(board)
    for words in ("Proposed at first: Tutoyer les usagers", "Au guichet aussi", "Oui, partout", "gêne un peu"):
        assert words in report
    assert board.table("remarks")[0][3] == "Oui, partout"


def test_an_objection_is_tested_and_stands_until_its_author_withdraws_it(objected):
    id = objection(objected, "Beaucoup le prendront mal")
    say(objected, "fac", "find", objection=id, found="preference")
    html = objected.html("board")
    assert "A preference" in html and "To settle" in html
    assert objected.table("words")[0][4] == "A preference" and "A preference" in told_of(objected)


def test_its_author_answers_without_being_shown(objected):
    say(objected, "p0", "explain", text="Au guichet surtout")
    assert "Its author answers:" in objected.html("board") and "Au guichet surtout" in objected.html("board")
    assert not re.search(r"(?<![\w-])p0(?![\w-])", objected.html("board"))  # ids are drawn by lot, and may hold it
    assert "Au guichet surtout" in told_of(objected)
    with objected.refused("You have no objection there"):
        say(objected, "p1", "explain", text="Moi aussi")


def test_an_objection_that_somebody_took_up_stands_when_its_author_withdraws_it(objected):
    id = objection(objected, "Beaucoup le prendront mal")
    assert "prendront mal" in objected.personal_view("p1")["html"]
    say(objected, "p1", "take_up", objection=id)
    with objected.refused("already"):
        say(objected, "p1", "take_up", objection=id)
    assert "2 objections" in objected.html("board") and "held by 1 more person" in objected.html("board")
    say(objected, "p0", "withdraw")
    assert "taken up by others" in objected.html("board") and "To settle" in objected.html("board")
    say(objected, "p1", "withdraw")
    assert "To settle" not in objected.html("board").partition("Tutoyer")[2] and len(objected.hands_over()) == 1
    assert "prendront mal" in told_of(objected), "the history stays"


def test_the_round_is_told_by_site_where_each_has_five_who_answered(board):
    board.stage("stances")
    for who in (*LILLE, *AMIENS[1:]):
        say(board, who)
    say(board, AMIENS[0], "object", words="Non")
    board.stage("settle")
    assert "consent-sites" in board.html("board")


def test_no_site_is_told_apart_where_one_is_small(board):
    board.stage("stances")
    for who in (*LILLE, *AMIENS[1:]):
        say(board, who)
    say(board, "r0", "object", words="Non")
    board.stage("settle")
    assert "consent-sites" not in board.html("board")


def test_a_signed_round_asks_for_the_name_first_and_shows_it_beside_the_words_alone(signed):
    with signed.refused("say first under which name"):
        say(signed, "ana", "object", words="Non")
    say(signed, "bob")
    signed.do("ana", "sign", by="Ana, accueil de Lille")
    say(signed, "ana", "object", words="Non, pas au guichet")
    signed.do("bob", "sign", by="Bob, Amiens")
    assert "Ana, accueil" not in signed.html("board")
    signed.stage("settle")
    assert "Ana, accueil de Lille" in signed.html("board") and "Bob, Amiens" not in signed.html("board")
    assert "Ana, accueil" not in told_of(signed)


def test_an_unsigned_round_takes_no_name(board):
    board.stage("stances")
    with board.refused("not signed"):
        board.do("ana", "sign", by="Ana")


def test_a_sheet_of_paper_is_entered_at_once_and_what_it_lacks_is_named(board):
    board.stage("stances")
    first, second = article(board, "Répondre sous dix jours"), article(board)
    with board.refused("Article 2: an objection needs its reason"):
        board.do("fac", "paper_sheet", said={first: "agree", second: "object"}, words={})
    with board.refused("Nothing is ticked"):
        board.do("fac", "paper_sheet", said={}, words={})
    board.do("fac", "paper_sheet", said={first: "agree", second: "object"}, words={second: "Au dos"})
    assert board.html("board").count("1 of 1") == 2
    board.stage("settle")
    assert "Au dos" in board.html("board")
    say(board, "fac", "withdraw_on_paper", objection=objection(board, "Au dos"))
    assert "Objection withdrawn" in board.html("board")
    board.erase(objection(board, "Au dos"))
    assert "Au dos" not in board.html("board")


def test_an_outcome_has_the_day_on_which_it_is_looked_at_again(objected):
    say(objected, "fac", "settle", outcome="adopted", motive="On essaie", review="2027-06-30")
    assert "To be looked at again on June 30, 2027" in objected.html("board") and "June 30, 2027" in told_of(objected)


def test_missing_answers_are_told_by_site_and_a_cut_line_is_named():
    joined = {"s1": (24, False), "s2": (21, True)}
    left = missing({"s1": 24, "s2": 18}, joined)
    assert (left.total, left.is_few, left.sites) == (3, False, (("s2", 3, True),))
    assert missing({"s1": 23, "s2": 20}, {"s1": (24, False), "s2": (21, False)}).sites == ()
    assert missing({"s1": 23, "s2": 20}, joined).is_few, "at most two: nobody is pointed at"
    assert missing({"": 40}, joined).sites == (("s2", None, True),), "no numbers where no site is kept"
    assert missing({"s1": 1}, {"s1": (9, False), "s2": (3, False)}).sites == (), "a site of three is not told apart"


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
