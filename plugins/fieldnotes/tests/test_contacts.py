"""Whom a team means to meet: a function and how far that is, on no screen, and gone with the names."""

import pytest

from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.fieldnotes import Fieldnotes


@pytest.fixture
def board(board_of):
    return board_of(Fieldnotes(), anonymous=False)


def add(board, who="ana", function="Responsable d’accueil", **said) -> str:
    return board.do(who, "add_contact", function=function, **{"organisation": "Mairie", "sort": "staff", **said})


def test_the_team_sees_whom_it_means_to_meet_and_anybody_of_it_says_how_far_that_is(board):
    made = add(board)
    board.do("bob", "contact_state", contact=made, state="accepted")
    html = board.html("board")
    assert "Responsable d’accueil · Mairie" in html and "Accepted" in html
    assert "Mairie" not in board.personal_view("cleo")["html"] and "ana" not in html
    assert board.table("contacts") == [["Responsable d’accueil", "Mairie", "Staff", "Accepted"]]


def test_no_screen_and_no_report_says_a_function_only_how_many(board):
    add(board)
    add(board, "bob", "Présidente", sort="partner", state="done")
    shown = board.html("screen", "screen") + str([*board.state.contacts.sections()])
    assert "Présidente" not in shown and "Mairie" not in shown
    assert [row[1:] for row in board.table("contacts-counted")] == [[1, 0, 0, 0], [0, 0, 1, 0]]


def test_where_one_writes_it_says_that_no_name_goes_there_and_when_it_goes(board):
    assert "never a name" in board.personal_view("ana")["html"]


def test_a_contact_is_taken_out_by_whoever_added_it_or_by_a_facilitator(board):
    mine, other = add(board), add(board, "bob", "Présidente")
    assert board.personal_view("ana")["html"].count("take_contact_back") == 1
    with board.refused("Somebody else"):
        board.do("ana", "take_contact_back", contact=other)
    board.do("ana", "take_contact_back", contact=mine)
    board.do("fac", "take_contact_back", contact=other)
    assert "take_contact_back" not in board.personal_view("ana")["html"]
    with board.refused("no longer here"):
        board.do("ana", "contact_state", contact=mine, state="done")


def test_an_erased_contact_is_read_nowhere_and_still_counted(board):
    made = add(board)
    board.erase(made)
    assert "Mairie" not in board.personal_view("ana")["html"] + board.html("board") + str(board.record.entries)
    assert [row[1:] for row in board.table("contacts-counted")] == [[1, 0, 0, 0]]


def test_where_contacts_are_not_kept_nobody_is_asked_for_one(board_of):
    board = board_of(Fieldnotes(), anonymous=False, settings={"contacts": False})
    assert "add_contact" not in board.personal_view("ana")["html"] + board.html("control", "facilitator")


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
