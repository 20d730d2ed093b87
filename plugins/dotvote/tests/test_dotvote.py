"""The vote engine, as people see it."""

import random
from contextlib import suppress

import pytest

from beffroi import Card, Refused
from beffroi.words import speaking
from plugins.dotvote import Dotvote


@pytest.fixture
def board(board_of):
    return board_of(Dotvote(), settings={"lines": "Un\nDeux\nTrois\nQuatre", "keep": 2, "budget": 3})


def option(board, text):
    return next(one.id for one in board.state.dots.options.values() if one.text == text)


def vote(board, who, *texts):
    for text in texts:
        board.do(who, "dot", option=option(board, text))


def test_no_tally_leaves_before_the_vote_closes(board):
    vote(board, "ana", "Un", "Deux")
    assert "1 of 1 have voted" in board.html("board")
    assert "meter" not in board.html("board") + board.html("control", "facilitator") + board.html("screen", "screen")
    assert board.results().activities[0].tables == []


def test_a_person_cannot_place_more_dots_than_the_budget(board):
    vote(board, "ana", "Un", "Deux", "Trois")
    with board.refused("no dot left"):
        vote(board, "ana", "Quatre")
    board.do("ana", "take_dot", option=option(board, "Un"))
    vote(board, "ana", "Quatre")


def test_dots_do_not_pile_up_unless_allowed(board, board_of):
    vote(board, "ana", "Un")
    with board.refused("cannot place more"):
        vote(board, "ana", "Un")
    piled = board_of(Dotvote(), settings={"lines": "Un\nDeux", "budget": 3, "max_per_item": 3})
    vote(piled, "ana", "Un", "Un", "Un")
    piled.stage("decide")
    assert piled.table("votes")[0][:3] == [1, "Un", 3]


def test_ties_share_a_rank_and_only_one_across_the_line_is_worth_a_run_off(board):
    vote(board, "ana", "Un", "Deux", "Trois")
    vote(board, "bob", "Un", "Deux")
    vote(board, "cleo", "Un", "Trois")
    board.stage("decide")
    assert [row[:3] for row in board.table("votes")][0] == [1, "Un", 3]
    assert sorted(row[0] for row in board.table("votes")) == [1, 2, 2, 4]
    board.do("fac", "open_runoff")
    deux = option(board, "Deux")
    board.do("ana", "runoff_dot", option=deux)
    board.do("bob", "runoff_dot", option=deux)
    with board.refused("run-off is closed"):
        board.do("ana", "runoff_dot", option=option(board, "Un"))
    board.do("fac", "close_runoff")
    assert [row[1] for row in board.table("votes")][:2] == ["Un", "Deux"]
    assert [row.kept for row in board.state.dots.ranked()] == [True, True, False, False]


def test_after_a_run_off_each_row_that_was_in_it_says_its_votes(board):
    vote(board, "ana", "Un", "Deux", "Trois")
    vote(board, "bob", "Un", "Deux")
    vote(board, "cleo", "Un", "Trois")
    board.stage("decide")
    board.do("fac", "open_runoff")
    for who in ("ana", "bob"):
        board.do(who, "runoff_dot", option=option(board, "Deux"))
    assert "run-off: " not in board.html("screen", "screen")
    board.do("fac", "close_runoff")
    assert "run-off: 2 votes" in board.html("screen", "screen") and "run-off: 0 votes" in board.html("board")
    assert [row[:3] + row[5:] for row in board.table("votes")][1:3] == [[2, "Deux", 2, 2], [3, "Trois", 2, 0]]


