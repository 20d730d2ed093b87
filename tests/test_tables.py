"""Tables: a sheet each, people moved, twins, a gallery, and what comes together in plenary."""

from __future__ import annotations

import pytest

from app.live.rendering.visibility import VISITOR
from beffroi import Card, Refused
from beffroi.testing import Board
from tests.sheets_sample import Sketching
from tests.support.pages import unmarked


@pytest.fixture
def board() -> Board:
    return Board(Sketching(), tables=3, anonymous=False)


def texts(board: Board, table: int, slot: str) -> list[str]:
    return [line.text for line in board.sheet(table).sheet.at(slot)]


def test_each_table_fills_in_its_own_sheet(board):
    board.do("ana#1", "add", slot="name", text="Yasmina")
    board.do("bob#2", "add", slot="name", text="Marcel")
    assert texts(board, 1, "name") == ["Yasmina"] and texts(board, 2, "name") == ["Marcel"]
    assert "Yasmina" in board.html("board", table=1) and "Yasmina" not in board.html("board", table=2)


def test_two_who_fill_the_same_field_at_once_see_both_wordings_and_keep_one(board):
    board.do("ana#1", "add", slot="name", text="Yasmina")
    board.do("bob#1", "add", slot="name", text="Leïla")
    (line,) = board.sheet(1).sheet.at("name")
    html = board.html("board", table=1)
    assert "Yasmina" in html and "Leïla" in html and "Keep this one" in html
    board.do("ana#1", "reword", line=line.id, base=line.mark, text="Yasmina ou Leïla")
    assert texts(board, 1, "name") == ["Yasmina ou Leïla"]
    assert "Keep this one" not in board.html("board", table=1)


def test_a_wording_changed_meanwhile_is_not_overwritten(board):
    line = board.do("ana#1", "add", slot="needs", text="Un seul interlocuteur")
    board.do("ana#1", "reword", line=line, base=line, text="Un seul numéro")
    board.do("bob#1", "reword", line=line, base=line, text="Une seule personne")
    (one,) = board.sheet(1).sheet.at("needs")
    assert one.text == "Un seul numéro" and [rival.text for rival in one.rivals] == ["Une seule personne"]


def test_another_tables_sheet_is_read_not_changed(board):
    board.do("ana#1", "add", slot="name", text="Yasmina")
    with board.refused("another table"):
        board.do_at(1, "bob#2", "add", slot="needs", text="Non")
    html = board.html("board", VISITOR, table=1)
    assert "Yasmina" in html and "Change" not in html


def test_somebody_moved_writes_at_the_new_table_and_what_they_wrote_stays(board):
    board.do("ana#1", "add", slot="needs", text="Avant")
    board.core("seat", person="ana#1", table=board.tables[1])
    board.do("ana#1", "add", slot="needs", text="Après")
    assert texts(board, 1, "needs") == ["Avant"] and texts(board, 2, "needs") == ["Après"]
    board.do_at(1, "ana#1", "add", slot="needs", text="Écrit hors ligne")  # sent late, for where it was written
    assert texts(board, 1, "needs") == ["Avant", "Écrit hors ligne"]


def test_whoever_sits_nowhere_is_told_so(board):
    with board.refused("no table yet"):
        board.do("ana", "add", slot="name", text="Yasmina")


def test_twins_annotate_each_other_and_others_wait_for_the_gallery(board):
    first, second, _third = board.tables
    board.ask("fac", "core.change_table", "", {"table": first, "name": "Table 1", "twin": second})
    assert board.record.agenda.seating.tables[second].twin == first
    line = board.do("ana#1", "add", slot="needs", text="Un seul numéro")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Vraiment ?")
    with board.refused("another table"):
        board.do_at(1, "cyd#3", "react", line=line, kind="true")
    board.stage("gallery")
    board.do_at(1, "cyd#3", "react", line=line, kind="true")
    board.stage("amend")
    html = board.html("board", table=1)
    assert "Vraiment\u202f?" in html and "Doubt" in html and "Rings true" in html


