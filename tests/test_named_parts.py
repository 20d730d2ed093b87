"""What a card is made of is named by id: checked by the test kit, of every bundled method that composes one."""

from __future__ import annotations

import pytest

from beffroi import Card
from beffroi.testing import assert_parts_named
from plugins.fieldnotes import Fieldnotes
from plugins.ideation import Ideation
from plugins.journeymap import JourneyMap
from plugins.persona import Persona
from tests.sheets_sample import Sketching


def test_a_portrait_names_its_sentences_and_who_worded_them_last(board_of):
    board = board_of(Persona(), tables=1, anonymous=False)
    board.stage("fill")
    name = board.do("ana#1", "add", slot="name", text="Yasmina")
    board.do("bob#1", "add", slot="situation", text="Perd son logement")
    board.do("bob#1", "add", slot="needs", text="Savoir à qui parler")
    board.do("cleo#1", "reword", line=name, base=name, text="Karima")
    board.stage("vote")
    assert_parts_named(board)


def test_a_journey_names_its_irritants_its_steps_and_its_questions(board_of):
    board = board_of(JourneyMap(), tables=1, anonymous=False)
    step = board.do("ana#1", "add_step", text="Au guichet", phase="need")
    line = board.do("bob#1", "add", slot=f"{step}:irritants", text="Attendre debout")
    board.do("cleo#1", "rename", column=step, base=step, text="Devant la porte")
    board.do("cleo#1", "rework", line=line, base=line, text="Attendre longtemps")
    assert_parts_named(board)
    for stage in ("cluster", "rewrite"):
        board.stage(stage)
    irritant = next(iter(board.state.questions.order))
    board.do("fac", "rewrite", irritant=irritant, text="Comment accueillir afin que chacun soit assis ?")
    assert_parts_named(board)


def test_cards_and_groups_name_who_worded_them(board_of):
    board = board_of(Ideation(), anonymous=False)
    one, two = (board.do(who, "write", text=f"Idée de {who}") for who in ("ana", "bob"))
    board.do("ana", "edit", card=one, text="Autre idée")
    for stage in ("reveal", "cluster"):
        board.stage(stage)
    moved = board.do("fac", "move", card=one, to=two)
    board.do("fac", "name_cluster", cluster=f"c-{moved}", title="Ensemble")
    board.do("fac", "paper_cards", lines="Sur papier\nEt encore")
    assert_parts_named(board)


def test_notes_name_who_put_them_right(board_of):
    board = board_of(Fieldnotes(), anonymous=False)
    said = {"kind": "visit", "facts": "Une file\nUn banc", "verbatims": "C’est long", "consent": "oral"}
    note = board.do("ana", "write_note", **said)
    board.do("ana", "correct", card=f"{note}.1", text="Une longue file")
    board.do("ana", "add_to", note=note, kind="feeling", text="Lasse")
    assert_parts_named(board)


def test_a_card_that_names_nobody_of_its_parts_is_found(board_of, monkeypatch):
    def joined(self, state):
        said = [line.text for slot in ("name", "needs") for line in state.sheet.at(slot)]
        return [Card(line.id, " — ".join(said)) for line in state.sheet.at("name")]

    monkeypatch.setattr(Sketching, "cards", joined)
    board = board_of(Sketching(), tables=1, anonymous=False)
    board.do("ana#1", "add", slot="name", text="Yasmina")
    board.do("bob#1", "add", slot="needs", text="Un seul numéro")
    with pytest.raises(AssertionError, match="“Yasmina — Un seul numéro” holds “Un seul numéro”"):
        assert_parts_named(board)


def test_where_there_is_no_card_nothing_was_looked_at(board_of):
    with pytest.raises(AssertionError, match="there is no card, so nothing was looked at"):
        assert_parts_named(board_of(Ideation()))