def test_results_come_from_the_last_to_the_first_and_stop_at_those_that_go_on(board_of):
    board = board_of(Dotvote(), settings={"lines": "Un\nDeux\nTrois\nQuatre\nCinq", "keep": 3, "last_first": True})
    vote(board, "ana", "Un", "Deux", "Trois")
    vote(board, "bob", "Un", "Deux", "Trois")
    vote(board, "cleo", "Un", "Quatre")
    board.stage("decide")
    assert "meter" not in board.html("board") + board.html("screen", "screen")
    assert "5 results still to come" in board.html("board") and "Un" in board.html("control", "facilitator")
    seen = []
    for _ in range(3):
        board.do("fac", "show_next")
        seen.append([word for word in ("Un", "Deux", "Trois", "Quatre", "Cinq") if word in board.html("board")])
    assert seen == [["Quatre", "Cinq"], ["Deux", "Trois", "Quatre", "Cinq"], ["Un", "Deux", "Trois", "Quatre", "Cinq"]]
    with board.refused("All the results are shown"):
        board.do("fac", "show_next")


def test_whoever_waits_no_longer_shows_all_results_or_goes_on(board_of):
    settings = {"lines": "Un\nDeux\nTrois", "keep": 1, "last_first": True}
    for goes_on in (lambda board: board.do("fac", "show_next", all=True), lambda board: board.stage("capture")):
        board = board_of(Dotvote(), settings=settings)
        vote(board, "ana", "Un")
        board.stage("decide")
        goes_on(board)
        assert "to come" not in board.html("board") and not board.state.dots.unseen


def test_what_is_taken_back_to_the_vote_is_hidden_again_and_a_run_off_waits_for_all(board_of):
    board = board_of(Dotvote(), settings={"lines": "Un\nDeux\nTrois", "keep": 1, "last_first": True})
    vote(board, "ana", "Un", "Deux")
    board.stage("decide")
    with board.refused("Show all the results first"):
        board.do("fac", "open_runoff")
    board.do("fac", "show_next")
    board.stage("vote")
    assert "still to come" not in board.html("board")
    board.stage("decide")
    assert "3 results still to come" in board.html("board")


def test_options_that_nobody_chose_tie_with_nothing(board):
    vote(board, "ana", "Un", "Deux")
    board.stage("decide")
    html = board.html("board")
    assert html.count(">tie<") == 2 and html.count('<meter min="0" max="1" value="0"') == 2


def test_going_back_to_the_vote_keeps_the_order_of_the_ballot(board):
    before = list(board.state.dots.options)
    board.hand([Card("new", "Cinq"), Card("newer", "Six")])
    for _ in range(4):
        board.stage("decide")
        board.stage("vote")
    assert list(board.state.dots.options)[:4] == before and len(board.state.dots.options) == 6
    assert board.replayed()


def test_no_run_off_without_a_tie_across_the_line(board):
    vote(board, "ana", "Un", "Deux")
    board.stage("decide")
    with board.refused("nothing to part"):
        board.do("fac", "open_runoff")


def test_a_decision_keeps_its_reason(board):
    vote(board, "ana", "Un")
    board.stage("decide")
    board.do("fac", "decide", option=option(board, "Un"), outcome="park", reason="Attendre le budget")
    assert board.table("votes")[0] == [1, "Un", 1, "Set aside", "Attendre le budget"]
    assert "Attendre le budget" in board.html("screen", "screen")


def test_paper_ballots_hold_to_the_budget(board):
    with board.refused("3 dots at most"):
        board.do("fac", "paper_ballot", numbers="1 2 3 4")
    with board.refused("only the numbers"):
        board.do("fac", "paper_ballot", numbers="1 et 9")
    board.do("fac", "paper_ballot", numbers="1, 2")
    board.stage("decide")
    assert sum(row[2] for row in board.table("votes")) == 2


def test_a_lowered_budget_deletes_no_dot_and_asks_the_person_to_choose(board):
    vote(board, "ana", "Un", "Deux", "Trois")
    settings = {"lines": "Un\nDeux\nTrois\nQuatre", "keep": 2, "budget": 2}
    board.core(
        "configure", activity=board.activity, title="Vote", stages=["vote", "decide"], settings=settings, anonymous=True
    )
    assert board.state.dots.spent(board.record.who_in(board.record.agenda.present, board.grant("ana"))) == 3
    assert "take 1 dot back" in board.personal_view("ana")["html"]
    with board.refused("no dot left"):
        vote(board, "ana", "Quatre")


