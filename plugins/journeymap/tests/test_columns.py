"""The columns: stages and steps added, named, moved, taken out, by several people at once."""

import pytest

from plugins.journeymap import JourneyMap


@pytest.fixture
def board(board_of):
    return board_of(JourneyMap(), tables=2, anonymous=False, settings={"stages": "Chercher\nDemander\nRecevoir"})


def step(board, title, phase="p0", **data):
    return board.do("ana#1", "add_step", text=title, phase=phase, **data)


def names(board, table=1):
    columns = board.sheet(table).columns
    return {phase.name: [one.name for one in steps] for phase, steps in columns.shown()}


def test_a_map_begins_with_the_stages_that_facilitators_named_or_with_the_usual_ones(board, board_of):
    assert list(names(board)) == ["Chercher", "Demander", "Recevoir"]
    usual = board_of(JourneyMap(), tables=1, anonymous=False)
    assert "Le besoin apparaît" in usual.html("board", locale="fr", table=1)
    assert "The need arises" in usual.html("board", locale="en", table=1)


def test_a_step_comes_after_the_one_it_was_asked_after_wherever_that_one_is_now(board):
    first = step(board, "Lire")
    step(board, "Classer")
    board.do("bob#1", "move_step", step=first, after="p1")
    step(board, "Relire", after=first)
    assert names(board) == {"Chercher": ["Classer"], "Demander": ["Lire", "Relire"], "Recevoir": []}


def test_a_phone_has_a_tab_for_each_step_and_for_a_stage_that_has_none(board):
    one, two = step(board, "Lire"), step(board, "Appeler", "p2")
    html = board.html("board", table=1)
    tabs = [f"step-{one}", "phase-p1", f"step-{two}"]
    assert [html.index(f'href="#{id}"') for id in tabs] == sorted(html.index(f'href="#{id}"') for id in tabs)
    assert all(f'id="{id}"' in html for id in tabs)  # each leads to a place on the page, also without a script


def test_two_who_move_steps_at_once_are_both_heard(board):
    a, b, c = (step(board, title) for title in "ABC")
    board.do("ana#1", "move_step", step=c, after=a)
    board.do("bob#1", "move_step", step=a, after=b)
    assert names(board)["Chercher"] == ["C", "B", "A"]
    with board.refused("after itself"):
        board.do("bob#1", "move_step", step=a, after=a)


def test_a_step_that_is_gone_cannot_be_moved_but_its_place_still_says_where(board):
    a, _b = step(board, "A"), step(board, "B")
    board.do("bob#1", "take_step_out", step=a)
    with board.refused("no longer on the map"):
        board.do("ana#1", "move_step", step=a, after="p1")
    step(board, "Après A", after=a)
    assert names(board)["Chercher"] == ["Après A", "B"]


def test_a_name_given_meanwhile_is_not_overwritten_both_are_shown_and_one_is_kept(board):
    a = step(board, "Appeler")
    board.do("ana#1", "rename", column=a, base=a, text="Appeler le numéro vert")
    board.do("bob#1", "rename", column=a, base=a, text="Téléphoner")
    html = board.html("board", table=1)
    assert "Appeler le numéro vert" in html and "Téléphoner" in html and "Keep this one" in html
    mark = board.sheet(1).columns.find(a).mark
    board.do("bob#1", "rename", column=a, base=mark, text="Téléphoner")
    assert names(board)["Chercher"] == ["Téléphoner"]


def test_a_stage_is_named_anew_and_another_comes_after_it(board):
    board.do("ana#1", "rename", column="p0", text="S’informer")
    board.do("ana#1", "add_phase", text="Comparer", after="p0")
    assert list(names(board)) == ["S’informer", "Comparer", "Demander", "Recevoir"]
    assert list(names(board, 2)) == ["Chercher", "Demander", "Recevoir"]


def test_a_journey_has_eight_stages_at_most(board):
    for n in range(5):
        board.do("ana#1", "add_phase", text=f"Étape {n}")
    with board.refused("8 stages at most"):
        board.do("bob#1", "add_phase", text="Une de trop")


def test_a_step_taken_out_comes_back_with_what_stood_in_its_cells(board):
    a = step(board, "Appeler")
    board.do("ana#1", "add", slot=f"{a}:actions", text="Attend onze minutes")
    board.do("bob#1", "take_step_out", step=a)
    assert "onze minutes" not in board.html("board", table=1)
    with board.refused("given back to you"):
        board.do("ana#1", "add", slot=f"{a}:actions", text="Raccroche")
    board.do("bob#1", "put_step_back", step=a)
    assert "onze minutes" in board.html("board", table=1)


def test_a_stage_goes_only_when_it_is_empty_and_comes_back_with_its_step(board):
    a = step(board, "Appeler", "p2")
    with board.refused("still holds steps"):
        board.do("ana#1", "take_phase_out", phase="p2")
    board.do("ana#1", "take_step_out", step=a)
    board.do("ana#1", "take_phase_out", phase="p2")
    with board.refused("choose another"):
        board.do("bob#1", "add_step", text="Recevoir", phase="p2")
    board.do("ana#1", "put_step_back", step=a)
    assert names(board)["Recevoir"] == ["Appeler"]


def test_the_arrows_cross_from_one_stage_to_the_next(board):
    a, b = step(board, "A"), step(board, "B", "p1")
    assert board.sheet(1).columns.neighbours() == {a: ("", "p1"), b: (a, "p2")}
    board.do("ana#1", "move_step", step=b, after=a)
    assert names(board)["Chercher"] == ["A", "B"]


def test_adding_a_step_can_be_taken_back_until_something_stands_in_it(board):
    a = step(board, "A")
    line = board.do("ana#1", "add", slot=f"{a}:actions", text="Lit")
    with board.refused("built on it"):
        board.undo(a)
    board.undo(line)
    board.undo(a)
    assert names(board)["Chercher"] == []
    assert board.replayed() == board.snapshot()
