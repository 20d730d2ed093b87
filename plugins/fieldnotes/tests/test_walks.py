"""Walks through a service, as people see them: noted on the way, read over one another, opened as a map's columns."""

import random

import pytest

from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.fieldnotes import Fieldnotes
from plugins.fieldnotes.guide import FieldnotesSettings
from plugins.fieldnotes.walks import CHANNELS, FELT, STEPS_MOST

WAY = (
    {"text": "Je cherche le formulaire", "time": "9:10", "channel": "web", "waiting": 0, "felt": "0"},
    {"text": "J’appelle le numéro vert", "channel": "phone", "waiting": 22, "felt": "-2"},
    {"text": "On me demande deux pièces", "channel": "desk", "documents": "Attestation\nPhoto", "felt": "-1"},
)


@pytest.fixture
def board(board_of):
    return board_of(Fieldnotes(), anonymous=False)


def walk(board, who="ana", service="La carte de transport", way=WAY, **said) -> tuple[str, list[str]]:
    begun = board.do(who, "begin_walk", service=service, **{"day": "2026-11-12", **said})
    return begun, [board.do(who, "note_step", **step) for step in way]


def test_steps_are_noted_in_order_and_read_by_the_team_without_a_name(board):
    walk(board)
    for html in (board.html("board"), board.personal_view("ana")["html"]):
        places = [html.index(step["text"]) for step in WAY]
        assert places == sorted(places)
        assert "22 min of waiting" in html and "Attestation · Photo" in html and "−2 · In distress" in html
    assert "1 walk through a service" in board.html("screen", "screen")
    assert "ana" not in board.html("board")
    assert board.replayed() == board.snapshot()


def test_where_one_writes_it_says_that_nobody_who_serves_is_named_or_graded(board):
    assert "neither named nor graded" in board.personal_view("ana")["html"]
    assert "neither named nor graded" in board.html("control", "facilitator")


def test_a_form_says_what_must_be_filled_in_in_the_language_of_the_page(board):
    french = board.personal_view("ana", locale="fr")["html"]
    assert "obligatoire" in french and ">required<" not in french


def test_steps_sent_before_any_walk_begin_one_and_each_goes_to_the_last_one_begun(board):
    board.do("ana", "note_step", text="Avant tout")
    walk(board, service="Un rendez-vous", way=({"text": "Je sonne"},))
    walk(board, "bob", service="La cantine", way=({"text": "J’attends"},))
    board.do("ana", "note_step", text="On m’ouvre")
    steps = {row[4]: row[0] for row in board.table("walks")}
    assert steps == {"Avant tout": "", "Je sonne": "Un rendez-vous", "On m’ouvre": "Un rendez-vous",
                     "J’attends": "La cantine"}  # fmt: skip


def test_a_step_is_put_right_moved_and_taken_out_by_its_writer_alone(board):
    begun, (first, second, third) = walk(board)
    board.do("ana", "correct_step", card=second, text="J’appelle deux fois", waiting=30)
    board.do("ana", "move_step", step=third)
    board.do("ana", "correct_step", card=first, text="")
    board.do("ana", "edit_walk", card=begun, service="Carte de bus", day="2026-11-13", how="beside")
    assert [(row[0], row[4], row[7]) for row in board.table("walks")] == [
        ("Carte de bus", "On me demande deux pièces", ""), ("Carte de bus", "J’appelle deux fois", 30)
    ]  # fmt: skip
    for name, said in (("correct_step", {"card": second, "text": "Non"}), ("take_back_walk", {"walk": begun})):
        with board.refused("is not yours"):
            board.do("bob", name, **said)
    board.do("ana", "take_back_walk", walk=begun)
    assert "Carte de bus" not in board.html("board") and board.replayed() == board.snapshot()


def test_walks_of_one_service_lie_over_one_another_and_the_table_says_the_same(board):
    walk(board)
    walk(board, "bob", service="la carte de transport", way=[{**step, "felt": "1"} for step in WAY])
    walk(board, "cleo", service="La cantine")
    html = board.html("board")
    assert html.count("<svg") == 2 and "Walk 2, 12/11/2026" in html and html.count("<circle") == 9
    assert board.html("screen", "screen").count("<circle") == 9
    (section,) = [one for one in board.method.report(board.state, (), FieldnotesSettings()) if one.id == "walks"]
    (alone, same) = [piece for piece in section.pieces if type(piece).__name__ == "Curve"]
    assert [line.values for line in same.lines] in ([(0, -2, -1), (1, 1, 1)], [(1, 1, 1), (0, -2, -1)])
    assert alone.steps == tuple(step["text"] for step in WAY) and section.on_request


def test_steps_are_handed_over_with_what_was_noted_beside_them(board):
    begun, steps = walk(board)
    cards = [card for card in board.method.cards(board.state) if card.kind == "step"]
    assert [card.text for card in cards] == [step["text"] for step in WAY]
    assert cards[2].details == (
        (begun, "La carte de transport"),
        (f"{steps[2]}.touchpoints", str(CHANNELS["desk"])),
        (f"{steps[2]}.documents", "Attestation"),
        (f"{steps[2]}.documents", "Photo"),
        (f"{steps[2]}.emotion", "-1"),
    )
    traces = {trace.id: trace for trace in board.method.traces(board.state)}
    assert traces[steps[0]].sources == (begun,) and traces[begun].kind == "walk"


def test_a_walk_in_the_bin_is_shown_nowhere_and_a_step_is_erased_for_good(board):
    begun, steps = walk(board)
    board.do("fac", "set_aside", note=begun)
    seen = board.html("board") + board.html("screen", "screen") + str(board.results())
    assert "numéro vert" not in seen and board.method.cards(board.state) == []
    assert "numéro vert" in board.html("control", "facilitator")
    board.do("fac", "bring_back", note=begun)
    board.do("ana", "correct_step", card=steps[1], text="J’appelle Monsieur Dupont")
    board.erase(steps[1])
    assert "Dupont" not in str(board.record.entries) and "vert" not in str(board.record.entries)
    assert "deux pièces" in board.html("board")


def test_a_walk_goes_on_in_the_tray_once_the_debriefing_began(board):
    walk(board)
    board.stage("cluster")
    late = board.do("ana", "note_step", text="Envoyé plus tard")
    board.core("admit", activity=board.activity, entry=late)
    assert "Envoyé plus tard" in board.html("board")


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)


def test_a_walk_has_as_many_steps_as_a_map_has_columns(board):
    board.do("ana", "begin_walk", service="La carte")
    for n in range(STEPS_MOST):
        board.do("ana", "note_step", text=f"Étape {n}")
    with board.refused("40 steps at most"):
        board.do("ana", "note_step", text="Une de trop")


def test_sixty_people_walk_in_any_order(board):
    lots = random.Random(7)
    way = [(f"p{n}", {"text": f"Étape {k}", "felt": lots.choice(list(FELT))}) for n in range(60) for k in range(3)]
    lots.shuffle(way)
    for who, step in way:
        board.do(who, "note_step", **step)
    assert len(board.table("walks")) == 180 and board.replayed() == board.snapshot()
