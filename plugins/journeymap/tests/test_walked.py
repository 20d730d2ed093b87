"""Steps walked in the field: they open as the columns of a map, observed."""

import pytest

from beffroi import Card
from plugins.journeymap import JourneyMap

LONG = "J’appelle le numéro vert et l’on me passe trois personnes avant de me dire de rappeler demain"
WAY = [
    Card("s1", "Je cherche le formulaire", "step", "external", details=(("w1", "La carte de bus"),)),
    Card(
        "s2", LONG, "step", "external",
        details=(("w1", "La carte de bus"), ("e2.touchpoints", "Téléphone"), ("e2.waiting", "22 min"),
                 ("e2.documents", "Attestation"), ("e2.documents", "Photo"), ("e2.emotion", "-2")),
    ),
    Card("s3", "Je déjeune", "step", "external", details=(("w2", "La cantine"), ("s3.emotion", "1"))),
    Card("v1", "Je ne sais plus", "verbatim", "external"),
]  # fmt: skip


@pytest.fixture
def board(board_of):
    return board_of(JourneyMap(), anonymous=False, cards=WAY, share_by="room")


def columns(board):
    return {phase.name: [step.name for step in steps] for phase, steps in board.state.columns.shown()}


def test_each_walk_is_a_stage_and_each_step_a_column_in_its_order(board):
    found = columns(board)
    assert list(found) == ["La carte de bus", "La cantine"]
    assert found["La carte de bus"][0] == "Je cherche le formulaire" and len(found["La carte de bus"]) == 2
    assert len(found["La carte de bus"][1]) <= 60


def test_what_was_noted_stands_in_the_cells_as_observed_and_rests_on_the_step(board):
    rows = {(row[1], row[2]): row for row in board.table("journey")}
    for told in (("Actions", LONG), ("Touchpoints and channels", "Téléphone"), ("Waiting time", "22 min"),
                 ("Documents asked", "Attestation"), ("Documents asked", "Photo")):  # fmt: skip
        assert rows[told][3:5] == [LONG, "observed"]
    felt = board.table("emotions")
    assert "observed" in board.html("board") and [row[1] for row in felt] == [-2, 1]
    assert {row[6] for row in felt} == {"observed"}


def test_stages_that_facilitators_named_stay_and_walks_come_after_them(board_of):
    board = board_of(JourneyMap(), anonymous=False, cards=WAY[:1], settings={"stages": "Avant"})
    assert columns(board) == {"Avant": [], "La carte de bus": ["Je cherche le formulaire"]}


def test_steps_that_come_later_join_the_stage_of_their_walk_and_none_comes_twice(board):
    more = Card("s4", "On me répond", "step", "external", details=(("w1", "La carte de bus"),))
    board.method.add_cards(board.state, [more, WAY[0]])
    assert columns(board)["La carte de bus"][-1] == "On me répond" and len(columns(board)["La carte de bus"]) == 3


def test_a_map_holds_as_many_columns_as_it_has_room_for_and_keeps_the_rest_at_hand(board_of):
    way = [Card(f"s{n}", f"Étape {n}", "step", details=((f"w{n % 12}", f"Service {n % 12}"),)) for n in range(60)]
    board = board_of(JourneyMap(), anonymous=False, cards=way)
    assert len(board.state.columns.ordered()) == 40 and len(board.state.columns.shown()) == 8
    assert len(board.state.sheet.evidence) == 60


def test_where_emotions_are_placed_blind_nobody_is_told_beforehand(board_of):
    board = board_of(JourneyMap(), anonymous=False, cards=WAY, settings={"blind_emotions": True})
    assert board.state.emotions.agreed == {}
