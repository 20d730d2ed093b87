"""The gradient of agreement, as people see it."""

import random

import pytest

from beffroi import Card
from plugins.gradient import Gradient
from plugins.gradient.positions import DEGREES

CROWD = [f"p{n}" for n in range(12)]


@pytest.fixture
def board(board_of):
    return board_of(Gradient(), settings={"proposal": "Répondre sous dix jours", "worth": "decides"})


def taken_by(board, people=CROWD, seed=3, site=""):
    """Each takes a degree, every other says why."""
    lots = random.Random(seed)
    for place, who in enumerate(people):
        reason = f"Raison {place}" if place % 2 else ""
        board.do(f"{who}@{site}" if site else who, "take", degree=lots.choice(list(DEGREES)), reason=reason)


def spread(board):
    return [row[1] for row in board.table("degrees")]


def test_before_all_are_shown_only_how_many_took_a_position_is_told(board):
    board.do("ana", "take", degree="block", reason="Trop loin du village")
    board.do("fac", "paper_position", degree="whole", reason="Écrit au dos")
    seen = board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")
    assert "2 people have taken a position" in seen and "1 of 1 have taken part" in board.html("head")
    assert "village" not in seen and "au dos" not in seen and "meter" not in seen
    assert "village" not in board.personal_view("bob")["html"]
    assert not board.results().activities[0].tables and not board.hands_over()


def test_all_eight_degrees_show_with_those_that_nobody_took_and_never_a_mean(board):
    board.do("ana", "take", degree="whole")
    board.do("bob", "take", degree="block", reason="Trop loin")
    board.stage("read")
    assert spread(board) == [1, 0, 0, 0, 0, 0, 0, 1]
    html = board.html("board")
    assert html.count("<meter") == len(DEGREES) and html.count("0 people") == 6
    assert "I endorse it whole-heartedly" in html and "I abstain" in html
    assert "Trop loin" in html and "ana" not in html


def test_a_position_is_changed_and_taken_back_until_they_are_shown(board):
    board.do("ana", "take", degree="whole", reason="Enfin")
    board.do("ana", "take", degree="serious", reason="À la réflexion, non")
    mine = board.personal_view("ana")["html"]
    assert "À la réflexion, non" in mine and "Enfin" not in mine and "Change my position" in mine
    board.do("bob", "take", degree="abstain")
    board.do("bob", "take_back")
    board.stage("read")
    assert spread(board) == [0, 0, 0, 0, 0, 0, 1, 0]
    with board.refused("over"):
        board.do("ana", "take", degree="whole")
    board.stage("choose")
    board.do("ana", "take", degree="good")
    board.stage("read")
    assert spread(board) == [0, 1, 0, 0, 0, 0, 0, 0]


def test_what_a_position_is_worth_stands_on_every_page_before_and_after(board):
    for _stage in ("choose", "read"):
        assert "They decide" in board.html("head") and "They decide" in board.html("head", "screen")
        board.stage("read")


def test_fewer_than_five_are_told_that_one_may_guess(board):
    taken_by(board, CROWD[:4])
    board.stage("read")
    assert "may be guessed" in board.html("board")
    board.stage("choose")
    board.do("fac", "paper_position", degree="whole")
    board.stage("read")
    assert "may be guessed" not in board.html("board")


def test_reasons_stand_by_degree_in_an_order_that_tells_nothing(board):
    written = [board.do(who, "take", degree="more", reason=f"Raison de {who[1:]}") for who in CROWD]
    board.do("bob", "take", degree="whole", reason="Oui")
    board.stage("read")
    reasons = [row[1] for row in board.table("reasons")]
    assert reasons[0] == "Oui" and len(reasons) == 13
    assert [link["card"] for link in board.results().table(board.activity, "reasons").links][1:] == sorted(written)
    assert {card.kind for card in board.hands_over()} == {"reason"}


def test_a_card_handed_over_is_the_proposal_where_no_setting_says_it(board_of):
    board = board_of(Gradient(), cards=[Card("c1", "Un numéro direct", origin="n1"), Card("c2", "Autre")])
    assert "Un numéro direct" in board.html("screen", "screen")
    assert "Un numéro direct" in board.personal_view("ana")["html"]
    board.do("ana", "take", degree="good", reason="Utile")
    board.stage("read")
    traces = {trace.text: trace.sources for trace in Gradient().traces(board.state)}
    assert traces == {"Un numéro direct": ("n1",), "Utile": ("c1",)}


def test_a_voted_position_can_be_voided_while_it_is_hidden(board):
    board.do("ana", "take", degree="good")
    method, who = Gradient(), next(iter(board.state.by_person))
    assert method.can_void(board.state)
    method.void(board.state, who)
    assert not board.state.taken() and not method.can_void(board.state)


def test_an_erased_reason_is_gone_and_its_degree_stays(board):
    entry = board.do("ana", "take", degree="block", reason="Martin a dit non")
    board.do("fac", "paper_position", degree="good", reason="Martin encore")
    board.stage("read")
    board.erase(entry)
    assert "Martin a dit" not in board.html("board") and "Martin encore" in board.html("board")
    assert spread(board)[-1] == 1


@pytest.mark.parametrize("people", [6, 60])
def test_an_erased_reason_costs_one_reason_however_many_there_are(board, people):
    taken_by(board, [f"p{n}" for n in range(people)])
    entry = board.do("ana", "take", degree="block", reason="Une raison de plus")
    board.stage("read")
    board.html("board")
    board.erase(entry)
    sent = board.sent("board")
    assert list(sent["parts"]) == [entry] and not sent.get("skeleton")


def test_a_log_read_again_comes_to_the_same(board):
    taken_by(board)
    board.do("fac", "paper_position", degree="good", reason="Au dos")
    board.stage("read")
    assert board.replayed() == board.snapshot()


def test_a_reason_is_taken_down_in_one_press_its_degree_stays_and_its_writer_alone_is_told(board):
    for n, who in enumerate(CROWD[:6]):
        board.do(who, "take", degree="block", reason=f"Raison {n}")
    board.stage("read")
    one = next(card.id for card in board.hands_over() if card.text == "Raison 4")
    board.do("fac", "take_words_down", said=one, motive="person")
    out = board.html("board") + str(board.table("reasons")) + str(board.hands_over())
    assert "Raison 4" not in out and "Raison 3" in out and "names a person 1" in board.html("board")
    assert spread(board)[-1] == 6
    assert "took your reason down: names a person" in board.personal_view("p4")["html"]
    assert "took your reason" not in board.personal_view("p3")["html"]
    board.do("fac", "put_words_back", said=one)
    assert "Raison 4" in board.html("board") and board.replayed() == board.snapshot()
