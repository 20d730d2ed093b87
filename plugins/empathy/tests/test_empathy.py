"""The empathy map, as people see it."""

import random

import pytest

from beffroi import Card
from beffroi.testing import assert_parts_named
from plugins.empathy import Empathy
from plugins.empathy.areas import AREAS
from plugins.empathy.commands import MOST

KNOWN = [Card("c1", "Elle appelle quatre fois", "verbatim", "external", origin="n1", details=(("d1", "au guichet"),))]


@pytest.fixture
def board(board_of):
    return board_of(Empathy(), share_by="room", settings={"person": "Fatima, 34 ans"})


@pytest.fixture
def tables(board_of):
    return board_of(Empathy(), tables=2, cards=KNOWN)


def area(html, key):
    """What is drawn of an area: the areas stand in their order."""
    return html.split('class="empathy-area"')[1 + list(AREAS).index(key)]


def test_a_note_is_seen_at_once_in_its_area_and_by_nobody_s_name(board):
    board.do("ana", "add", area="pains", text="Les horaires")
    for html in (board.html("board"), board.html("screen", "screen")):
        assert "Les horaires" in area(html, "pains") and html.count("Les horaires") == 1
        assert "ana" not in html
    assert "my note" in str(board.personal_view("ana")["own"]) and not board.personal_view("bob")["own"]


def test_what_was_heard_or_seen_is_told_from_what_is_supposed(board):
    board.do("ana", "add", area="says", text="C’est loin", heard=True)
    board.do("bob", "add", area="thinks", text="On m’oublie")
    assert "heard or seen" in area(board.html("board"), "says")
    assert "heard or seen" not in area(board.html("board"), "thinks")
    assert board.table("notes") == [["Says", "C’est loin", "heard or seen"], ["Thinks", "On m’oublie", ""]]


def test_one_changes_and_takes_back_one_s_own_only(board):
    note = board.do("ana", "add", area="says", text="C’est loin")
    for command, said in (("change", {"area": "says", "text": "C’est près"}), ("take_back", {})):
        with board.refused("not yours"):
            board.do("bob", command, note=note, **said)
    board.do("ana", "change", note=note, area="thinks", text="C’est trop loin", heard=True)
    assert board.table("notes") == [["Thinks", "C’est trop loin", "heard or seen"]]
    board.do("ana", "take_back", note=note)
    assert board.table("notes") == [] and "C’est" not in board.personal_view("ana")["html"]


def test_a_person_has_so_many_notes(board):
    notes = [board.do("ana", "add", area="does", text=f"Note {n}") for n in range(MOST)]
    with board.refused("which is the most"):
        board.do("ana", "add", area="does", text="Une de trop")
    assert "all your notes" in board.personal_view("ana")["html"]
    board.do("ana", "take_back", note=notes[0])
    board.do("ana", "add", area="does", text="Une autre")


def test_notes_from_paper_are_entered_an_area_at_a_time(board):
    entry = board.do("fac", "paper_notes", area="feels", lines="Perdue\n\nSoulagée, enfin")
    assert [note.text for note in board.state.listed()] == ["Perdue", "Soulagée, enfin"]
    with board.refused("this line is longer"):
        board.do("fac", "paper_notes", area="feels", lines="x" * 141)
    board.erase(f"{entry}.0")
    html = board.html("board")
    assert "Perdue" not in html and "Soulagée, enfin" in area(html, "feels")


def test_a_facilitator_takes_a_note_off_and_brings_it_back(board):
    note = board.do("ana", "add", area="says", text="Un nom de trop")
    taken = board.do("fac", "take_off", note=note)
    assert "Un nom de trop" not in board.html("board") + board.personal_view("ana")["html"]
    board.undo(taken)
    assert "Un nom de trop" in board.html("board")


def test_pains_and_gains_go_on_or_every_note_where_that_is_set(board, board_of):
    everything = board_of(Empathy(), share_by="room", settings={"handed": "all"})
    for one in (board, everything):
        for key in AREAS:
            one.do("ana", "add", area=key, text=f"Note {key}", heard=key == "gains")
        one.stage("read")
    assert [card.kind for card in board.hands_over()] == ["pains", "gains_heard"]
    assert len(everything.hands_over()) == len(AREAS)
    assert {trace.text for trace in Empathy().traces(board.state)} == {f"Note {key}" for key in AREAS}


def test_cards_handed_over_are_read_beside_the_map_of_each_table(tables):
    for table in (1, 2):
        html = tables.html("board", table=table)
        assert "Elle appelle quatre fois" in html and "au guichet" in html
    tables.hand([Card("c2", "Elle vient à midi")])
    assert "Elle vient à midi" in tables.html("board", table=2)


def test_tables_work_apart_then_come_on_one_map_and_again_after_a_change(tables):
    note = tables.do("ana#1", "add", area="pains", text="Les horaires", heard=True)
    tables.do("bob#2", "add", area="gains", text="Du temps")
    assert "Les horaires" not in tables.html("board", table=2)
    tables.stage("read")
    html = tables.html("board")
    assert "Les horaires" in area(html, "pains") and "heard or seen" in area(html, "pains")
    assert "Du temps" in area(html, "gains")
    tables.stage("fill")
    tables.do("ana#1", "change", note=note, area="feels", text="Les trajets")
    tables.stage("read")
    assert "Les trajets" in area(tables.html("board"), "feels") and "Les horaires" not in tables.html("board")
    assert_parts_named(tables)
    assert tables.replayed() == tables.snapshot()


def test_an_erased_note_is_gone_with_every_wording(board):
    note = board.do("ana", "add", area="says", text="Martin a dit non")
    board.do("ana", "change", note=note, area="says", text="Martin a dit peut-être")
    board.erase(note)
    assert "Martin" not in board.html("board") + board.snapshot() + board.personal_view("ana")["html"]


@pytest.mark.parametrize("count", [10, 300])
def test_a_note_costs_one_note_however_many_there_are(board, count):
    lots = random.Random(count)
    for n in range(count):
        board.do(f"p{n // 10}", "add", area=lots.choice(list(AREAS)), text=f"Note {n}")
    shown = [(block, audience) for block, audience in (("board", "participant"), ("control", "facilitator"))]
    for block, audience in shown:
        board.html(block, audience)
    note = board.do("ana", "add", area="pains", text="Une de plus")
    for block, audience in shown:
        assert list(board.sent(block, audience)["parts"]) == [note]


def test_a_screen_shows_all_six_until_they_hold_too_much(board):
    for n in range(12):
        board.do(f"p{n}", "add", area=list(AREAS)[n % 6], text="Une note de trente signes ou si peu")
    assert "in-columns" not in board.html("screen", "screen")
    for n in range(12):
        board.do(f"p{n}", "add", area="pains", text="Une note de trente signes ou si peu")
    assert "in-columns" in board.html("screen", "screen")
    assert "in-columns" not in board.html("board")


def test_a_log_read_again_comes_to_the_same(board):
    note = board.do("ana", "add", area="says", text="Oui")
    board.do("ana", "change", note=note, area="does", text="Non")
    board.do("fac", "paper_notes", area="feels", lines="Un\nDeux")
    assert board.replayed() == board.snapshot()
