"""An action plan, as people see it: proposed, taken on, given back, followed."""

import json
import random
from datetime import UTC, datetime

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.board import NOON
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.actionplan import ActionPlan

TODAY = datetime.fromtimestamp(NOON / 1000, UTC).date().isoformat()
LATER = "2026-03-02"
NOTED = (("follows", "a9", ""), ("who", "a9", "Camille"), ("when", "a9", "fin juin"), ("first", "a9", "Relire"))
HANDED = [
    Card("c1", "Un numéro unique", "cluster", origin="k1"),
    Card("c2", "Des phrases courtes", "action", origin="k2", said=NOTED),
]


@pytest.fixture
def board(board_of):
    return board_of(ActionPlan(), cards=HANDED)


@pytest.fixture
def action(board):
    return board.do("ana", "add_action", text="Écrire au syndic", due=LATER)


def row(board, text):
    return next(one for one in board.table("actions") if one[0] == text)


def english(board, text):
    with speaking("en"):
        return [str(cell) for cell in row(board, text)]


def test_it_begins_with_what_was_kept_and_with_who_does_what_as_it_was_noted(board):
    assert english(board, "Des phrases courtes")[1:5] == [
        "Des phrases courtes", "proposed to Camille", "fin juin", "To do",
    ]  # fmt: skip
    html = board.html("screen", "screen")
    assert "nobody yet" in html and "2 without anybody" in html and "2 without a day" in html


def test_an_action_without_a_day_or_with_a_day_that_is_over_is_refused_in_a_sentence(board):
    with board.refused("due: "):
        board.do("ana", "add_action", text="Écrire au syndic", due="")
    with board.refused("That day is over"):
        board.do("ana", "add_action", text="Écrire au syndic", due="2025-10-08")
    board.do("ana", "add_action", text="Écrire au syndic", due=TODAY)
    with board.refused("That day is over"):
        board.do("fac", "set_day", action="c1", due="2024-01-01")
    with board.refused("say first by which day"):
        board.do("ana", "take_it", action="c1", text="Ana")


def test_a_name_stands_only_once_its_person_takes_the_action_on(board, action):
    board.do("bob", "propose", action=action, text="  ana ")
    assert "proposed to ana" in board.html("board") and "Take it on" in board.personal_view("ana")["html"]
    with board.refused("no longer proposed to you"):
        board.do("bob", "decline", action=action)
    board.do("ana", "decline", action=action)
    assert "nobody yet" in board.html("board")
    board.do("bob", "take_it", action=action, text="Bob Leroy")
    assert "Bob Leroy" in board.html("screen", "screen") and "Bob Leroy" in board.personal_view("bob")["html"]
    assert json.dumps(board.personal_view("bob")["own"]) == f'{{"{action}": {{"card": "Mine"}}}}'
    with board.refused("just before: Bob Leroy"):
        board.do("ana", "take_it", action=action, text="Ana")


@pytest.mark.parametrize("name", ["Zoé", "Ana Roy"])
def test_an_owner_who_is_nobody_here_is_refused_with_what_to_write_instead(board, action, name):
    with board.refused(f"Nobody here is called “{name}”"):
        board.do("ana", "propose", action=action, text=name)
    with board.refused("reads like a person"):
        board.do("ana", "give_to_service", action=action, text=f"Mme {name}")
    board.do("ana", "give_to_service", action=action, text="Service courrier")
    assert english(board, "Écrire au syndic")[2] == "Service courrier"


def test_what_is_given_back_is_nobodys_again_and_says_why(board, action):
    taken = board.do("bob", "take_it", action=action, text="Bob Leroy")
    with board.refused("no longer yours"):
        board.do("ana", "give_back", taken=taken)
    board.do("bob", "give_back", taken=taken, why="Je change de service")
    for html in (board.html("board"), str(board.table("actions")), board.personal_view("bob")["html"]):
        assert "Bob Leroy" not in html
    assert "Je change de service" in board.html("board")


