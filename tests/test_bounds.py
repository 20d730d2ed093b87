"""Everything that people can make has a bound, said in a sentence: drawn from the registry, new methods included."""

import json

import pytest

from beffroi.testing.board import Board
from beffroi.testing.bounds import assert_bounded, cost
from tests.support.full_boards import CARDS, METHODS, SETTINGS


@pytest.mark.parametrize("id", [id for id, one in METHODS.items() if id in SETTINGS or "room" not in one.shared_by])
def test_one_person_makes_no_state_grow_without_a_bound(id):
    """Of any other method the very same board is played by `test_nothing_is_found_in_a_bundled_method`."""
    assert_bounded(Board(METHODS[id], cards=CARDS, settings=SETTINGS.get(id), share_by="room"))


@pytest.fixture
def sheet(board_of):
    board = board_of(METHODS["persona"], anonymous=False, share_by="room")
    board.stage("fill")
    return board


def test_rival_wordings_of_one_sentence_have_a_bound_and_lose_nothing(sheet):
    line = sheet.do("ana", "add", slot="situation", text="Elle perd son emploi")
    for number in range(5):
        sheet.do("bob", "reword", line=line, base="old", text=f"Formulation {number}")
    with sheet.refused("6 wordings stand side by side here: keep one or join them, then write yours."):
        sheet.do("bob", "reword", line=line, base="old", text="Une de plus")
    with sheet.refused("6 wordings stand side by side here"):
        sheet.do("cid", "add", slot="situation", text="Une autre situation")
    now = sheet.state.sheet.lines[line]
    assert len(now.rivals) == 5
    sheet.do("bob", "reword", line=line, base=now.mark, text="La bonne")
    assert sheet.state.sheet.at("situation")[0].rivals == ()


def test_a_page_with_all_the_rivals_there_may_be_stays_small(sheet):
    line = sheet.do("ana", "add", slot="needs", text="x" * 160)
    for number in range(5):
        sheet.do("bob", "reword", line=line, base="old", text=f"{number}".ljust(160, "x"))
    assert len(json.dumps(sheet.html("board"))) < 60_000


def test_sentences_taken_out_of_a_place_have_a_bound(sheet):
    for number in range(20):
        sheet.do("ana", "strike", line=sheet.do("ana", "add", slot="needs", text=f"Besoin {number}"))
    with sheet.refused("Many sentences were taken out here: put one back, and change its words."):
        sheet.do("ana", "add", slot="needs", text="Encore un")
    sheet.do("ana", "add", slot="irritants", text="Ailleurs, oui")


def test_one_person_does_not_take_all_the_reactions_that_a_sheet_holds(sheet):
    for _ in range(40):
        sheet.do("ana", "react", kind="true")
    with sheet.refused("You have reacted 40 times to this sheet"):
        sheet.do("ana", "react", kind="true")
    sheet.do("bob", "react", kind="true")


def test_steps_taken_out_of_a_map_have_a_bound(board_of):
    board = board_of(METHODS["journeymap"], anonymous=False, share_by="room")
    for number in range(120):
        board.do("ana", "take_step_out", step=board.do("ana", "add_step", text=f"Étape {number}", phase="need"))
    with board.refused("Many steps were taken out: put one back, and name it anew."):
        board.do("ana", "add_step", text="Encore une", phase="need")


def test_names_of_a_step_side_by_side_have_a_bound(board_of):
    board = board_of(METHODS["journeymap"], anonymous=False, share_by="room")
    step = board.do("ana", "add_step", text="Étape", phase="need")
    for number in range(5):
        board.do("bob", "rename", column=step, base="old", text=f"Nom {number}")
    with board.refused("6 wordings stand side by side here"):
        board.do("bob", "rename", column=step, base="old", text="Un de plus")


def test_options_that_are_typed_have_a_bound(workshop):
    lines = "\n".join(f"{n}" for n in range(400))
    data = {"method": "dotvote", "title": "Vote", "stages": ["vote", "decide"], "settings": {"lines": lines}}
    answer = workshop.ask("fac", "core.add", **data)
    assert answer.sentence == "A list takes 300 options at most; here are 400."


def test_an_agenda_does_not_grow_by_what_is_taken_off_it(workshop):
    add = {"method": "mood", "title": "Humeur", "stages": ["say"]}
    for _ in range(300):
        workshop.core("core.remove", activity=workshop.core("core.add", **add))
    answer = workshop.ask("fac", "core.add", **add)
    assert answer.sentence == "Many activities were put on this agenda and taken off: change one that is there."


def test_a_timer_does_not_run_for_years(workshop):
    workshop.core("core.clock", act="start", minutes=600)
    workshop.core("core.clock", act="extend", minutes=600)
    assert workshop.ask("fac", "core.clock", act="extend", minutes=600).sentence == "A timer runs for a day at most."


def test_the_four_hundredth_sentence_of_a_map_costs_what_the_hundredth_did(board_of):
    board = board_of(METHODS["journeymap"], anonymous=False, share_by="room")
    steps = [board.do("ana", "add_step", text=f"Étape {n}", phase="need") for n in range(40)]
    made = []

    def add() -> None:
        for _ in range(10):
            slot = f"{steps[len(made) % 40]}:{('actions', 'touchpoints', 'irritants', 'ideas')[len(made) // 40 % 4]}"
            made.append(board.do("ana", "add", slot=slot, text=f"Phrase {len(made)}"))

    while len(made) < 100:
        add()
    first = cost(add)
    while len(made) < 400:
        add()
    assert cost(add) < 2 * first + 0.002
