"""The personas of all tables together: dots choose which go on, and the chain of evidence says why."""

from dataclasses import replace

import pytest

from beffroi import Card
from beffroi.report import OfTable
from beffroi.words import speaking
from plugins.persona import Persona
from plugins.persona.tests.people import portray, write

CALLS = Card("c1", "« J’ai appelé quatre fois »", "verbatim", "external", origin="v1")


@pytest.fixture
def board(board_of):
    return board_of(Persona(), tables=2, anonymous=False, cards=[CALLS], settings={"keep": 1, "budget": 1})


def option(board, name):
    return next(one.id for one in board.state.ballot.options.values() if one.text.startswith(name))


def handed(board):
    return [(card.kind, card.text, card.audience) for card in board.hands_over()]


def traced(board, state):
    with speaking("en"):
        return {trace.id: replace(trace, outcome=str(trace.outcome)) for trace in board.method.traces(state)}


def chosen(board):
    """Two personas, of which the vote keeps Marcel."""
    yasmina = portray(board, "ana#1", "Yasmina")
    marcel = portray(board, "bob#2", "Marcel", "staff")
    board.stage("vote")
    for who in ("ana#1", "bob#2"):
        board.do(who, "dot", option=option(board, "Marcel"))
    board.stage("decide")
    return yasmina, marcel


def test_before_the_vote_every_table_hands_its_persona_over(board):
    portray(board, "ana#1", "Yasmina")
    write(board, "bob#2", "needs", "Sans nom encore")
    assert handed(board) == [
        ("persona", "Yasmina — demande une bourse", "external"),
        ("need", "Yasmina veut savoir", "external"),
        ("irritant", "Yasmina attend", "external"),
        ("need", "Sans nom encore", ""),
    ]


def test_each_table_s_persona_stands_for_the_vote_and_can_be_read_again(board):
    portray(board, "ana#1", "Yasmina")
    portray(board, "bob#2", "Marcel", "staff")
    board.stage("vote")
    assert len(board.state.ballot.options) == 2
    html = board.html("board")
    assert "Yasmina — demande une bourse" in html and "Marcel attend" in html and "Table 2" in html
    assert "1 dot left" in board.personal_view("ana#1")["html"]
    assert board.method.question(board.standing.settings, "vote") != ""
    assert "Paper entry" in board.html("control", "facilitator")


def test_a_face_drawn_at_a_table_is_seen_in_the_vote_in_its_results_and_in_the_report(board):
    portray(board, "ana#1", "Yasmina")
    for slot, choice in (("face", "round"), ("hair", "curly"), ("mood", "glad")):
        board.do("ana#1", "pick", slot=slot, value=choice)
    portray(board, "bob#2", "Marcel", "staff")
    glad, curly = "M50 64q10 10 20 0", '<circle cx="38" cy="38" r="11"/>'
    board.stage("vote")
    html = board.html("board")
    assert html.count('class="face"') == 2  # the other one in outline: all stand alike
    assert html.count(glad) == html.count(curly) == 1 and 'role="img"' not in html  # her name stands beside it
    board.do("ana#1", "dot", option=option(board, "Yasmina"))
    board.stage("decide")
    for page in (board.html("board"), board.html("screen")):
        assert page.count(glad) == 1
    yasmina = board.hands_over()[0]
    assert yasmina.look == ("round", "curly", "", "glad", "")
    tables = [OfTable(str(n), f"Table {n}", board.sheet(n)) for n in (1, 2)]
    made = board.method.report(board.state, tables, board.standing.settings)
    told = [piece for section in made for piece in section.pieces]
    looks = {item.text: item.look for piece in told for item in getattr(piece, "items", ())}
    assert looks["Yasmina"] == looks["Yasmina — demande une bourse"] == yasmina.look


def test_the_vote_chooses_which_persona_goes_on_with_its_needs_and_irritants(board):
    chosen(board)
    assert handed(board) == [
        ("persona", "Marcel — demande une bourse", "staff"),
        ("need", "Marcel veut savoir", "staff"),
        ("irritant", "Marcel attend", "staff"),
    ]
    assert [row[:3] for row in board.table("votes")] == [
        [1, "Marcel — demande une bourse", 2],
        [2, "Yasmina — demande une bourse", 0],
    ]
    assert board.replayed() == board.snapshot()


