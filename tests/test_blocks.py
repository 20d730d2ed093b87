"""Blocks that a method holds: two of a kind, none of them in the other's way, and drawn without a template."""

import pytest

from app.host.contract import faults
from app.host.page_offers import offers_of
from app.host.reserved import name_faults
from beffroi import Block, Card, Method, Model, Number, Stage
from beffroi.blocks.ballot import Ballot, BallotSettings
from beffroi.blocks.cards import Cards
from beffroi.testing import assert_no_leaks
from beffroi.words import speaking


class TwoVotes(Method):
    """Cards, a vote on them, and a second one on what the first kept."""

    api = 1
    id = "twovotes"
    title = "Two votes"
    ideas = Cards()
    dots = Ballot(on=ideas)
    again = Ballot(on=dots, title="Second vote")


@pytest.fixture
def board(board_of):
    made = board_of(TwoVotes(), settings={"keep": 2, "budget": 2, "again_keep": 1, "again_budget": 1})
    for who, text in (("ana", "Un guichet"), ("bob", "Un site"), ("eve", "Un bus")):
        made.do(who, "write", text=text)
    return made


def option(board, text, block="dots"):
    return next(id for id, one in getattr(board.state, block).options.items() if one.text == text)


def voted(board):
    """The first vote held: the bus is left behind."""
    board.stage("vote")
    for who, text in (("ana", "Un guichet"), ("bob", "Un site"), ("eve", "Un guichet")):
        board.do(who, "dot", option=option(board, text))
    board.stage("decide")


def test_what_blocks_bring_bears_their_names_where_there_are_two_of_a_kind():
    method = TwoVotes()
    assert list(faults(method)) == []
    assert [stage.id for stage in method.stages][-4:] == ["vote", "decide", "again_vote", "again_decide"]
    names = [command.about.name for command in method.commands]
    assert {"write", "dot", "again_dot", "again_decide"} <= set(names) and len(names) == len(set(names))
    assert {"question", "budget", "again_budget"} <= method.settings.model_fields.keys()
    with speaking("en"):
        assert str(method.stage("again_vote").title) == "Second vote: Vote"


def test_a_second_vote_is_on_what_the_first_kept(board):
    voted(board)
    board.stage("again_vote")
    assert {one.text for one in board.state.again.options.values()} == {"Un guichet", "Un site"}
    board.do("ana", "again_dot", option=option(board, "Un site", "again"))
    board.stage("again_decide")
    assert board.state.dots.ranked()[0].option.text == "Un guichet", "the first vote stands as it was"
    assert board.state.again.ranked()[0].option.text == "Un site"
    assert [card.text for card in board.method.cards(board.state)] == ["Un site"]
    assert board.replayed() == board.snapshot()


def test_each_vote_has_its_own_budget_and_its_own_dots(board):
    voted(board)
    board.stage("again_vote")
    board.do("ana", "again_dot", option=option(board, "Un site", "again"))
    with board.refused("no dot left"):
        board.do("ana", "again_dot", option=option(board, "Un guichet", "again"))
    with board.refused():
        board.do("ana", "dot", option=option(board, "Un site"))


def test_each_is_drawn_in_its_stage_with_its_own_commands_and_marks(board):
    assert 'name="text"' in board.personal_view("ana")["html"]
    voted(board)
    first = board.html("board")
    board.stage("again_vote")
    html, own = board.html("board"), board.personal_view("ana")
    assert 'data-command="again_dot"' in html and 'data-command="dot"' not in html
    assert "Un bus" not in html and "Un bus" in first
    mine = option(board, "Un guichet", "again")
    board.do("ana", "again_dot", option=mine)
    own = board.personal_view("ana")["own"]
    assert own[f"again_{mine}"] == {"dots": 1} and f'data-part="again_{mine}"' in board.html("board")
    assert own[mine] == {"dots": 1}, "and the dot of the first vote is where it was"
    assert "Enter this ballot" in board.html("control", "facilitator")


