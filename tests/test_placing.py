"""Things put on one or two scales, as people see it: unseen, then the median and how far people are apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi import Method
from beffroi.blocks.listed import Listed
from beffroi.blocks.placing import Placing
from beffroi.blocks.placing.placements import standing
from beffroi.report import Scale
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking

EASE = Scale("Facilité", 1, 5, "difficile", "facile")
USE = Scale("Utilité", 1, 5, "peu", "beaucoup")
LINES = {"lines": "Un guichet unique\nDes courriers plus clairs\nUn calendrier"}
CROWD = [f"p{n}" for n in range(7)]


class OnTwo(Method):
    """Each thing on two scales."""

    api = 1
    id = "ontwo"
    title = "Sur deux échelles"
    typed = Listed()
    places = Placing(on=typed, scales=(EASE, USE), corners=("haut gauche", "haut droite", "bas gauche", "bas droite"))


class OnOne(Method):
    """Each thing on one scale."""

    api = 1
    id = "onone"
    title = "Sur une échelle"
    typed = Listed()
    places = Placing(on=typed, scales=(EASE,))


@pytest.fixture
def board(board_of):
    return board_of(OnTwo(), settings=LINES)


def thing(board, text):
    return next(id for id, one in board.state.places.things.items() if one.text == text)


def put(board, who, text, *values):
    for scale, value in enumerate(values):
        board.do(who, "put", thing=thing(board, text), scale=scale, value=value)


def seen_by_all(board):
    return board.html("board") + board.html("screen", "screen") + board.html("control", "facilitator")


def test_nobody_sees_where_others_put_a_thing_before_all_are_shown(board):
    for who in CROWD:
        put(board, who, "Un calendrier", 2, 5)
    seen = seen_by_all(board)
    assert "7 of 7" in seen and "median" not in seen and "<svg" not in seen
    assert not board.results().activities[0].tables[0:]
    board.stage("show")
    assert "Utilité: median 5, half of us from 5 to 5" in board.html("screen", "screen")
    assert_no_leaks(board)


def test_one_moves_what_one_placed_has_no_opinion_and_takes_it_back(board):
    put(board, "ana", "Un calendrier", 2, 5)
    put(board, "ana", "Un calendrier", 4)
    own = board.personal_view("ana")["html"]
    assert "Placed: 1 of 3" in own and own.count('aria-pressed="true"') == 2
    board.do("ana", "decline", thing=thing(board, "Un guichet unique"))
    assert "Placed: 2 of 3" in board.personal_view("ana")["html"]
    board.do("ana", "take_away", thing=thing(board, "Un calendrier"))
    assert "Placed: 1 of 3" in board.personal_view("ana")["html"]


def test_a_thing_half_placed_counts_for_nothing(board):
    put(board, "ana", "Un calendrier", 2)
    assert "Placed: 0 of 3" in board.personal_view("ana")["html"]
    board.stage("show")
    assert "median" not in board.html("board")


@pytest.mark.parametrize(("scale", "value"), [(0, 0), (0, 6), (1, 11)])
def test_what_is_not_on_the_scale_is_refused_in_a_sentence(board, scale, value):
    with board.refused("press one of its numbers"):
        board.do("ana", "put", thing=thing(board, "Un calendrier"), scale=scale, value=value)


def test_a_scale_that_is_not_there_is_refused(board_of):
    board = board_of(OnOne(), settings=LINES)
    with board.refused("press one of its numbers"):
        board.do("ana", "put", thing=thing(board, "Un calendrier"), scale=1, value=3)


def test_where_fewer_than_five_placed_a_thing_nothing_is_told_of_it(board):
    for who in CROWD[:4]:
        put(board, who, "Un calendrier", 2, 5)
    for who in CROWD:
        put(board, who, "Un guichet unique", 1, 4)
    board.stage("show")
    html = board.html("board")
    assert "Fewer than five placed it" in html and "median 5" not in html and "median 4" in html
    row = next(row for row in board.table("placed") if row[0] == "Un calendrier")
    assert row[1:3] == [4, 0] and set(row[3:]) == {""}


def test_who_is_furthest_apart_comes_first(board):
    for n, who in enumerate(CROWD):
        put(board, who, "Un calendrier", 3, 3)
        put(board, who, "Des courriers plus clairs", 1 if n % 2 else 5, 1 if n % 3 else 5)
    board.stage("show")
    assert [row[0] for row in board.table("placed")][:2] == ["Des courriers plus clairs", "Un calendrier"]


def test_a_median_on_the_middle_line_is_to_be_settled_and_not_rounded(board):
    for who in CROWD:
        put(board, who, "Un calendrier", 3, 5)
        put(board, who, "Un guichet unique", 2, 5)
        put(board, who, "Des courriers plus clairs", 4, 1)
    board.stage("show")
    where = {row[0]: row[-1] for row in board.table("placed")}
    assert where == {
        "Un calendrier": "To settle: on the line",
        "Un guichet unique": "haut gauche",
        "Des courriers plus clairs": "bas droite",
    }


def test_paper_is_a_number_a_scale_in_the_order_of_the_things(board):
    board.do("fac", "paper_placing", numbers="1 5, - 3 2")
    for who in CROWD[:4]:
        put(board, who, "Un guichet unique", 1, 5)
    board.stage("show")
    assert board.table("placed")[0][:4] == ["Un guichet unique", 5, 0, 1]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 5 -", "ends at number 3, “Un calendrier”"),
        ("1 5 - 3", "ends at number 3"),
        ("1 5 - 3 2 4", "1 number too many: “4”"),
        ("00051 1 - 3 2", "“00051”, at number 1, is not on the scale"),
        ("1 9 - 3 2", "“9”, at number 1, is not on the scale: it goes from 1 to 5"),
        ("1 x - 3 2", "“x”, at number 1"),
        ("1 ² - 3 2", "“²”, at number 1"),
        ("9" * 500, "at number 1"),
    ],
)
def test_a_paper_that_is_wrong_is_told_its_place(board, numbers, told):
    with board.refused(told):
        board.do("fac", "paper_placing", numbers=numbers)
    assert board.state.places.papers() == 0


def test_what_was_talked_about_is_placed_again_unseen_and_says_what_it_was_before(board):
    for who in CROWD:
        put(board, who, "Un calendrier", 2, 2)
    board.stage("show")
    again = thing(board, "Un calendrier")
    board.do("fac", "place_again", thing=again)
    put(board, "p0", "Un calendrier", 4, 5)
    assert "median 2" in board.html("board") and "1 of 7" in board.html("board")
    with board.refused("not to be placed now"):
        board.do("p0", "decline", thing=thing(board, "Un guichet unique"))
    for who in CROWD:
        put(board, who, "Un calendrier", 4, 5)
    board.do("fac", "show_again")
    assert "Facilité: median 4, half of us from 4 to 4" in board.html("board") and "(before: 2)" in board.html("board")
    with board.refused("not to be placed now"):
        put(board, "p0", "Un calendrier", 1)


def test_a_thing_has_the_number_of_its_dot_on_every_page_and_none_while_it_is_placed_again(board):
    for n, who in enumerate(CROWD):
        put(board, who, "Un guichet unique", 1, 1)
        put(board, who, "Un calendrier", 1 + n % 5, 1)
    board.stage("show")
    for told in (board.html("board"), board.html("control", "facilitator")):
        assert re.findall(r"(\d)\. <span[^>]*>(?:<bdi[^>]*>)?([^<]+)", told) == DOTS
    board.do("fac", "place_again", thing=thing(board, "Un guichet unique"))
    again = board.personal_view("p0")["html"]
    assert "Un guichet unique" in again and 'class="number"' not in again


DOTS = [("1", "Un calendrier"), ("2", "Un guichet unique")]


def test_what_too_few_placed_again_stays_as_it_was(board):
    for who in CROWD:
        put(board, who, "Un calendrier", 2, 2)
    board.stage("show")
    board.do("fac", "place_again", thing=thing(board, "Un calendrier"))
    for who in CROWD[:4]:
        put(board, who, "Un calendrier", 5, 5)
    board.do("fac", "show_again")
    assert "median 2" in board.html("board") and "before" not in board.html("board")


def test_what_is_placed_again_takes_paper_too_of_that_thing_alone(board):
    for who in CROWD:
        put(board, who, "Un calendrier", 2, 2)
    board.stage("show")
    with board.refused("Nothing is being placed just now"):
        board.do("fac", "paper_placing", numbers="4 5")
    board.do("fac", "place_again", thing=thing(board, "Un calendrier"))
    with board.refused("2 numbers too many"):
        board.do("fac", "paper_placing", numbers="4 5 1 1")
    for _paper in range(5):
        board.do("fac", "paper_placing", numbers="4 5")
    assert "5 of 7" in board.html("control", "facilitator") and "Paper entry" in board.html("control", "facilitator")
    board.do("fac", "show_again")
    assert "Facilité: median 4" in board.html("board") and "(before: 2)" in board.html("board")


def test_what_it_hands_over_says_where_it_stood(board):
    assert list(board.hands_over()) == []
    for who in CROWD:
        put(board, who, "Un calendrier", 2, 5)
        put(board, who, "Un guichet unique", 3, 5)
    board.stage("show")
    with speaking("en"):
        told = {card.text for card in board.hands_over()}
    assert told == {
        "Un calendrier — haut gauche", "Un guichet unique — To settle: on the line", "Des courriers plus clairs",
    }  # fmt: skip
    named = next(card for card in board.hands_over() if card.text.startswith("Un calendrier"))
    assert named.parts == ((named.id, "Un calendrier"),)


def test_where_nothing_has_a_name_it_hands_over_the_medians(board_of):
    board = board_of(OnOne(), settings=LINES)
    for who in CROWD:
        put(board, who, "Un calendrier", 4)
    board.stage("show")
    with speaking("en"):
        assert "Un calendrier — Facilité 4" in {card.text for card in board.hands_over()}


@pytest.mark.parametrize(("amiens", "is_told"), [(5, True), (4, False)])
def test_medians_by_site_show_only_where_every_site_has_five(board_of, amiens, is_told):
    board = board_of(OnTwo(), settings=LINES, by_site=True)
    for who in [*(f"l{n}@s1" for n in range(6)), *(f"a{n}@s2" for n in range(amiens))]:
        put(board, who, "Un calendrier", 2, 5 if "@s1" in who else 1)
    board.stage("show")
    row = next(row for row in board.table("placed") if row[0] == "Un calendrier")
    assert row[8:] == ([2, 2, 5, 1] if is_told else [])


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_half_of_the_people_are_between_the_quartiles(values):
    found = standing(values, EASE)
    inside = sum(found.low <= value <= found.high for value in values)
    assert 1 <= found.low <= found.median <= found.high <= 5 and 2 * inside >= len(values)
    assert sum(found.people) == len(values)


@pytest.mark.parametrize("scale", [Scale("x", 0, 1.5), Scale("x", 0, 100), Scale("x", -1, 3)])
def test_a_scale_that_nobody_can_press_is_refused_where_it_is_made(scale):
    with pytest.raises(ValueError, match="no steps to press"):
        Placing(on=lambda state: (), scales=(scale,))


def test_three_scales_are_refused_where_they_are_made():
    with pytest.raises(ValueError, match="give one or two"):
        Placing(on=lambda state: (), scales=(EASE, USE, EASE))


def test_nobody_fills_it_alone(board_of):
    assert_bounded(board_of(OnTwo(), settings=LINES))


def test_it_plays_through_its_own_forms(board):
    play(board)


def test_a_paper_is_kept_as_far_as_it_fits_where_the_list_is_changed_after_it(workshop):
    activity = workshop.add("matrix", settings={"lines": "Un\nDeux"})
    workshop.do("fac", "paper_placing", activity, numbers="1 5 2 4")
    said = {"activity": activity, "title": "Matrice", "stages": ["place", "show"], "minutes": 10}
    for lines, kept in (("Un\nDeux\nTrois", 2), ("Un", 1)):
        workshop.core("core.configure", **said, settings={"lines": lines})
        assert workshop.room.record.broken == set()
        placements = workshop.room.record.scopes[activity][""].state.places
        assert placements.papers() == 1 and sum(placements.said.values()) == kept