def test_a_line_added_to_the_list_moves_nobodys_dots(board):
    vote(board, "ana", "Deux")
    settings = {"lines": "Zéro\nUn\nDeux\nTrois", "keep": 2, "budget": 3}
    board.core("configure", activity=board.activity, title="Vote", stages=["vote", "decide"], settings=settings)
    board.stage("decide")
    assert board.table("votes")[0][:3] == [1, "Deux", 1]


def test_results_show_as_they_come_where_the_vote_is_not_blind(board_of):
    board = board_of(Dotvote(), settings={"lines": "Un\nDeux", "budget": 1, "blind": False})
    vote(board, "ana", "Un")
    assert "1 dot" in board.html("screen", "screen")


def test_cards_handed_over_are_voted_on(board_of):
    board = board_of(Dotvote(), cards=[Card("c1", "Une idée", origin="n1")])
    board.do("ana", "dot", option="c1")
    board.stage("decide")
    assert board.table("votes")[0][1] == "Une idée"
    assert board.results().table(board.activity, "votes").links == [{"card": "c1", "origin": "n1"}]


def test_who_voted_what_is_nowhere(board):
    vote(board, "ana", "Un")
    board.stage("decide")
    seen = board.html("board") + board.html("control", "facilitator") + str(board.results())
    assert "ana" not in seen and board.record.logs[board.activity][-2].stamp.who not in seen


@pytest.mark.parametrize("seed", range(25))
def test_whatever_people_do_the_budget_holds_and_the_log_gives_the_same_vote(board_of, seed):
    lots = random.Random(seed)
    settings = {"lines": "\n".join(map(str, range(9))), "budget": 4, "max_per_item": 2, "blind": bool(seed % 2)}
    board = board_of(Dotvote(), settings=settings)
    for _ in range(80):
        who, chosen = lots.choice("abcde"), lots.choice(list(board.state.dots.options))
        with suppress(Refused):
            board.do(who, lots.choice(("dot", "dot", "take_dot")), option=chosen)
        for placed in board.state.dots.dots.values():
            assert sum(placed.values()) <= 4 and max(placed.values(), default=0) <= 2
    assert board.replayed() == board.snapshot()


@pytest.mark.parametrize(
    ("worth", "to", "said", "kept"),
    [
        ("decides", "", "This vote decides", "Kept by the vote"),
        ("proposes", "la direction, avant le 30 juin", "proposes to: la direction, avant le 30 juin", "Ahead in"),
        ("proposes", "", "others decide", "Ahead in the vote"),
        ("informs", "", "This vote informs", "Ahead in the vote"),
    ],
)
def test_what_a_vote_is_worth_is_said_before_and_after_it_and_only_one_that_decides_keeps(
    board_of, worth, to, said, kept
):
    board = board_of(Dotvote(), settings={"lines": "Un\nDeux", "keep": 1, "worth": worth, "proposes_to": to})
    for _stage in ("vote", "decide"):
        assert said in board.html("head") and said in board.html("head", "screen")
        assert said in board.html("control", "facilitator")
        vote(board, "ana", "Un") if _stage == "vote" else None
        board.stage("decide")
    with speaking("en"):
        (decided, _votes) = board.method.report(board.state, [], board.record.scopes[board.activity][""].settings)
        told = [str(getattr(piece, "text", "")) for piece in decided.pieces]
    assert said in told[0] and kept in str(told) and kept in board.html("board")
    board.do("fac", "decide", option=option(board, "Un"), outcome="keep", reason="")
    assert "Ahead" not in board.html("board") and "Kept" in board.html("board")
