"""Emotions: agreed by the table or placed blind, with their median and spread, and the curve that shows them."""

import re

import pytest
from pydantic import ValidationError

from plugins.journeymap import JourneyMap
from plugins.journeymap.emotions import felt, segments, whole


def board_with(board_of, **settings):
    board = board_of(JourneyMap(), tables=1, anonymous=False, settings=settings)
    return board, [board.do("ana#1", "add_step", text=title, phase="need") for title in ("Lire", "Appeler", "Attendre")]


def felt_cell(board, step, audience="participant"):
    return re.search(rf'<td [^>]*data-part="{step}:emotion".*?</td>', board.html("board", audience, table=1), re.S)[0]


def test_the_table_agrees_and_the_last_one_holds(board_of):
    board, (lire, *_) = board_with(board_of)
    board.do("ana#1", "feel", step=lire, value="-2")
    board.do("bob#1", "feel", step=lire, value="-1")
    assert "−1</strong> Annoyed" in felt_cell(board, lire)
    board.do("ana#1", "feel", step=lire, value="")
    assert "Annoyed" not in felt_cell(board, lire)


def test_two_who_press_plus_at_once_go_up_one_step(board_of):
    board, (lire, *_) = board_with(board_of)
    board.do("ana#1", "feel", step=lire, value="0")
    up = re.findall(r"&#34;value&#34;: ?&#34;(-?\d)&#34;", felt_cell(board, lire))[1]
    board.do("ana#1", "feel", step=lire, value=up)
    board.do("bob#1", "feel", step=lire, value=up)
    assert "+1</strong> Pleased" in felt_cell(board, lire)


def test_blind_nobody_sees_what_others_placed_before_the_table_unveils(board_of):
    board, (lire, *_) = board_with(board_of, blind_emotions=True)
    for who, value in (("ana#1", "-2"), ("bob#1", "-2"), ("cyd#1", "-1"), ("dan#1", "2")):
        board.do(who, "feel", step=lire, value=value)
    cell = felt_cell(board, lire)
    assert "4 placed" in cell and "In distress" not in cell and "<strong>" not in cell
    assert board.personal_view("dan#1")["own"] == {f"{lire}:emotion": {"user": "+2 Delighted"}}
    assert not [table for table in board.results().activities[0].tables if table.name == "emotions"]
    board.do("ana#1", "unveil")
    cell = felt_cell(board, lire)
    assert "−1.5</strong>" in cell and "half of them: −2 … −0.25" in cell
    assert board.personal_view("dan#1")["own"] == {}


def test_unveiled_the_table_can_agree_on_another_value_and_the_spread_stays(board_of):
    board, (lire, *_) = board_with(board_of, blind_emotions=True)
    board.do("ana#1", "nudge", step=lire, by=-1)
    board.do("bob#1", "nudge", step=lire, by=1)
    board.do("bob#1", "nudge", step=lire, by=1)
    board.do("ana#1", "unveil")
    with board.refused("unveiled meanwhile"):
        board.do("bob#1", "nudge", step=lire, by=1)
    board.do("bob#1", "feel", step=lire, value="0")
    row = next(row for row in board.table("emotions") if row[1] == "Lire")
    assert row[2] == 0 and row[4] == "−0.25 … +1.25"
    board.do("ana#1", "place_again")
    assert "<strong>" not in felt_cell(board, lire)


def test_the_median_and_the_quartiles_are_those_of_what_people_placed():
    one, many = felt([2]), felt([-2, -1, 0, 1, 2])
    assert (one.value, one.low, one.high) == (2, 2, 2) and one.spread == ""
    assert (many.value, many.low, many.high) == (0, -1, 1)
    assert felt([-2, -1]).value == -1.5 and felt([-2, -1]).number == "−1,5"


def test_the_agent_has_a_curve_of_their_own_on_the_same_steps(board_of):
    board, (lire, appeler, _) = board_with(board_of)
    with board.refused("switched off"):
        board.do("ana#1", "feel", step=lire, value="1", of="agent")
    board.do("ana#1", "switch_lane", lane="agent", on=True)
    board.do("ana#1", "feel", step=lire, value="1", of="agent")
    board.do("ana#1", "feel", step=lire, value="-2")
    cell = felt_cell(board, lire)
    assert 'class="point agent"' in cell and 'class="point user"' in cell
    assert [row[2:4] for row in board.table("emotions")] == [[-2, 1]]
    assert "+1" not in felt_cell(board, appeler)


def test_the_curve_joins_its_neighbours_and_leaves_a_gap_where_nothing_is_said():
    first, second, third, last = segments([0, 2, None, -2])
    assert first.endswith(" 100 30") and second.startswith("M0 30C")
    assert third == "" and last == "M50 90"
    assert whole([0, 2]) == (first + "M100 30C112.5 20 125 10 150 10", "M50 50h0M150 10h0")


def test_the_curve_has_a_name_that_says_it_all(board_of):
    board, (lire, appeler, _) = board_with(board_of)
    board.do("ana#1", "feel", step=lire, value="0")
    board.do("ana#1", "feel", step=appeler, value="-2")
    named = 'aria-label="Emotion, step by step: Lire 0, Appeler −2"'  # what is between signs is theirs
    assert named in board.html("board", table=1)
    assert "<caption" in board.html("screen", "screen", table=1)


def test_an_emotion_says_how_sure_it_is(board_of):
    board, (lire, *_) = board_with(board_of)
    board.do("ana#1", "feel", step=lire, value="1")
    board.do("ana#1", "level", cell=f"{lire}:emotion", level="partial")
    assert 'class="level">partial' in felt_cell(board, lire)
    assert board.table("emotions")[0][-2] == "partial"
    board.do("ana#1", "take_step_out", step=lire)
    with board.refused("no longer on the map"):
        board.do("bob#1", "feel", step=lire, value="2")
    with pytest.raises(ValidationError):
        board.do("bob#1", "feel", step=lire, value="3")
