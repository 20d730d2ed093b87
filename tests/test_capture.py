"""Who does what, at each outcome that was kept: as people see it, and as it leaves the room."""

from __future__ import annotations

import pytest

from beffroi.words import speaking
from plugins.dotvote import Dotvote
from plugins.ideation import Ideation

LETTER = {"owner": "Service courrier", "when": "fin juin", "first": "Relire la lettre 12"}


@pytest.fixture
def board(board_of):
    """Three options; two are ahead."""
    board = board_of(Dotvote(), settings={"lines": "Un\nDeux\nTrois", "keep": 2, "budget": 2})
    for who in ("ana", "bob"):
        for text in ("Un", "Deux"):
            board.do(who, "dot", option=option(board, text))
    board.stage("decide")
    return board


def option(board, text):
    return next(one.id for one in board.state.dots.options.values() if one.text == text)


def decide(board, text, outcome, reason=""):
    board.do("fac", "decide", option=option(board, text), outcome=outcome, reason=reason)


def take_on(board, who, text="Un", **said):
    return board.do(who, "take_on", kept=option(board, text), **(said or LETTER))


def pages(board):
    return board.html("board"), board.html("screen", "screen"), board.html("control", "facilitator")


def test_each_outcome_that_was_kept_waits_for_somebody_with_its_reason(board):
    decide(board, "Un", "drop")
    decide(board, "Trois", "keep", "Le plus simple à essayer")
    board.stage("capture")
    for seen in pages(board):
        assert "Trois" in seen and ">Un<" not in seen and "Deux" not in seen
    assert "0 dots · Le plus simple à essayer" in board.html("screen", "screen")
    assert "1 outcome has nobody yet" in board.html("control", "facilitator")


def test_where_nothing_was_decided_what_came_first_is_taken_on_and_called_so(board):
    board.stage("capture")
    seen = board.html("board")
    assert "Un" in seen and "Deux" in seen and "Trois" not in seen and "2 dots · Ahead in the vote" in seen
    assert "Kept by the vote" not in seen


def test_where_nothing_is_kept_facilitators_alone_are_sent_back_to_decide(board):
    for option in ("Un", "Deux", "Trois"):
        decide(board, option, "drop")
    board.stage("capture")
    assert "go back and decide" in board.html("control", "facilitator")
    for block, audience in (("board", "participant"), ("screen", "screen")):
        seen = board.html(block, audience)
        assert "Nothing was kept yet." in seen and "go back" not in seen


def test_anybody_says_who_takes_it_on_for_when_and_the_first_step(board):
    board.stage("capture")
    take_on(board, "ana")
    take_on(board, "fac", "Deux", owner="Direction des usagers")
    for seen in pages(board):
        assert "Service courrier" in seen and "fin juin" in seen and "Relire la lettre 12" in seen
        assert "Direction des usagers" in seen
    assert sorted(board.table("who_does_what")) == [
        ["Deux", "Direction des usagers", "", ""],
        ["Un", "Service courrier", "fin juin", "Relire la lettre 12"],
    ]
    assert "has nobody yet" not in board.html("control", "facilitator")


def test_one_takes_back_what_one_noted_and_facilitators_what_anybody_did(board):
    board.stage("capture")
    hers, his = take_on(board, "ana"), take_on(board, "bob", owner="L’accueil")
    assert "Service courrier" in board.personal_view("ana")["html"].split("Who takes on")[0]
    assert "Service courrier" not in board.personal_view("bob")["html"].split("Who takes on")[0]
    with board.refused("not yours"):
        board.do("bob", "let_go", action=hers)
    board.do("ana", "let_go", action=hers)
    board.do("fac", "let_go", action=his)
    assert all("Service courrier" not in seen and "accueil" not in seen for seen in pages(board))


def test_what_was_taken_on_stays_while_one_goes_back_to_decide_and_shows_for_what_is_kept_alone(board):
    board.stage("capture")
    take_on(board, "ana")
    board.stage("decide")
    decide(board, "Un", "park")
    decide(board, "Deux", "keep")
    board.stage("capture")
    assert "Service courrier" not in board.html("board")
    board.stage("decide")
    decide(board, "Un", "keep")
    board.stage("capture")
    assert "Service courrier" in board.html("board")
    assert board.replayed() == board.snapshot()


def test_it_stands_in_the_report_for_the_direction_and_in_the_chain_after_its_outcome(board):
    board.stage("capture")
    action = take_on(board, "ana")
    sections = board.method.report(board.state, [], board.record.scopes[board.activity][""].settings)
    (told,) = [one for one in sections if one.id == "actions"]
    with speaking("en"):
        assert told.version == "direction" and str(told.title) == "Who does what"
        assert "1 outcome has nobody yet" in str(told.pieces[1].text)
    trace = next(one for one in board.method.traces(board.state) if one.id == action)
    assert trace.sources == (option(board, "Un"),) and trace.text == "Service courrier · fin juin · Relire la lettre 12"


def test_nobody_fills_it_alone_and_nothing_is_noted_without_saying_who(board):
    board.stage("capture")
    with board.refused("owner"):
        take_on(board, "ana", owner=" ")
    with board.refused("no longer here"):
        board.do("ana", "take_on", kept=option(board, "Trois"), **LETTER)
    for n in range(12):
        take_on(board, "ana", owner=f"Service {n}")
    with board.refused("take one back first"):
        take_on(board, "bob")


def test_what_somebody_wrote_is_erased_from_everywhere(board):
    board.stage("capture")
    action = take_on(board, "ana", owner="Martin Dupont")
    board.erase(action)
    assert "Dupont" not in str(board.record.entries) and "Dupont" not in board.html("board")


def test_a_group_that_is_reworded_meanwhile_is_taken_on_in_its_new_words(board_of):
    board = board_of(Ideation(), settings={"budget": 1})
    card = board.do("ana", "write", text="Demander à Jeanne")
    for stage in ("reveal", "read", "cluster", "vote"):
        board.stage(stage)
    board.do("bob", "dot", option=next(iter(board.state.dots.options)))
    board.stage("decide")
    board.stage("capture")
    assert "Jeanne" in board.html("board")
    assert board.method.kept(board.state)[0].text == "Demander à Jeanne" and card


def test_a_line_is_corrected_by_whoever_said_it_and_by_facilitators_and_by_nobody_else(board):
    board.stage("capture")
    line = take_on(board, "ana")
    own = board.personal_view("ana")["html"]
    assert "Correct" in own and 'value="Relire la lettre 12"' in own
    said = {"owner": "Accueil", "when": "fin mai", "first": "Relire la lettre 13"}
    with board.refused("not yours"):
        board.do("bob", "correct", action=line, base=line, **said)
    once = board.do("ana", "correct", action=line, base=line, **said)
    for seen in pages(board):
        assert "Accueil" in seen and "lettre 13" in seen and "Service courrier" not in seen
    with board.refused("meanwhile: “Accueil · fin mai · Relire la lettre 13”"):
        board.do("fac", "correct", action=line, base=line, owner="Direction")
    again = board.do("fac", "correct", action=line, base=once, owner="Direction")
    assert ["Un", "Direction", "", ""] in board.table("who_does_what")
    board.undo(again)
    assert ["Un", "Accueil", "fin mai", "Relire la lettre 13"] in board.table("who_does_what")
    board.do("ana", "let_go", action=line)
    assert not board.state.done.by_id and not board.state.done.worded
