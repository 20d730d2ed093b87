"""Things placed in rows and columns: as people see it, and what clashes, as pure functions say it."""

import pytest

from beffroi import Method
from beffroi.blocks.grid import (
    Clash,
    Grid,
    Span,
    before_needed,
    circles,
    in_one_place,
    needing_one_person,
    out_of_reach,
)
from beffroi.blocks.listed import Listed
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded

LINES = {"lines": "Ouvrir un guichet\nÉcrire la charte", "rows": "Accueil\nCourrier", "columns": "2026\n2027"}


class OneACell(Grid):
    """A grid whose cells hold one thing."""

    def clashes(self, placed):
        for row in placed.boxes():
            for box in row.boxes:
                if len(box.things) > 1:
                    yield Clash(f"Deux choses en {box.column.text}", tuple(one.id for one in box.things))


class OfAList(Method):
    """Things of a list, placed by facilitators."""

    api = 1
    id = "ofalist"
    title = "Grille"
    typed = Listed()
    planned = OneACell(on=typed)


class OfAll(Method):
    """Things of a list, placed by everybody."""

    api = 1
    id = "ofall"
    title = "Grille"
    typed = Listed()
    planned = Grid(on=typed, by_all=True)


@pytest.fixture
def board(board_of):
    return board_of(OfAList(), settings=LINES)


def thing(board, text):
    return next(one.id for one in board.state.planned.things.values() if one.text == text)


def cell(board, row, column):
    placed = board.state.planned
    found = {one.text: one.id for one in (*placed.rows, *placed.columns)}
    return f"{found[row]}:{found[column]}"


def place(board, who, text, row, column):
    return board.do(who, "place_in", thing=thing(board, text), cell=cell(board, row, column))


def test_what_is_placed_stands_where_it_was_put_and_two_in_a_cell_are_named(board):
    place(board, "fac", "Ouvrir un guichet", "Accueil", "2026")
    assert "Placed: 1 of 2" in board.html("board") and "1 clash" not in board.html("board")
    assert board.table("grid") == [["Accueil", "2026", "Ouvrir un guichet"], ["", "", "Écrire la charte"]]
    made = place(board, "fac", "Écrire la charte", "Accueil", "2026")
    assert "1 clash" in board.html("board") and "Deux choses en 2026" in board.html("control", "facilitator")
    board.undo(made)
    assert "1 clash" not in board.html("board") and "Écrire la charte" in board.html("control", "facilitator")


def test_facilitators_place_or_everybody_does_while_it_is_arranged(board, board_of):
    with board.refused("The facilitators place things"):
        place(board, "ana", "Ouvrir un guichet", "Accueil", "2026")
    assert "data-plan" not in board.html("board")
    shared = board_of(OfAll(), settings=LINES)
    place(shared, "ana", "Ouvrir un guichet", "Courrier", "2027")
    assert "data-plan" in shared.html("board")
    with shared.refused("no longer in the grid"):
        shared.do("ana", "place_in", thing=thing(shared, "Écrire la charte"), cell="x:y")
    shared.do("bob", "take_off", thing=thing(shared, "Ouvrir un guichet"))
    assert "Placed: 0 of 2" in shared.html("board")


def test_a_grid_is_played_and_keeps_to_its_bounds(board, board_of):
    play(board)
    assert board.snapshot() == board.replayed()
    assert_no_leaks(board)
    assert_bounded(board_of(OfAll(), settings=LINES))


def test_too_many_rows_and_one_that_is_too_long_are_named_by_their_place(board_of):
    for rows, told in (("\n".join(map(str, range(41))), "40 lines"), ("Accueil\n" + "x" * 81, "Line 2")):
        with pytest.raises(Exception, match=told):
            board_of(OfAList(), settings={**LINES, "rows": rows})


HALL = Span("a", 540, 600, "hall", "lille", frozenset({"ana"}))
ROOM = Span("b", 590, 650, "hall", "lille", frozenset({"ana", "bob"}))
AMIENS = Span("c", 700, 760, "salle", "amiens", frozenset({"bob"}))


def test_what_overlaps_in_one_place_or_needs_one_person_is_named_and_what_only_meets_is_not():
    assert [(one.id, other.id) for one, other in in_one_place((AMIENS, ROOM, HALL))] == [("a", "b")]
    assert [(one.id, other.id, who) for one, other, who in needing_one_person((HALL, ROOM))] == [
        ("a", "b", frozenset({"ana"}))
    ]
    after = Span("d", 600, 660, "hall", "lille", frozenset({"ana"}))
    assert not [*in_one_place((HALL, after))] and not [*needing_one_person((HALL, after))]


def test_who_cannot_be_at_two_sites_in_time_is_named_as_long_as_the_way_is_longer_than_the_time_between():
    assert [(one.id, other.id) for one, other, _who in out_of_reach((HALL, ROOM, AMIENS), 51)] == [("b", "c")]
    assert not [*out_of_reach((HALL, ROOM, AMIENS), 50)]


def test_what_stands_before_what_it_needs_and_circles_are_named():
    needs = {"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"], "e": ["a"]}
    assert [*before_needed({"a": 0, "b": 1, "c": 1}, needs)] == [("a", "b")]
    assert {frozenset(one) for one in circles(needs)} == {frozenset("bc"), frozenset("d")}