def test_the_stage_before_a_vote_suspends_it_and_the_one_after_it_closes_it(board):
    board.stage("vote")
    board.do("ana", "dot", option=option(board, "Un bus"))
    board.stage("cluster")
    assert not board.state.dots.open and not board.state.dots.revealed
    board.stage("vote")
    board.stage("again_vote")
    assert board.state.dots.is_over and board.state.dots.totals()


def test_both_votes_are_in_the_results_and_in_the_chain(board):
    voted(board)
    board.do("fac", "decide", option=option(board, "Un guichet"), outcome="keep", reason="Le plus simple")
    board.stage("again_vote")
    board.stage("again_decide")
    assert board.table("votes")[0][1] == "Un guichet" and board.table("again_votes")
    told = {trace.text: str(trace.outcome) for trace in board.method.traces(board.state)}
    assert "Le plus simple" in told["Un guichet"] and told["Un bus"] == ""


def test_nothing_hidden_shows_of_a_method_of_blocks(board_of):
    assert_no_leaks(board_of(TwoVotes()))


class Count(Block[dict, Model]):
    """A block of a plugin's own."""

    kind = "count"
    stages = (Stage("count", "Count"),)

    def start(self, settings, cards):
        return {}


def test_a_class_that_extends_one_of_blocks_adds_its_own():
    class Three(TwoVotes):
        id = "three"
        count = Count()

    method = Three()
    assert [stage.id for stage in method.stages][-2:] == ["again_decide", "count"]
    assert method.command("again_dot") is not None and len(TwoVotes().stages) == len(method.stages) - 1


def test_a_class_that_puts_another_block_in_the_place_of_one_has_that_ones_commands():
    class Plain(Ballot):
        commands = Ballot.commands[:2]

    class Fewer(TwoVotes):
        id = "fewer"
        again = Plain(on=TwoVotes.dots)

    assert Fewer().command("again_dot") is not None and Fewer().command("again_decide") is None


def test_a_method_s_own_settings_and_stages_go_before_those_of_its_blocks():
    class OwnSettings(BallotSettings):
        budget: int = Number("Dots", low=0, high=9, default=7)

    class Own(Method[None, OwnSettings]):
        id = "own"
        title = "Own"
        stages = (Stage("vote", "Vote now"),)
        dots = Ballot(on=lambda state: [])

    assert Own.settings is OwnSettings and [str(stage.title) for stage in Own.stages] == ["Vote now"]


def test_a_block_that_a_template_names_and_nobody_holds_is_named(board_of, monkeypatch):
    board = board_of(TwoVotes())
    monkeypatch.setattr("app.host.rendering.ui.Ui.blocks", lambda ui: ui.block("dost"))
    with pytest.raises(LookupError, match="holds no such block: ideas, dots, again"):
        board.html("board"), board.html("control", "facilitator")


@pytest.mark.parametrize("name", ["stage", "ui", "values"])
def test_a_block_gives_nothing_a_name_that_its_template_could_not_read(name):
    class Hiding(Count):
        def view(self, state):
            return {name: 1}

    class Hides(Method):
        id = "hides"
        title = "Hides"
        hiding = Hiding()

    (fault, *_same) = name_faults(Hides())
    assert f"hides.hiding gives “{name}”" in fault


def test_cards_handed_over_go_to_the_block_that_takes_them_and_into_a_vote_under_way(board):
    board.stage("vote")
    board.hand([Card("x-1", "Un vélo")])
    assert option(board, "Un vélo") == "x-1" and board.method.can_add_cards


def test_a_card_is_taken_down_for_a_motive_at_one_press(board):
    board.stage("reveal")
    offers = [one for one in offers_of(board.html("control", "facilitator")) if one.command == "hide"]
    assert [one.data["motive"] for one in offers] == ["person", "insult", "double", "beside"] * 3
    assert all(one.is_whole for one in offers)
    taken = board.state.ideas.notes[offers[1].data["card"]]
    board.do("fac", "hide", **offers[1].data)
    assert taken.text not in board.html("board") and board.html("board").count("insult") == 1
