"""A proof of concept, as people see it: filled in by table, contested, voted on, and what came of it."""

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.poc import Poc

SAID = {
    "user": "Une habitante", "irritant": "Elle appelle quatre fois", "belief": "Si l’on rappelle, elle n’écrit plus",
    "test": "Une semaine, à Lille", "success": "7 personnes sur 10 n’appellent qu’une fois",
    "stop": "Moins de 3 sur 10",
    "owner": "Accueil téléphonique", "budget": "200 euros",
}  # fmt: skip
HANDED = [Card("h1", "Quatre appels pour rien", "irritant", "external")]


@pytest.fixture
def board(board_of):
    return board_of(Poc(), anonymous=False, tables=2, cards=HANDED)


def fill(board, table, who, idea):
    return {slot: board.do_at(table, who, "add", slot=slot, text=text) for slot, text in {"idea": idea, **SAID}.items()}


@pytest.fixture
def filled(board):
    lines = fill(board, 1, "ana#1", "Rappeler dans la journée")
    board.do_at(1, "ana#1", "cite", line=lines["irritant"], card="h1")
    fill(board, 2, "bob#2", "Un guichet du soir")
    return board


@pytest.fixture
def decided(filled):
    for stage in ("gallery", "amend", "vote"):
        filled.stage(stage)
    liked = next(id for id, one in filled.state.ballot.options.items() if one.text == "Rappeler dans la journée")
    for who in ("ana#1", "bob#2"):
        filled.do(who, "dot", option=liked)
    filled.stage("decide")
    filled.do("fac", "decide", option=liked, outcome="keep", reason="Faisable en mars")
    for id in filled.state.ballot.options:
        if id != liked:
            filled.do("fac", "decide", option=id, outcome="park", reason="Plus tard")
    return filled


def test_a_criterion_without_a_number_is_refused_with_what_to_write(board):
    with board.refused("Say a number"):
        board.do_at(1, "ana#1", "add", slot="success", text="Les gens sont contents")
    line = board.do_at(1, "ana#1", "add", slot="success", text="La moitié finit sans aide")
    with board.refused("Say a number"):
        board.do_at(1, "ana#1", "reword", line=line, base=line, text="Beaucoup finissent")
    with board.refused("reads like a person"):
        board.do_at(1, "ana#1", "add", slot="owner", text="Mme Durand")


def test_progress_counts_what_a_proof_needs_and_not_what_may_stay_empty(board):
    board.do_at(1, "ana#1", "add", slot="budget", text="200 euros")
    assert board.method.progress(board.sheet(1)) == (0, 7)
    board.do_at(1, "ana#1", "add", slot="idea", text="Rappeler")
    assert board.method.progress(board.sheet(1)) == (1, 7)


def test_another_table_contests_a_sheet_and_its_table_reads_that_beside_it(filled):
    filled.stage("gallery")
    line = next(one for one in filled.sheet(1).sheet.lines.values() if one.slot == "test")
    filled.do_at(1, "bob#2", "react", kind="doubt", text="Une semaine suffit-elle ?", line=line.id)
    filled.stage("amend")
    assert "Une semaine suffit-elle" in filled.html("board", table=1)


def test_each_table_stands_for_the_vote_with_all_that_it_wrote(filled):
    for stage in ("gallery", "amend", "vote"):
        filled.stage(stage)
    html = filled.html("board")
    for said in ("Rappeler dans la journée", "Un guichet du soir", *SAID.values()):
        assert said in html
    assert filled.html("print", "reader").count("<table") == 2


def test_what_goes_on_is_taken_on_and_says_afterwards_what_came_of_it(decided):
    assert [one.text for one in decided.method.kept(decided.state)] == ["Rappeler dans la journée"]
    decided.stage("capture")
    decided.do("ana#1", "take_on", kept=decided.state.done.kept[0].id, owner="Accueil téléphonique", when="mars")
    decided.stage("after")
    assert "Not said yet" in decided.html("screen", "screen") and "Un guichet" not in decided.html("board")
    (proof,) = decided.state.going_on()
    first = decided.do("ana#1", "learn", proof=proof.id, came_of="adjust", text="Deux sur dix seulement")
    with decided.refused("“Deux sur dix seulement”"):
        decided.do("bob#2", "learn", proof=proof.id, came_of="go", text="Tout va bien")
    decided.do("bob#2", "learn", proof=proof.id, before=first, came_of="stop", text="Trois sur dix : nous arrêtons")
    assert "Trois sur dix" in decided.html("board") and "Deux sur dix" not in decided.html("board")
    with speaking("en"):
        assert [[str(cell) for cell in row] for row in decided.table("after")] == [
            ["Rappeler dans la journée", "Stop", "Trois sur dix : nous arrêtons"]
        ]
    assert [card.text for card in decided.hands_over()] == ["Rappeler dans la journée"]


def test_a_proof_rests_on_what_its_table_named(filled):
    traces = {one.text: one for one in filled.method.traces(filled.sheet(1)) if one.kind == "irritant"}
    assert traces["Elle appelle quatre fois"].sources == ("h1",)
    proof = next(one for one in filled.method.traces(filled.sheet(1)) if one.kind == "proof")
    assert traces["Elle appelle quatre fois"].id in proof.sources


def test_what_somebody_wrote_on_a_sheet_is_erased_in_plenary_too(decided):
    line = next(one for one in decided.sheet(1).sheet.lines.values() if one.slot == "stop")
    decided.erase(line.id)
    assert decided.html("board").count("Moins de 3 sur 10") == 1


def test_sixty_people_at_ten_tables_fill_in_ten_sheets_and_vote(board_of):
    board = board_of(Poc(), anonymous=False, tables=10)
    for n in range(60):
        board.do_at(n % 10 + 1, f"p{n}#{n % 10 + 1}", "add", slot=list(SAID)[n // 10], text=f"{n} sur 60")
    for n in range(10):
        board.do_at(n + 1, f"p{n}#{n + 1}", "add", slot="idea", text=f"Idée {n}")
    for stage in ("gallery", "amend", "vote"):
        board.stage(stage)
    options = list(board.state.ballot.options)
    for n in range(60):
        board.do(f"p{n}#{n % 10 + 1}", "dot", option=options[n % 2])
    board.stage("decide")
    assert len(options) == 10 and len(board.state.going_on()) == 2


def test_it_plays_leaks_nothing_and_nobody_fills_it(board, board_of):
    assert_no_leaks(board)
    assert_bounded(board_of(Poc(), tables=2))
    play(board_of(Poc(), tables=2, cards=HANDED))
