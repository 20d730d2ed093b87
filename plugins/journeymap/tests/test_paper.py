"""A map on paper: whole, for every table, at every stage, its lanes named again every six steps."""

import re

import pytest

from plugins.journeymap import JourneyMap


@pytest.fixture
def board(board_of):
    made = board_of(JourneyMap(), tables=2, anonymous=False, settings={"stages": "Chercher\nRecevoir"})
    steps = [made.do("ana#1", "add_step", text=f"Moment {n}", phase="p0") for n in range(7)]
    for n, step in enumerate(steps):
        made.do("ana#1", "add", slot=f"{step}:irritants", text=f"Irritant {n}")
        made.do("ana#1", "feel", step=step, value="-1")
    return made


def test_a_map_is_printed_whole_with_its_lanes_every_six_steps_and_nothing_to_press(board):
    page = board.html("print", "reader", "fr", table=1)
    first, second = re.findall(r"<table>.*?</table>", page, re.S)
    for n in range(7):
        assert f"Irritant {n}</p>" in (second if n == 6 else first) and f"Moment {n}" in page
    for lane in ("Actions", "Émotion", "Irritants"):
        assert all(re.search(rf'<th scope="row">\s*{lane}</th>', table) for table in (first, second))
    assert "Agacement" in first and "Agacement" in second
    assert "<button" not in page and "<form" not in page
    assert "Irritant 0" not in board.html("print", "reader", table=2)


def test_each_table_s_map_is_printed_at_every_stage(board):
    for stage in [stage.id for stage in JourneyMap.stages]:
        board.stage(stage)
        assert "Irritant 6</p>" in board.html("print", "reader", "fr", table=1), stage


def test_the_text_of_two_curves_names_both_people(board):
    board.do("ana#1", "switch_lane", lane="agent", on=True)
    step = re.search(r'data-part="([^":]+):emotion"', board.html("board", table=1))[1]
    board.do("ana#1", "feel", step=step, of="agent", value="2")
    for page in (board.html("print", "reader", "fr", table=1), board.html("board", "participant", "fr", table=1)):
        assert "L’usager, moment après moment\u00a0: Moment 0 −1" in page
        assert "L’agent, moment après moment\u00a0: Moment 0 +2" in page