def test_what_the_tables_made_comes_together_and_again_only_what_is_new(board):
    board.do("ana#1", "add", slot="needs", text="Un")
    board.do("bob#2", "add", slot="needs", text="Deux")
    board.stage("together")
    seen = unmarked(board.html("board"))
    assert "Un (Table 1)" in seen and "Deux (Table 2)" in seen
    board.stage("amend")
    board.do("ana#1", "add", slot="needs", text="Trois")
    board.stage("together")
    assert [card.text for card in board.state.brought] == ["Un", "Deux", "Trois"]
    assert board.replayed() == board.snapshot()


def test_what_was_worded_anew_since_comes_again_under_its_id(board):
    line = board.do("ana#1", "add", slot="needs", text="Un")
    board.stage("together")
    board.stage("amend")
    board.do("ana#1", "reword", line=line, base=line, text="Un seul")
    board.stage("together")
    first, again = board.state.brought
    assert (first.id, first.text, again.text) == (again.id, "Un", "Un seul")


def test_a_tables_sheet_can_be_read_again_in_plenary_but_not_changed(board):
    board.do("ana#1", "add", slot="needs", text="Un")
    board.stage("together")
    view = board.renderer.view_of(board.grant("bob#2"), board.activity, board.tables[0])
    html = board.html("board", view.audience, table=1)
    assert view.scope == board.tables[0] and "Un" in html and "<button" not in html
    assert board.renderer.view_of(board.grant("bob#2"), board.activity).scope == ""


def test_a_table_laid_after_the_start_has_a_sheet_too(board):
    board.core("tables", site="s1", count=1)
    board.tables = list(board.record.agenda.seating.tables)
    board.do("eve#4", "add", slot="name", text="Hélène")
    assert texts(board, 4, "name") == ["Hélène"]


def test_evidence_handed_over_later_can_be_cited(board):
    line = board.do("ana#1", "add", slot="needs", text="Un seul numéro")
    assert "imagined" in board.html("board", table=1)
    board.hand([Card("c1", "« J’ai appelé quatre fois »", "verbatim", origin="v1")])
    board.do("ana#1", "cite", line=line, card="c1")
    html = board.html("board", table=1)
    assert "quatre fois" in html and "1 source" in html


def test_lots_seat_everyone_at_their_own_site_in_even_groups(board):
    for n in range(9):
        board.grant(f"l{n}@s1"), board.grant(f"a{n}@s2")
    board.core("draw", again=False)
    seating = board.record.agenda.seating
    sizes = {table.name: len(seating.people_at(table.id)) for table in seating.tables.values()}
    assert sorted(sizes.values()) == [4, 5, 9]  # two tables at Lille, one at Amiens
    for person, at in seating.at.items():
        assert seating.tables[at].site == board.presence.people[person].site


def test_a_mixed_table_needs_a_call(board):
    with pytest.raises(Refused):
        board.ask("fac", "core.table", "", {"name": "Mixte", "site": ""})
    board.ask("fac", "core.table", "", {"name": "Mixte", "site": "", "link": "https://visio.example.fr/t"})


def test_the_results_say_which_table_made_what(board):
    board.do("ana#1", "add", slot="needs", text="Un")
    board.do("bob#2", "pick", slot="ease", value="5")
    assert board.table("sketch") == [["Table 1", "Needs", "Un", "imagined"], ["Table 2", "Ease", "High", ""]]


def test_a_table_that_wrote_something_is_not_taken_away(board):
    board.do("ana#1", "add", slot="needs", text="Un")
    with board.refused("has written something"):
        board.core("clear_table", table=board.tables[0])
    board.core("clear_table", table=board.tables[2])
    assert len(board.record.agenda.seating.tables) == 2


def test_an_undo_concerns_the_sheet_it_was_made_on(board):
    one = board.do("ana#1", "add", slot="needs", text="Un")
    board.do("bob#2", "add", slot="needs", text="Deux")
    board.undo(one)
    assert texts(board, 1, "needs") == [] and texts(board, 2, "needs") == ["Deux"]
    assert board.replayed() == board.snapshot()
