"""Registration, as people see it: a place, the waiting list, a place given back; who, read by facilitators alone."""

import pytest

from beffroi import Method, Stage
from beffroi.blocks.listed import Listed
from beffroi.blocks.registration import Registering, Registration, Registrations
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded

COME, TALK = Stage("come", "On s’inscrit"), Stage("talk", "On en parle")


class Evening(Method):
    """Subjects of an evening, and who comes where."""

    api = 1
    id = "evening"
    title = "Soirée"
    stages = (COME, TALK)
    subjects = Listed()
    places = Registering(during=("come",))


PLACES = "Lille, salle du conseil / 2\nÀ distance"


@pytest.fixture
def board(board_of):
    return board_of(Evening(), settings={"places": PLACES})


def place(board, n):
    return [*board.state.places.places][n]


def mine(board, who):
    return board.personal_view(who)["html"]


def test_where_it_is_full_one_waits_and_has_the_place_as_soon_as_one_is_given_back(board):
    lille, far = place(board, 0), place(board, 1)
    for who in ("ana", "bob", "cleo"):
        board.do(who, "register", place=lille)
    page = board.html("board")
    assert "no place left · 1 waits" in page and "Join the waiting list" in page and "0 registered" in page
    assert "Waiting list: place 1" in mine(board, "cleo") and "You wait for a place" in mine(board, "cleo")
    assert board.personal_view("bob")["own"] == {lille: {"place": "You are registered"}, far: {"other": 1}}
    board.do("bob", "cancel_registration", place=lille)
    assert "You are registered: Lille, salle du conseil" in mine(board, "cleo") and not mine(board, "bob").strip()
    with board.refused("registered for “Lille, salle du conseil”: cancel that one first"):
        board.do("ana", "register", place=far)
    with board.refused("registered for it already"):
        board.do("ana", "register", place=lille)
    assert board.table("registrations") == [["Lille, salle du conseil", 2, 2, 0], ["À distance", "", 0, 0]]


def test_names_are_read_by_facilitators_alone_and_leave_in_nothing(board):
    lille = place(board, 0)
    board.do("ana", "register", place=lille)
    board.do("ana", "call_me", text="Ana Leroux")
    paper = board.do("fac", "paper_registration", place=lille, text="Jeanne Morel")
    desk = board.html("control", "facilitator")
    assert "Ana Leroux" in desk and "Jeanne Morel" in desk and "2 registered of 2" in desk
    pages = board.html("board") + board.html("screen", "screen") + mine(board, "bob")
    out = str(board.results().tables) + str([*board.method.report(board.state, (), board.standing.settings)])
    assert not any(name in pages + out for name in ("Leroux", "Morel"))
    board.do("fac", "take_off_list", place=lille, registration=paper)
    assert "Morel" not in board.html("control", "facilitator")
    board.stage("talk")
    with board.refused("stage"):
        board.do("bob", "register", place=lille)


def test_a_place_that_is_no_longer_one_is_told_to_whoever_registered_for_it(board):
    lille = place(board, 0)
    board.do("ana", "register", place=lille)
    board.core("configure", activity=board.activity, title="Soirée", stages=["come", "talk"], anonymous=True,
               settings={"places": "Lille, hémicycle / 40"})  # fmt: skip
    assert "no longer one: choose another" in mine(board, "ana")
    board.do("ana", "register", place=place(board, 0))
    board.do("ana", "cancel_registration", place=lille)
    assert mine(board, "ana").count("registration-mine") == 1
    with board.refused("no longer one to register for"):
        board.do("bob", "register", place=lille)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Lille / beaucoup", "Line 1, “beaucoup”: after the stroke, write how many"),
        ("Amiens\nLille / 0", "Line 2, “0”: after the stroke"),
        ("Lille / 2 / 3\nLille / ", "Line 2"),
        ("Lille / 20\nlille / 30", "Line 2: “lille” stands there twice"),
        ("x" * 81, "Line 1: write the place, of 80 characters"),
        ("\n".join(f"Salle {n}" for n in range(13)), "12 places at most; here are 13"),
    ],
)
def test_what_is_no_place_is_refused_by_its_line(board, typed, told):
    with board.refused(told):
        board.core("configure", activity=board.activity, title="Soirée", stages=["come"], anonymous=True,
                   settings={"places": typed})  # fmt: skip


def test_nothing_hidden_leaves_and_nobody_fills_it(board_of):
    assert_no_leaks(board_of(Evening(), settings={"places": PLACES}))
    assert_bounded(board_of(Evening(), settings={"places": PLACES}))


def test_a_list_taken_apart_in_any_order_leaves_nothing_behind():
    lists = Registrations()
    for n in range(6):
        lists.add(f"t{n % 2}", Registration(f"r{n}", f"p{n // 2}"))
        lists.add(f"t{n % 2}", Registration(f"again{n}", f"p{n // 2}"))  # who is on a list is not on it twice
    assert [one.id for one in lists.inside("t0", 2)] == ["r0", "r2"] and lists.waits("t0", "r4", 2) == 1
    lists.take("t0", "r0")
    assert lists.taken("t0", 2) == 2 and not lists.waiting("t0", 2)
    lists.drop("t1")
    lists.take("t0", "gone")
    for id in ("r4", "r2"):
        lists.take("t0", id)
    assert not lists.by_person and not lists.count("t0") and not lists.of("p1")
