"""The cells: sentences, what goes with them, the lanes they stand in, and how little each change weighs."""

import json
import re

import pytest

from beffroi import Card
from plugins.journeymap import JourneyMap
from plugins.journeymap.lanes import LANES

CARDS = [
    Card("y", "Yasmina — attend une aide au transport", "persona", "external", "p1"),
    Card("v", "« J’ai appelé quatre fois »", "verbatim", origin="v1"),
]


@pytest.fixture
def board(board_of):
    return board_of(JourneyMap(), tables=2, anonymous=False, cards=CARDS, settings={"lane_opportunities": True})


@pytest.fixture
def step(board):
    return board.do("ana#1", "add_step", text="Appeler", phase="inform")


def cell(board, slot, audience="participant", table=1):
    html = board.html("board", audience, table=table)
    found = re.search(rf'<td [^>]*data-part="{re.escape(slot)}".*?</td>', html, re.S)
    return found[0] if found else ""


def texts(board, slot):
    return [line.text for line in board.sheet(1).sheet.at(slot)]


def test_a_cell_holds_several_sentences_and_each_is_a_button_that_opens_it(board, step):
    for text in ("Attend onze minutes", "Explique tout depuis le début"):
        board.do("ana#1", "add", slot=f"{step}:actions", text=text)
    drawn = cell(board, f"{step}:actions")
    assert drawn.count('data-write="rework"') == 2 and ">Attend onze minutes</button>" in drawn
    with board.refused("140"):
        board.do("ana#1", "add", slot=f"{step}:actions", text="x" * 141)


def test_a_sentence_is_changed_moved_sourced_and_its_cell_judged_in_one_go(board, step):
    other = board.do("ana#1", "add_step", text="Attendre", phase="wait")
    line = board.do("ana#1", "add", slot=f"{step}:irritants", text="Répéter")
    said = {"text": "Répéter toute l’histoire", "step": other, "rests": "v", "level": "documented"}
    board.do("bob#1", "rework", line=line, **said)
    assert texts(board, f"{step}:irritants") == [] and texts(board, f"{other}:irritants") == [said["text"]]
    assert "documented" in cell(board, f"{other}:irritants") and "1 source" in cell(board, f"{other}:irritants")


def test_words_changed_meanwhile_stand_beside_ones_own(board, step):
    line = board.do("ana#1", "add", slot=f"{step}:irritants", text="Trois numéros")
    board.do("ana#1", "rework", line=line, text="Trois numéros, aucun le bon")
    board.do("bob#1", "rework", line=line, text="Un numéro par lettre")
    drawn = cell(board, f"{step}:irritants")
    assert "aucun le bon" in drawn and "par lettre" in drawn and "Keep this one" in drawn
    mark = board.sheet(1).sheet.lines[line].mark
    board.do("ana#1", "rework", line=line, base=mark, text="Trois numéros, aucun le bon")
    assert "Keep this one" not in cell(board, f"{step}:irritants")


def test_moving_a_sentence_that_somebody_reworded_meanwhile_keeps_their_words(board, step):
    other = board.do("ana#1", "add_step", text="Attendre", phase="wait")
    line = board.do("ana#1", "add", slot=f"{step}:ideas", text="Un SMS")
    board.do("ana#1", "rework", line=line, text="Un SMS à chaque étape")
    board.do("bob#1", "rework", line=line, text="Un SMS", step=other)
    assert texts(board, f"{other}:ideas") == ["Un SMS à chaque étape"]
    assert not board.sheet(1).sheet.lines[line].rivals


def test_a_sentence_taken_out_can_come_back(board, step):
    line = board.do("ana#1", "add", slot=f"{step}:ideas", text="Un SMS")
    board.do("ana#1", "rework", line=line, text="Un SMS", out=True)
    assert texts(board, f"{step}:ideas") == [] and "Put back" in board.html("board", table=1)
    board.do("bob#1", "put_back", line=line)
    assert texts(board, f"{step}:ideas") == ["Un SMS"]


def test_an_opportunity_has_an_owner_and_an_indicator_and_two_who_say_one_at_once_are_both_kept(board, step):
    line = board.do("ana#1", "add", slot=f"{step}:opportunities", text="Une trace de chaque appel")
    assert "owner and indicator to be said" in cell(board, f"{step}:opportunities")
    same = {"line": line, "text": "Une trace de chaque appel"}
    board.do("ana#1", "pursue", **same, owner="Sandrine", indicator="8 appels sur 10")
    board.do("bob#1", "pursue", **same, owner="Karim")
    assert "Sandrine / Karim · 8 appels sur 10" in cell(board, f"{step}:opportunities")
    irritant = board.do("ana#1", "add", slot=f"{step}:irritants", text="Répéter")
    with board.refused("Only an opportunity"):
        board.do("ana#1", "pursue", line=irritant, text="Répéter", owner="Karim")