def test_the_facilitators_may_decide_otherwise_and_say_why(board):
    chosen(board)
    board.do("fac", "decide", option=option(board, "Yasmina"), outcome="keep", reason="La symétrie des attentions")
    board.do("fac", "decide", option=option(board, "Marcel"), outcome="park", reason="L’an prochain")
    assert [text for kind, text, _audience in handed(board) if kind == "persona"] == ["Yasmina — demande une bourse"]


def test_no_tally_and_no_result_leaves_while_the_vote_is_open(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("vote")
    board.do("ana#1", "dot", option=option(board, "Yasmina"))
    assert "meter" not in board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")
    assert board.results().table(board.activity, "votes") is None


def test_nobody_votes_for_their_own_table_where_that_is_the_rule(board_of):
    board = board_of(Persona(), tables=2, anonymous=False, settings={"no_self_vote": True})
    portray(board, "ana#1", "Yasmina")
    portray(board, "bob#2", "Marcel")
    board.stage("vote")
    with board.refused("your table's"):
        board.do("ana#1", "dot", option=option(board, "Yasmina"))
    board.do("ana#1", "dot", option=option(board, "Marcel"))


def test_a_table_that_goes_back_to_amend_brings_only_what_is_new(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("vote")
    board.stage("amend")
    write(board, "ana#1", "needs", "Un rendez-vous le soir")
    board.stage("vote")
    assert len(board.state.ballot.options) == 1
    assert "Un rendez-vous le soir" in board.html("board")


def test_a_table_that_names_another_persona_has_one_on_the_ballot(board):
    name, *_rest = portray(board, "ana#1", "Yasmina")
    board.stage("vote")
    board.stage("amend")
    board.do("ana#1", "strike", line=name)
    write(board, "ana#1", "name", "Leïla")
    board.stage("vote")
    assert [one.text for one in board.state.ballot.options.values()] == ["Leïla — demande une bourse"]


def test_deciding_without_a_vote_lists_the_personas(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("decide")
    assert "Yasmina" in board.html("board") and "Yasmina" in board.html("control", "facilitator")


def test_the_chain_goes_from_the_verbatim_to_the_vote(board):
    board.stage("fill")
    (name, need, irritant), _marcel = chosen(board)
    board.stage("amend")
    board.do("ana#1", "cite", line=need, card="c1")
    at_table = traced(board, board.sheet(1))
    assert (at_table[need].kind, at_table[need].sources) == ("need", ("c1",))
    assert (at_table[irritant].kind, at_table[irritant].sources) == ("irritant", ())
    assert (at_table[name].kind, at_table[name].sources, at_table[name].audience) == ("persona", ("c1",), "external")
    assert at_table["c1"].sources == ("v1",)
    board.stage("vote")
    board.stage("decide")
    together = {trace.sources: trace.outcome for trace in traced(board, board.state).values()}
    assert together[(name,)] == "Does not go on"


def test_words_from_memory_are_called_so_in_the_chain(board):
    card = board.do("ana#1", "remember", text="« Je n’ose pas »")
    with speaking("en"):
        assert board.results().chain.thing(card).called == "From memory"


def test_the_room_as_one_makes_one_persona_and_can_vote_on_it(board_of):
    board = board_of(Persona(), anonymous=False)
    said = {"method": "persona", "title": "Ensemble", "anonymous": False, "share_by": "room", "settings": {}}
    board.activity = board.core("add", **said, stages=[stage.id for stage in Persona.stages])
    board.core("open", activity=board.activity)
    portray(board, "ana", "Yasmina")
    assert "Yasmina" in board.html("board") and "Yasmina" in board.html("screen", "screen")
    board.stage("gallery")
    board.stage("amend")
    board.stage("vote")
    assert "Yasmina — demande une bourse" in board.html("board")
    board.do("ana", "dot", option=option(board, "Yasmina"))
    board.stage("decide")
    assert handed(board)[0] == ("persona", "Yasmina — demande une bourse", "external")
    assert board.table("votes")[0][:3] == [1, "Yasmina — demande une bourse", 1]