def test_two_who_say_how_far_it_is_at_once_both_keep_their_words(board, action):
    board.do("bob", "take_it", action=action, text="Bob")
    board.stage("follow")
    with board.refused("Say in a line why"):
        board.do("bob", "tell", action=action, state="dropped")
    base = board.do("bob", "tell", action=action, state="doing", line="Courrier parti")
    with board.refused("“Under way · Courrier parti”. What you wrote is still here"):
        board.do("fac", "tell", action=action, state="done")
    board.do("fac", "tell", action=action, base=base, state="done")
    assert english(board, "Écrire au syndic")[4] == "Done"
    with board.refused("Whoever took it on"):
        board.do("ana", "tell", action="c1", state="done")


def test_the_results_for_the_direction_name_a_service_and_nobody(board, action):
    board.do("bob", "take_it", action=action, text="Bob Leroy")
    board.do("ana", "propose", action="c1", text="Bob")
    board.do("ana", "give_to_service", action="c2", text="Service courrier")
    sections = list(board.method.report(board.state, [], None))
    told = {
        one.id: (one.version, str([[str(cell) for cell in row.cells] for row in one.pieces[0].rows]))
        for one in sections
    }
    assert told["short"][0] == "direction" and "Service courrier" in told["short"][1]
    assert not any(name in told["short"][1] for name in ("Bob", "Camille"))
    assert told["actions"][0] == "participants" and "Bob Leroy" in told["actions"][1]


def test_a_former_plan_opens_the_next_one_with_all_that_was_said(board, board_of, action):
    board.do("bob", "take_it", action=action, text="Bob Leroy")
    board.do("ana", "say_aspect", action=action, aspect="partner", text="Le bailleur")
    board.do("bob", "tell", action=action, state="doing", line="Courrier parti")
    again = board_of(ActionPlan(), cards=board.hands_over())
    before, after = english(board, "Écrire au syndic"), english(again, "Écrire au syndic")
    assert after == before and after[2] == "Bob Leroy" and "Le bailleur" in after
    trace = next(one for one in again.method.traces(again.state) if one.text.startswith("Écrire"))
    assert trace.sources == (action,)
    again.do("cleo", "take_it", action=action, text="Cléo")
    assert english(again, "Écrire au syndic")[2] == "Cléo"


def test_what_was_noted_in_a_capture_stands_once_and_leads_back_to_it(board):
    (one,) = [one for one in board.method.commitments(board.state) if one.follows]
    assert (one.follows, one.kept, one.first, one.what) == ("a9", "k2", "Relire", "Des phrases courtes")


def test_an_action_more_for_an_outcome_says_which(board):
    made = board.do("ana", "add_action", text="Former l’accueil", due=LATER, of={"outcome": "k1"})
    assert english(board, "Former l’accueil")[1] == "Un numéro unique"
    board.do("fac", "take_out", action=made)
    assert "Former l’accueil" not in board.html("board")
    board.do("fac", "put_back", action=made)
    assert "Former l’accueil" in board.html("board")


def test_sixty_people_take_forty_five_actions_and_each_has_one_owner(board_of):
    board, lots = board_of(ActionPlan()), random.Random(7)
    ids = [board.do(f"p{n}", "add_action", text=f"Action {n}", due=LATER) for n in range(45)]
    for who in (f"p{n}" for n in range(60)):
        id = lots.choice(ids)
        if board.state.rows[id].owner:
            with board.refused("just before"):
                board.do(who, "take_it", action=id, text=who)
        else:
            board.do(who, "take_it", action=id, text=f"Nom {who}")
    names = [one[2] for one in board.table("actions") if str(one[2]).startswith("Nom")]
    assert len(names) == len(set(names)) == sum(bool(one.owner) for one in board.state.rows.values())


def test_it_plays_leaks_nothing_and_nobody_fills_it(board, board_of):
    assert_no_leaks(board)
    assert_bounded(board_of(ActionPlan()))
    play(board_of(ActionPlan(), cards=HANDED))
