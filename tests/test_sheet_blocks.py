"""Sheets and the reactions to them, held by a method: two of each, neither in the other's way, drawn by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.host.contract import faults
from app.host.reserved import name_faults
from beffroi import Card, Method
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.sheet import Sheet, Slot
from beffroi.report import OfTable
from beffroi.testing import assert_log_folds, assert_no_leaks, assert_parts_named, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from tests.examples import welcome
from tests.examples.welcome import Welcome

VISITOR = "visitor"
CALLS = Card("c1", "« J’ai appelé quatre fois »", "verbatim", origin="v1")


@pytest.fixture
def board(board_of):
    return board_of(Welcome(), tables=2, anonymous=False, cards=[CALLS])


def twins(board):
    first, second = board.tables
    board.ask("fac", "core.change_table", "", {"table": first, "name": "Table 1", "twin": second})
    return board


def texts(draft, slot):
    return [line.text for line in draft.at(slot)]


def told(board):
    """The report in one text: the titles of its sections, and all that their pieces say."""
    named = {id: board.record.agenda.seating.tables[id].name for id in board.tables}
    made = [OfTable(id, name, board.sheet(n)) for n, (id, name) in enumerate(named.items(), 1)]
    with speaking("en"):
        sections = board.method.report(board.state, made, board.standing.settings)
        return str([(str(one.title), one.pieces) for one in sections])


def test_what_two_sheets_bring_bears_their_names():
    method = Welcome()
    assert list(faults(method)) == [] and list(name_faults(method)) == []
    stages = ["fill", "gallery", "amend", "tomorrow_fill", "heard_gallery", "heard_amend"]
    assert [stage.id for stage in method.stages] == stages
    assert method.command("add").about.during == ("fill", "amend")
    assert method.command("tomorrow_add").about.during == ("tomorrow_fill", "heard_amend")
    assert method.command("react").about.during == ("fill", "gallery", "amend")
    assert method.command("heard_react").about.during == ("tomorrow_fill", "heard_gallery", "heard_amend")
    assert {"sheet_question", "tomorrow_sheet_question"} <= method.settings.model_fields.keys()


def test_a_sheet_that_nobody_reacts_to_has_one_stage_and_one_with_two_slots_of_one_name_is_refused():
    class Alone(Method):
        api = 1
        id = "alone"
        title = "Alone"
        sheet = Sheet(Slot("one", "One"))

    assert [stage.id for stage in Alone().stages] == ["fill"]
    assert Alone().command("add").about.during == ("fill",) and Alone().command("react") is None
    with pytest.raises(ValueError, match="Two slots of a sheet are called “one”"):
        Sheet(Slot("one", "One"), Slot("one", "Two"))


def test_each_sheet_keeps_what_was_written_on_it(board):
    board.do("ana#1", "add", slot="works", text="Le sourire")
    board.stage("tomorrow_fill")
    board.do("ana#1", "tomorrow_add", slot="works", text="Un café")
    at_table = board.sheet(1)
    assert (texts(at_table.today, "works"), texts(at_table.tomorrow, "works")) == (["Le sourire"], ["Un café"])
    assert texts(board.sheet(2).today, "works") == []
    html = board.html("board", table=1)
    assert "Un café" in html and "Le sourire" not in html and 'data-write="tomorrow_add"' in html
    assert 'data-part="tomorrow_works"' in html and 'data-at="tomorrow_works"' in html
    assert board.replayed() == board.snapshot()


def test_two_who_write_in_one_slot_at_once_see_both_wordings_on_either_sheet(board):
    for stage, prefix, part in (("fill", "", "today"), ("tomorrow_fill", "tomorrow_", "tomorrow")):
        board.stage(stage)
        slot = "desk" if part == "today" else "first"
        board.do("ana#1", f"{prefix}add", slot=slot, text="Le guichet 4")
        board.do("bob#1", f"{prefix}add", slot=slot, text="L’accueil")
        html = board.html("board", table=1)
        assert "Le guichet 4" in html and "L’accueil" in html and "Keep this one" in html
        (line,) = getattr(board.sheet(1), part).at(slot)
        board.do("ana#1", f"{prefix}reword", line=line.id, base="", text="Encore un autre")
        (line,) = getattr(board.sheet(1), part).at(slot)
        assert [line.text, *(one.text for one in line.rivals)] == ["Le guichet 4", "L’accueil", "Encore un autre"]
        board.do("bob#1", f"{prefix}reword", line=line.id, base=line.mark, text="L’accueil")
        html = board.html("board", table=1)
        assert "Le guichet 4" not in html and "Keep this one" not in html


def test_both_sheets_rest_on_what_was_handed_over_also_later(board):
    board.hand([Card("c2", "« On m’a dit de revenir »", "verbatim")])
    line = board.do("ana#1", "add", slot="works", text="On rappelle")
    assert "imagined" in board.html("board", table=1)
    board.do("ana#1", "cite", line=line, card="c1")
    assert "1 source" in board.html("board", table=1)
    board.stage("tomorrow_fill")
    other = board.do("ana#1", "tomorrow_add", slot="change", text="Rappeler le jour même")
    for card in ("c1", "c2"):
        board.do("ana#1", "tomorrow_cite", line=other, card=card)
    html = board.html("board", table=1)
    assert "quatre fois" in html and "de revenir" in html and 'data-list="tomorrow_evidence"' in html
    links = {one.id: (one.kind, one.sources) for one in board.method.traces(board.sheet(1))}
    assert links[line] == ("sentence", ("c1",)) and links[other] == ("sentence", ("c1", "c2"))


def test_a_twin_reacts_to_a_sentence_and_its_table_takes_it_in(board):
    line = twins(board).do("ana#1", "add", slot="works", text="Le sourire")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    board.do_at(1, "bob#2", "react", line="", kind="true")
    html = board.html("board", table=1)
    assert "Toujours\u202f?" in html and "Doubt" in html and "Table 2" in html and "Of the whole sheet" in html
    assert "Toujours" not in board.html("board", table=2)
    (doubt, _whole) = board.sheet(1).said.by_id
    board.stage("amend")
    board.do("ana#1", "answered", reaction=doubt)
    assert "taken in" in board.html("board", table=1)
    with board.refused("not yours"):
        board.do("ana#1", "unreact", reaction=doubt)
    assert board.replayed() == board.snapshot()


def mine(board, who, table):
    view = board.renderer.view_of(board.grant(who), board.activity, board.tables[table - 1])
    return board.renderer.personal_view(board.activity, board.grant(who), "en", view)["html"]


def test_a_twin_takes_back_what_they_said_of_either_sheet_while_it_is_filled_in(board):
    twins(board)
    for stage, prefix in (("fill", ""), ("tomorrow_fill", "heard_")):
        board.stage(stage)
        board.do_at(1, "bob#2", f"{prefix}react", line="", kind="doubt", text="Toujours ?")
        html = mine(board, "bob#2", 1)
        assert html.count("<strong>Doubt</strong> · Toujours") == 1 and f'data-command="{prefix}unreact"' in html
        (reaction,) = (board.sheet(1).heard if prefix else board.sheet(1).said).by_id
        board.do_at(1, "bob#2", f"{prefix}unreact", reaction=reaction)
        assert "Toujours" not in mine(board, "bob#2", 1) + board.html("board", table=1)


def test_in_the_gallery_of_the_second_sheet_one_reacts_to_that_one(board):
    board.stage("tomorrow_fill")
    line = board.do("ana#1", "tomorrow_add", slot="change", text="Un seul numéro")
    board.stage("heard_gallery")
    html = board.html("board", VISITOR, table=1)
    assert "Un seul numéro" in html and 'data-write="heard_react"' in html and 'data-editor="heard_react"' in html
    assert "tomorrow_add" not in html and "tomorrow_reword" not in html
    board.do_at(1, "bob#2", "heard_react", line=line, kind="question", text="Lequel ?")
    own = mine(board, "bob#2", 1)
    assert "Lequel" in own and "Un seul numéro" in own and 'data-command="heard_unreact"' in own
    assert "own sheet" in board.personal_view("ana#1")["html"]
    board.stage("heard_amend")
    html = board.html("board", table=1)
    assert "Lequel" in html and 'data-command="heard_answered"' in html and 'data-write="tomorrow_reword"' in html
    assert board.sheet(1).said.by_id == {} and len(board.sheet(1).heard.by_id) == 1


def test_of_an_anonymous_activity_nothing_says_which_table_reacted(board_of):
    board = twins(board_of(Welcome(), tables=2, anonymous=True))
    line = board.do("ana#1", "add", slot="works", text="Le sourire")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    (reaction,) = board.sheet(1).said.by_id.values()
    assert reaction.table == "" and board.replayed() == board.snapshot()
    html = board.html("board", table=1)
    assert "Toujours" in html and "Table 2" not in html
    assert board.table("reactions") == [["Table 1", "Doubt", "Toujours ?", "Le sourire"]]
    assert "Table 2" not in told(board)


def test_both_sheets_and_what_was_said_are_in_the_results_and_the_report(board):
    line = twins(board).do("ana#1", "add", slot="works", text="Le sourire")
    board.do("ana#1", "pick", slot="wait", value="long")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    board.stage("tomorrow_fill")
    board.do("bob#2", "tomorrow_add", slot="first", text="Ouvrir à 8 h")
    rows = [
        ["Table 1", "What works", "Le sourire", "imagined"],
        ["Table 1", "How long people wait", "Up to an hour", ""],
    ]
    assert board.table("sheet") == rows
    assert board.table("tomorrow_sheet") == [["Table 2", "What we do first", "Ouvrir à 8 h", ""]]
    assert board.table("reactions") == [["Table 1", "Doubt", "Toujours ?", "Le sourire"]]
    found = told(board)
    for words in ("Le sourire", "Toujours ?", "Ouvrir à 8 h", "Tomorrow · Table 2", "What others said"):
        assert words in found
    assert "Tomorrow · Table 1" not in found, "nothing stands on that one"
    assert "Ouvrir" in board.csv("tomorrow_sheet")


def test_a_sheet_is_drawn_in_french_too(board):
    line = twins(board).do("ana#1", "add", slot="works", text="Le sourire")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    html = board.html("board", "participant", "fr", table=1)
    assert "Ce qui va" in html and "Écrire" in html and "Doute" in html
    assert "Réagir à toute la fiche" in board.html("board", VISITOR, "fr", table=1)


def test_a_sentence_that_is_erased_is_gone_from_what_was_said_of_it(board):
    line = twins(board).do("ana#1", "add", slot="works", text="Madame Durand sourit")
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    board.erase(line)
    board.stage("gallery")
    drawn = board.html("board", table=1) + board.html("control", "facilitator", table=1) + told(board)
    assert "Durand" not in drawn and "Toujours" in drawn


def test_facilitators_erase_a_sentence_and_show_a_slot_large(board):
    line = board.do("ana#1", "add", slot="works", text="Le sourire")
    for stage in ("fill", "gallery"):
        board.stage(stage)
        html = board.html("control", "facilitator", table=1)
        assert f'data-erase="{line}"' in html and 'data-value="works"' in html


def test_what_changes_in_one_slot_is_sent_alone(board):
    twins(board)
    board.do("ana#1", "add", slot="works", text="Le sourire")
    board.html("board", table=1)
    line = board.do("ana#1", "add", slot="fails", text="Le bruit")
    assert "bruit" in str(board.sent("board", table=1)) and "sourire" not in str(board.sent("board", table=1))
    board.html("board", table=1)
    board.do_at(1, "bob#2", "react", line=line, kind="doubt", text="Toujours ?")
    sent = str(board.sent("board", table=1))
    assert "Toujours" in sent and "sourire" not in sent


def test_a_log_that_was_written_when_the_blocks_were_new_folds_to_what_it_folded_to():
    assert_log_folds(Welcome(), Path(welcome.__file__).parent / "logs" / "first.json")


class Chosen(Method):
    """A sheet of the room, and a vote on its sentences."""

    api = 1
    id = "chosen"
    title = "Chosen"
    sheet = Sheet(Slot("needs", "Needs", most=5))
    dots = Ballot(on=sheet)


def test_a_vote_is_on_the_sentences_of_a_sheet(board_of):
    board = board_of(Chosen(), anonymous=False, settings={"sheet_question": "Que faut-il ?", "keep": 1})
    one, _two = (board.do(who, "add", slot="needs", text=f"Besoin de {who}") for who in ("ana", "bob"))
    assert board.method.question(board.standing.settings, "fill") == "Que faut-il ?"
    assert board.method.progress(board.state) == (1, 1)
    board.stage("vote")
    board.do("ana", "dot", option=one)
    board.stage("decide")
    assert [card.text for card in board.hands_over()] == ["Besoin de ana"]
    assert_parts_named(board)


def test_a_method_of_sheets_plays_through_leaks_nothing_and_has_bounds(board_of):
    assert len(play(board_of(Welcome(), tables=2, anonymous=False, cards=[CALLS]))) > 10
    assert_no_leaks(board_of(Welcome(), tables=2, anonymous=False))
    assert_bounded(board_of(Welcome(), tables=1, anonymous=False, cards=[CALLS]))


# --- taken down for a motive, and slots that may stay empty -------------------------------------------


def taken_down(board, text="Chez Mme Petit", slot="fails"):
    line = board.do("ana#1", "add", slot=slot, text=text)
    board.do_at(1, "fac", "take_down_line", line=line, motive="person")
    return line


def test_a_sentence_that_is_taken_down_leaves_every_page_its_writer_is_told_why_and_others_how_many(board):
    taken_down(board)
    assert "Petit" not in board.html("board", table=1) + board.html("screen", "screen", table=1) + told(board)
    assert "Taken down: names a person 1" in " ".join(board.html("board", table=1).split())
    assert "Petit" not in str(board.personal_view("bob#1", table=1))
    mine = board.personal_view("ana#1", table=1)["html"]
    assert "took your sentence down: names a person" in mine and "Petit" in mine
    console = board.html("board", "facilitator", table=1)
    assert "Petit" in console and 'data-command="restore_line"' in console
    assert board.replayed() == board.snapshot()


def test_it_goes_on_to_nobody_and_its_place_is_free(board):
    line = taken_down(board, slot="desk")
    assert [card.id for card in board.method.cards(board.sheet(1))] == []
    assert line not in {one.id for one in board.method.traces(board.sheet(1))}
    with board.refused("no longer there"):
        board.do("bob#1", "reword", line=line, base="", text="Encore lui")
    board.do("bob#1", "add", slot="desk", text="Le guichet 4")
    with board.refused("full"):
        board.do_at(1, "fac", "restore_line", line=line)


def test_it_comes_back_as_it_was(board):
    line = taken_down(board)
    board.do_at(1, "fac", "restore_line", line=line)
    assert "Petit" in board.html("board", table=1) and "took" not in board.personal_view("ana#1", table=1)["html"]
    with board.refused("no longer there"):
        board.do_at(1, "fac", "restore_line", line=line)


def test_whoever_worded_it_last_is_the_one_who_is_told(board):
    line = board.do("ana#1", "add", slot="fails", text="Trop long")
    board.do("bob#1", "reword", line=line, base=line, text="Chez Mme Petit")
    board.do_at(1, "fac", "take_down_line", line=line, motive="person")
    assert "Petit" in board.personal_view("bob#1", table=1)["html"]
    assert "Petit" not in board.personal_view("ana#1", table=1)["html"]


def test_a_slot_that_may_stay_empty_says_so_and_nothing_waits_for_it(board_of):
    class Half(Method):
        api = 1
        id = "half"
        title = "Half"
        sheet = Sheet(Slot("one", "One"), Slot("more", "More", optional=True))

    board = board_of(Half())
    assert board.method.progress(board.state) == (0, 1)
    board.do("ana", "add", slot="more", text="En plus")
    assert board.method.progress(board.state) == (0, 1)
    board.do("ana", "add", slot="one", text="Le principal")
    assert board.method.progress(board.state) == (1, 1)
    assert board.html("board").count("optional") == 1