def test_a_lane_switched_off_is_neither_drawn_nor_written_in_and_keeps_its_text(board, step):
    board.do("ana#1", "add", slot=f"{step}:ideas", text="Un SMS")
    board.do("bob#1", "switch_lane", lane="ideas", on=False)
    assert "Un SMS" not in board.html("board", table=1)
    with board.refused("given back to you"):
        board.do("ana#1", "add", slot=f"{step}:ideas", text="Un autre")
    board.do("bob#1", "switch_lane", lane="ideas", on=True)
    assert "Un SMS" in board.html("board", table=1)


def test_the_line_of_visibility_is_drawn_once_above_the_first_lane_below_it(board, step):
    assert 'class="sight"' in cell(board, f"{step}:opportunities")
    board.do("ana#1", "switch_lane", lane="front", on=True)
    assert 'class="sight"' in cell(board, f"{step}:front")
    assert 'class="sight"' not in cell(board, f"{step}:opportunities")


def test_all_the_lanes_stand_in_their_order(board, step):
    for lane in LANES:
        board.do("ana#1", "switch_lane", lane=lane, on=True)
    for lane in LANES:
        if lane != "emotion":
            board.do("ana#1", "add", slot=f"{step}:{lane}", text=f"Dans {lane}")
    drawn = re.findall(rf'data-part="{step}:(\w+)"', board.html("board", table=1))
    assert drawn == list(LANES) and len(LANES) == 15


def test_a_moment_of_truth_is_said_at_its_step(board, step):
    board.do("ana#1", "truth", step=step, on=True)
    assert 'class="tag truth">Moment of truth' in board.html("board", table=1)
    assert "Moment of truth" in board.html("screen", "screen", table=1)
    board.do("ana#1", "truth", step=step, on=False)
    assert 'class="tag truth"' not in board.html("board", table=1)


def test_a_persona_is_offered_as_the_actor_and_never_replaces_the_one_that_stands_there(board):
    assert "Take as the actor: Yasmina" in board.html("board", table=1)
    board.do("bob#1", "add", slot="actor", text="Un parent d’élève")
    board.do("ana#1", "take_actor", card="y")
    (actor,) = board.sheet(1).sheet.at("actor")
    assert actor.text == "Un parent d’élève" and actor.rivals[0].text.startswith("Yasmina")
    assert actor.sources == ("y",) and board.sheet(1).audience == "external"


def test_others_react_to_a_sentence_by_tapping_it_and_the_table_answers(board, step):
    line = board.do("ana#1", "add", slot=f"{step}:irritants", text="Répéter")
    board.stage("gallery")
    assert 'data-write="react"' in cell(board, f"{step}:irritants", "visitor")
    said = board.ask(
        "bob#2", "react", board.activity, {"line": line, "kind": "doubt", "text": "Vrai ?"}, board.tables[0]
    )
    drawn = "Vrai\u202f?"
    assert (
        drawn in board.personal_view("bob#2", table=1)["html"]
        and drawn not in board.personal_view("cyd#2", table=1)["html"]
    )
    board.stage("amend")
    assert "Doubt 1" in cell(board, f"{step}:irritants") and "Table 2" in board.html("board", table=1)
    board.do("ana#1", "answered", reaction=said.id)
    assert "taken in" in board.html("board", table=1)


@pytest.mark.parametrize("length", [70, 140])
def test_a_changed_cell_of_two_sentences_weighs_about_a_kilobyte(board, step, length):
    for _n in range(2):
        line = board.do("ana#1", "add", slot=f"{step}:touchpoints", text="e" * (length - 1))
        board.do("ana#1", "rework", line=line, text="e" * length)
    assert len(cell(board, f"{step}:touchpoints").encode()) < 1100


def test_no_text_of_a_person_is_markup(board, step):
    evil = "<img src=x onerror=1>\"'&"
    board.do("ana#1", "add", slot=f"{step}:ideas", text=evil)
    line = board.do("ana#1", "add", slot=f"{step}:opportunities", text="Une piste")
    board.do("ana#1", "pursue", line=line, text="Une piste", owner=evil)
    for block, audience in (("board", "participant"), ("board", "visitor"), ("screen", "screen")):
        assert "<img" not in board.html(block, audience, table=1)
    data = re.search(r'data-write="pursue"[^>]* data-data="([^"]*)"', cell(board, f"{step}:opportunities"))[1]
    assert (
        json.loads(
            data.replace("&#34;", '"')
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
        )["owner"]
        == evil
    )


def test_a_sentence_added_to_a_large_map_sends_its_cell_alone(board, step):
    for n in range(11):
        board.do("ana#1", "add_step", text=f"Moment {n}", phase="apply")
    board.html("board", "participant", "fr", table=1)
    board.do("ana#1", "add", slot=f"{step}:ideas", text="Un SMS à chaque étape")
    change = board.sent("board", "participant", "fr", table=1)
    assert list(change) == ["parts"] and list(change["parts"]) == [f"{step}:ideas"]
    assert len(json.dumps(change, ensure_ascii=False).encode()) < 1100
