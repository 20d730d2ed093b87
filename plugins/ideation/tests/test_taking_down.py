"""Cards taken down: for a motive, out of everything that others read, told to their author and to nobody else."""

import pytest

from beffroi.blocks.cards import CardSettings
from beffroi.fields import meta
from beffroi.words import speaking
from plugins.ideation import Ideation


@pytest.fixture
def board(board_of):
    return board_of(Ideation(), settings={"keep": 1})


@pytest.fixture
def cards(board):
    """By their texts, the ids of what Ana and Bob wrote; revealed."""
    texts = {"Martin freine tout": "ana", "Un seul formulaire": "bob", "Un guichet le soir": "bob"}
    ids = {text: board.do(who, "write", text=text) for text, who in texts.items()}
    board.stage("reveal")
    return ids


def own(board, who):
    return board.personal_view(who)["html"]


def others_read(board):
    return [board.html("board"), board.html("screen", "screen"), own(board, "bob"), str(board.results())]


def counted(board):
    return sum(board.state.dots.totals().values())


def test_a_card_taken_down_is_in_nothing_that_others_read_nor_in_what_leaves(board, cards):
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="person")
    assert not any("Martin" in said for said in others_read(board))
    assert "Martin" not in board.csv("cards")
    board.do("fac", "restore", card=cards["Martin freine tout"])
    assert "Martin" in board.html("board") and "Martin" in board.csv("cards")


def test_its_author_is_told_why_and_nobody_else_is(board, cards):
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="person")
    told = own(board, "ana")
    assert "“Martin freine tout” was taken down by the facilitators: names a person" in told
    assert "taken down" not in own(board, "bob")
    assert "ana" not in board.html("control", "facilitator")
    board.stage("vote")  # also while cards are voted on
    assert "Martin freine tout" in own(board, "ana")


def test_what_was_taken_down_is_counted_by_motive_on_the_board_and_in_the_report(board, cards):
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="person")
    board.do("fac", "hide", card=cards["Un seul formulaire"], motive="double")
    board.do("fac", "hide", card=cards["Un guichet le soir"], motive="double")
    assert "names a person 1 · duplicate 2" in board.html("board")
    *_cards, told = list(board.method.ideas.report(board.state.ideas, (), CardSettings()))[0].pieces
    with speaking("en"):
        assert str(told.title) == "Taken down"
        assert [(str(item.text), item.label) for item in told.items] == [("names a person", 1), ("duplicate", 2)]


def test_a_card_taken_down_while_it_is_voted_on_leaves_the_vote_and_gives_its_dots_back(board, cards):
    board.stage("vote")
    board.do("bob", "dot", option=cards["Martin freine tout"])
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="insult")
    assert not any("Martin" in said for said in others_read(board))
    assert counted(board) == 0
    board.do("fac", "restore", card=cards["Martin freine tout"])
    assert counted(board) == 1
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="insult")
    board.stage("decide")
    assert "Martin" not in board.csv("votes")
    assert not any("Martin" in said for said in others_read(board))


def test_a_card_of_a_group_leaves_the_words_under_it_and_the_dots_stay(board, cards):
    board.stage("cluster")
    board.do("fac", "move", card=cards["Martin freine tout"], to=cards["Un seul formulaire"])
    board.stage("vote")
    (group,) = board.state.ideas.clusters
    board.do("bob", "dot", option=group)
    board.do("fac", "hide", card=cards["Martin freine tout"], motive="person")
    assert not any("Martin" in said for said in others_read(board))
    assert counted(board) == 1


def test_without_a_motive_as_in_older_logs_a_vote_stays_as_it_was(board, cards):
    board.stage("vote")
    board.do("fac", "hide", card=cards["Martin freine tout"])
    assert "Martin" in own(board, "bob") or "Martin" in board.html("board")
    assert board.replayed()


def test_a_card_is_reworded_with_its_number_and_dots_and_says_so(board, cards):
    named = cards["Martin freine tout"]
    number = board.state.ideas.notes[named].number
    board.stage("vote")
    board.do("bob", "dot", option=named)
    board.do("fac", "reword", card=named, text="La validation freine tout")
    assert not any("Martin" in said for said in others_read(board))
    assert "La validation freine tout" in board.html("board") and counted(board) == 1
    assert [number, "La validation freine tout", "", "reworded by the facilitators"] in board.table("cards")
    board.stage("read")
    assert "reworded by the facilitators" in board.html("board")


def test_its_author_reads_the_new_words_and_may_take_them_out_for_good(board, cards):
    named = cards["Martin freine tout"]
    board.do("fac", "reword", card=named, text="La validation freine tout")
    assert "The facilitators reworded your card: “La validation freine tout”" in own(board, "ana")
    assert "reworded your card" not in own(board, "bob")
    with board.refused("not yours"):
        board.do("bob", "take_out", card=named)
    board.do("ana", "take_out", card=named)
    assert not any("La validation" in said for said in others_read(board))
    assert "by its author 1" in board.html("board")
    with board.refused("Its author took this card out"):
        board.do("fac", "restore", card=named)
    assert board.replayed()


def test_cards_wait_to_be_read_where_that_was_set_and_the_writing_page_says_so(board_of):
    board = board_of(Ideation(), settings={"moderated": True})
    assert "read each card before it is shown" in own(board, "ana")
    named, other = board.do("ana", "write", text="Martin freine tout"), board.do("bob", "write", text="Un guichet")
    board.stage("reveal")
    assert not any("Martin" in said or "guichet" in said for said in (board.html("board"), str(board.results())))
    assert "2 cards wait to be read" in board.html("board") and "1 card of yours waits" in own(board, "ana")
    assert "Martin freine tout" in board.html("control", "facilitator")
    board.do("fac", "show_card", card=other)
    assert "Un guichet" in board.html("board") and "Martin" not in board.html("board")
    board.do("fac", "hide", card=named, motive="person")
    assert "wait" not in board.html("board") and "names a person" in own(board, "ana")
    board.do("fac", "restore", card=named)
    assert "Martin" not in board.html("board")  # it waits again
    board.do("fac", "show_card")
    assert "Martin" in board.html("board")
    assert board.replayed()


def test_a_card_that_nobody_read_is_not_voted_on_and_one_changed_since_waits_again(board_of):
    board = board_of(Ideation(), settings={"moderated": True})
    card = board.do("ana", "write", text="Un guichet")
    board.do("bob", "write", text="Martin freine tout")
    board.stage("reveal")
    board.do("fac", "show_card", card=card)
    board.stage("vote")
    assert "Un guichet" in board.html("board") and "Martin" not in board.html("board")
    board.stage("collect")
    board.do("ana", "edit", card=card, text="Martin encore")
    board.stage("reveal")
    assert "Martin" not in board.html("board")


def test_whether_cards_wait_is_fixed_once_the_activity_has_opened():
    assert meta(CardSettings.model_fields["moderated"])["fixed"]
