"""The method, as people see it: played on a board, without a server."""

import pytest
from beffroi.testing import assert_no_leaks, play
from beffroi_empathy import Empathy


def room(board_of, **how):
    return board_of(Empathy(), share_by="room", **how)


def test_notes_are_seen_at_once_in_their_area(board_of):
    board = room(board_of, settings={"person": "Fatima, 34 ans"})
    assert board.html("board").count("No note yet") == 6
    board.do("ana", "add", area="pains", text="Les horaires")
    for block in ("board", "screen"):
        html = board.html(block)
        assert "Les horaires" in html.split("empathy-pains")[1].split("empathy-gains")[0]
        assert html.count("No note yet") == 5
    assert "Les horaires" not in board.personal_view("bob")["html"]


def test_one_changes_and_takes_back_ones_own_only(board_of):
    board = room(board_of)
    note = board.do("ana", "add", area="says", text="C’est loin")
    with board.refused("not yours"):
        board.do("bob", "change", note=note, area="says", text="C’est près")
    with board.refused("not yours"):
        board.do("bob", "take_back", note=note)
    board.do("ana", "change", note=note, area="thinks", text="C’est trop loin")
    assert board.table("notes") == [["Thinks", "C’est trop loin"]]
    board.do("ana", "take_back", note=note)
    assert board.table("notes") == []
    assert "C’est" not in board.html("board") + board.personal_view("ana")["html"]


def test_twelve_notes_a_person(board_of):
    board = room(board_of)
    notes = [board.do("ana", "add", area="does", text=f"Note {n}") for n in range(12)]
    with board.refused("which is the most"):
        board.do("ana", "add", area="does", text="La treizième")
    assert "which is the most" in board.personal_view("ana")["html"]
    board.do("bob", "add", area="does", text="À moi")
    board.do("ana", "take_back", note=notes[0])
    board.do("ana", "add", area="does", text="La treizième")
    with pytest.raises(ValueError):
        board.do("bob", "add", area="does", text="x" * 101)


def test_nobody_writes_once_it_is_read(board_of):
    board = room(board_of)
    note = board.do("ana", "add", area="gains", text="Du temps")
    board.stage("read")
    with board.refused():
        board.do("ana", "add", area="gains", text="Trop tard")
    with board.refused():
        board.do("ana", "take_back", note=note)
    assert "Du temps" in board.html("board")


def test_cards_bear_their_area(board_of):
    board = room(board_of)
    board.do("ana", "add", area="gains", text="Du temps")
    board.do("ana", "add", area="says", text="Enfin")
    board.stage("read")
    assert [(card.kind, card.text) for card in board.hands_over()] == [("says", "Enfin"), ("gains", "Du temps")]


def test_tables_work_apart_then_come_together(board_of):
    board = board_of(Empathy(), tables=2, share_by="table")
    board.do("ana#1", "add", area="pains", text="Les horaires")
    board.do("bob#2", "add", area="gains", text="Du temps")
    assert "Les horaires" in board.html("board", table=1) and "Les horaires" not in board.html("board", table=2)
    board.stage("read")
    html = board.html("board")
    assert "Les horaires" in html.split("empathy-pains")[1] and "Du temps" in html.split("empathy-gains")[1]
    assert board.replayed() == board.snapshot()


def test_going_back_and_on_again_merges_anew(board_of):
    board = board_of(Empathy(), tables=2, share_by="table")
    note = board.do("ana#1", "add", area="pains", text="Les horaires")
    board.do("bob#2", "add", area="gains", text="Du temps")
    board.stage("read")
    board.stage("fill")
    board.do("ana#1", "change", note=note, area="feels", text="Les trajets")
    board.do("bob#2", "add", area="gains", text="De la place")
    board.stage("read")
    assert [note.text for note in board.state.listed()] == ["Les trajets", "De la place", "Du temps"]
    assert board.replayed() == board.snapshot()


def test_twelve_a_person_at_tables_too(board_of):
    board = board_of(Empathy(), tables=2, share_by="table")
    for n in range(12):
        board.do("ana#1", "add", area="does", text=f"Note {n}")
    with board.refused("which is the most"):
        board.do("ana#1", "add", area="does", text="La treizième")
    board.do("bob#2", "add", area="does", text="À moi")


def test_erased_notes_are_gone(board_of):
    board = room(board_of)
    note = board.do("ana", "add", area="says", text="Martin a dit non")
    board.do("ana", "change", note=note, area="says", text="Martin a dit peut-être")
    board.erase(note)
    assert "Martin" not in board.html("board") + board.snapshot() + board.personal_view("ana")["html"]


def test_nothing_leaks_and_it_plays(board_of):
    assert_no_leaks(room(board_of))
    play(room(board_of))
    assert_no_leaks(board_of(Empathy(), tables=2, share_by="table"))
    play(board_of(Empathy(), tables=2, share_by="table"))


def test_a_replay_comes_to_the_same(board_of):
    board = room(board_of)
    note = board.do("ana", "add", area="says", text="Oui")
    board.do("ana", "change", note=note, area="does", text="Non")
    assert board.replayed() == board.snapshot()


def test_in_french(board_of):
    board = room(board_of)
    assert "Aucune note" in board.html("board", locale="fr") and "Pense" in board.html("screen", locale="fr")
