"""What is known of each thing, said together: as people see it, and what is missing."""

import pytest

from beffroi import Method
from beffroi.blocks.cards import Cards
from beffroi.blocks.described import Aspect, Described
from beffroi.blocks.listed import Listed
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded

LINES = {"lines": "Lycéens\nMairies"}
OFTEN = (("week", "Chaque semaine"), ("never", "Jamais"))
ASPECTS = (
    Aspect("contact", "Contact", choices=OFTEN),
    Aspect("need", "Besoin", max=60),
    Aspect("why", "Ce qui les retient", when=("contact", "never")),
)


class OfAList(Method):
    """Things of a list, described."""

    api = 1
    id = "ofalist"
    title = "De chacun"
    typed = Listed()
    told = Described(*ASPECTS, on=typed, of="Groupe")


class OfCards(Method):
    """Cards that people wrote, described as they are grouped."""

    api = 1
    id = "ofcards"
    title = "De chaque carte"
    written = Cards()
    told = Described(*ASPECTS, on=written)


@pytest.fixture
def board(board_of):
    return board_of(OfAList(), settings=LINES)


def thing(board, text):
    return next(id for id, one in board.state.told.things.items() if one.text == text)


def say(board, who, text, aspect, words, **more):
    return board.do(who, "describe", thing=thing(board, text), aspect=aspect, text=words, **more)


def test_what_one_says_of_a_thing_all_read_and_what_nobody_said_is_marked(board):
    board.do("bob", "set_aspect", thing=thing(board, "Lycéens"), aspect="contact", value="never")
    say(board, "ana", "Lycéens", "need", "Un logement")
    html = board.html("board")
    assert "Un logement" in html and "Jamais" in html
    assert "Said: 2 of 5" in html and html.count("is-gap") == 3  # why they do not come, and both of the other thing
    assert "missing:" in board.html("board", "screen") and "Contact, Besoin" in board.html("board", "screen")
    assert board.table("described") == [["Lycéens", "Jamais", "Un logement", ""], ["Mairies", "", "", ""]]


def test_what_holds_them_back_is_missing_only_of_those_who_never_come(board):
    board.do("bob", "set_aspect", thing=thing(board, "Lycéens"), aspect="contact", value="week")
    row = next(row for row in board.state.told.rows() if row.text == "Lycéens")
    assert [str(one) for one in row.missing] == ["Besoin"]


def test_nobody_writes_over_what_they_have_not_seen(board):
    first = say(board, "ana", "Lycéens", "need", "Un logement")
    with board.refused("there stands: “Un logement”"):
        say(board, "bob", "Lycéens", "need", "Un stage")
    second = say(board, "bob", "Lycéens", "need", "Un logement et un stage", cell=first, base=first)
    with board.refused("changed it meanwhile"):
        say(board, "ana", "Lycéens", "need", "Autre", cell=first, base=first)
    board.undo(second)
    assert "Un logement" in board.html("board") and "un stage" not in board.html("board")


def test_erasing_what_was_said_takes_every_wording_of_it(board):
    first = say(board, "ana", "Lycéens", "need", "Voir Mme Durand")
    say(board, "bob", "Lycéens", "need", "Voir Mme Durand au guichet", cell=first, base=first)
    board.erase(first)
    assert "Durand" not in board.html("board") and "Durand" not in board.replayed()


def test_facilitators_take_out_what_was_said(board):
    say(board, "ana", "Lycéens", "need", "Voir Mme Durand")
    board.do("fac", "clear_aspect", thing=thing(board, "Lycéens"), aspect="need")
    assert "Durand" not in board.html("board")
    with board.refused("Nothing stands there any more"):
        board.do("fac", "clear_aspect", thing=thing(board, "Lycéens"), aspect="need")


def test_whoever_said_what_is_taken_down_is_told_why_and_nobody_else(board):
    say(board, "ana", "Lycéens", "need", "Voir Mme Durand")
    board.do("fac", "clear_aspect", thing=thing(board, "Lycéens"), aspect="need", motive="person")
    own = board.personal_view("ana")["html"]
    assert "names a person" in own and "Durand" in own
    assert "Durand" not in board.personal_view("bob")["html"] + board.html("board") + board.html("screen", "screen")
    ((id, _text, _why),) = board.state.told.binned()
    assert f'data-erase="{id}"' in board.html("control", "facilitator")
    board.erase(id)
    assert "Durand" not in board.html("control", "facilitator") + board.personal_view("ana")["html"]


@pytest.mark.parametrize(
    ("command", "data", "told"),
    [
        ("describe", {"thing": "x", "aspect": "need", "text": "a"}, "no longer here"),
        ("describe", {"aspect": "x", "text": "a"}, "no longer here"),
        ("describe", {"aspect": "contact", "text": "a"}, "Choose one"),
        ("describe", {"aspect": "need", "text": "a" * 61}, "60 characters"),
        ("set_aspect", {"aspect": "contact", "value": "x"}, "Choose one"),
        ("set_aspect", {"aspect": "need", "value": "x"}, "Choose one"),
    ],
)
def test_what_fits_nowhere_is_refused_in_a_sentence(board, command, data, told):
    with board.refused(told):
        board.do("ana", command, **{"thing": thing(board, "Lycéens"), **data})


def test_things_are_shared_out_to_the_tables_and_each_page_says_to_which(board_of):
    board = board_of(OfAList(), settings=LINES, tables=2)
    say(board, "p1#1", "Lycéens", "need", "Un logement")
    say(board, "p2#2", "Mairies", "need", "Un interlocuteur")
    board.do("fac", "share_out")
    assert sorted(board.state.told.shared.values()) == sorted(board.tables)


def test_a_group_has_what_was_said_of_one_of_its_cards_and_a_card_taken_down_comes_back_with_its_words(board_of):
    board = board_of(OfCards())
    one, other = (board.do("ana", "write", text=text) for text in ("Lycéens", "Élèves"))
    for stage in ("reveal", "cluster", "describe"):
        board.stage(stage)
    say(board, "bob", "Lycéens", "need", "Un logement")
    board.do("fac", "hide", card=one, motive="person")
    assert "Un logement" not in board.html("board") and "Lycéens" not in board.html("board")
    board.do("fac", "restore", card=one)
    assert "Un logement" in board.html("board")
    board.stage("cluster")
    board.do("fac", "move", card=one, to=other)
    board.stage("describe")
    (row,) = board.state.told.rows()
    assert row.said("need") == "Un logement"


def test_two_aspects_of_one_name_are_refused_where_they_are_written():
    with pytest.raises(ValueError, match="called “need”"):
        Described(Aspect("need", "Besoin"), Aspect("need", "Autre"), on=lambda state: ())


def test_it_plays_leaks_nothing_and_nobody_fills_it(board_of):
    board = board_of(OfAList(), settings=LINES)
    assert_no_leaks(board)
    assert_bounded(board_of(OfAList(), settings=LINES))
    play(board_of(OfCards()))
