"""Persona at the tables, as people see it: gathered, portrayed, visited, amended."""

import random
from contextlib import suppress

import pytest

from beffroi import Card, Refused
from beffroi.testing import assert_no_leaks
from plugins.persona import Persona
from plugins.persona.tests.people import portray, write

VISITOR = "visitor"

CALLS = Card("c1", "« J’ai appelé quatre fois »", "verbatim", "external", origin="v1")
PHONE = Card("c2", "« On n’a qu’un téléphone pour trois »", "verbatim", origin="v2")


@pytest.fixture
def board(board_of):
    return board_of(Persona(), tables=3, anonymous=False, cards=[CALLS, PHONE])


def offered(board, table):
    """The evidence that can be chosen as a source, in its order."""
    html = board.html("board", table=table)
    return html.partition('data-list="evidence"')[2].partition("</template>")[0]


# --- gather ------------------------------------------------------------------------------------------


def test_a_tapped_card_is_chosen_and_a_second_tap_leaves_it_out(board):
    assert "0 of 2 chosen" in board.html("board", table=1)
    board.do("ana#1", "gather", card="c2", speaks=True)
    assert "1 of 2 chosen" in board.html("board", table=1)
    assert "0 of 2 chosen" in board.html("board", table=2)
    board.do("ana#1", "gather", card="c2", speaks=False)
    assert "0 of 2 chosen" in board.html("board", table=1)


def test_two_who_tap_the_same_card_at_once_both_choose_it(board):
    board.do("ana#1", "gather", card="c1", speaks=True)
    board.do("bob#1", "gather", card="c1", speaks=True)
    assert "1 of 2 chosen" in board.html("board", table=1)


def test_what_was_chosen_comes_first_among_the_sources(board):
    board.do("ana#1", "gather", card="c2", speaks=True)
    board.stage("fill")
    one, other = offered(board, 1), offered(board, 2)
    assert one.index("trois") < one.index("quatre") and other.index("quatre") < other.index("trois")


def test_what_somebody_heard_can_be_added_and_says_so(board):
    card = board.do("ana#1", "remember", text="« Je n’ose pas demander » (guichet)")
    html = board.html("board", table=1)
    assert "ose pas demander" in html and "from memory" in html and "1 of 3 chosen" in html
    board.stage("fill")
    line = write(board, "ana#1", "needs", "Demander sans honte")
    board.do("ana#1", "cite", line=line, card=card)
    assert "1 source" in board.html("board", table=1)


def test_a_card_that_is_not_there_is_not_chosen(board):
    with board.refused("no longer here"):
        board.do("ana#1", "gather", card="nowhere", speaks=True)


def test_nothing_handed_over_is_said_in_words(board_of):
    board = board_of(Persona(), tables=1, anonymous=False)
    assert "Nothing was handed over" in board.html("board", table=1)


# --- the portrait ------------------------------------------------------------------------------------


def test_progress_counts_the_five_things_a_persona_needs(board):
    board.stage("fill")
    assert board.method.progress(board.sheet(1)) == (0, 5)
    write(board, "ana#1", "motivations", "Que sa fille étudie")
    assert board.method.progress(board.sheet(1)) == (0, 5)
    assert "Still to be said: Invented first name" in " ".join(board.html("board", table=1).split())
    portray(board, "ana#1", "Yasmina")
    assert board.method.progress(board.sheet(1)) == (5, 5)
    assert "Still to be said" not in board.html("board", table=1)


def test_a_sentence_is_imagined_until_a_source_is_named(board):
    board.stage("fill")
    need = write(board, "ana#1", "needs", "Une seule réponse")
    assert "imagined" in board.html("board", table=1) and "0 of 1 sentences" in board.html("board", table=1)
    board.do("ana#1", "cite", line=need, card="c1")
    html = board.html("board", table=1)
    assert "imagined" not in html and "quatre fois" in html and "1 of 1 sentences" in html
    board.do("ana#1", "uncite", line=need, card="c1")
    assert "imagined" in board.html("board", table=1)


def test_an_invented_first_name_is_not_marked_as_imagined(board):
    board.stage("fill")
    write(board, "ana#1", "name", "Yasmina")
    assert "imagined" not in board.html("board", table=1)
    assert board.table("persona") == [["Table 1", "Invented first name", "Yasmina", ""]]


def test_several_fill_different_fields_at_once_and_two_in_the_same_see_both(board):
    board.stage("fill")
    write(board, "ana#1", "name", "Yasmina")
    write(board, "bob#1", "needs", "Une seule réponse")
    write(board, "cyd#1", "name", "Leïla")
    html = board.html("board", table=1)
    assert all(text in html for text in ("Yasmina", "Leïla", "Une seule réponse", "Keep this one"))
    (line,) = board.sheet(1).sheet.at("name")
    board.do("bob#1", "reword", line=line.id, base=line.mark, text="Leïla")
    assert "Yasmina" not in board.html("board", table=1)


def test_a_face_is_drawn_from_parts_and_carries_the_name(board):
    board.stage("fill")
    assert "Portrait to be drawn" in board.html("board", table=1)
    for slot, value in (("face", "round"), ("hair", "curly"), ("detail", "glasses"), ("tint", "gold")):
        board.do("ana#1", "pick", slot=slot, value=value)
    write(board, "ana#1", "name", "Yasmina")
    html = board.html("board", table=1)
    assert "Drawn portrait of Yasmina" in html and "tint-gold" in html and "face-glass" in html
    assert "<img" not in html
    with board.refused("answers offered"):
        board.do("ana#1", "pick", slot="hair", value="photo")


def test_several_channels_hold_together(board):
    board.stage("fill")
    for channel in ("web", "desk"):
        board.do("ana#1", "prefer", channel=channel, prefers=True)
    write(board, "ana#1", "name", "Yasmina")
    assert ["Table 1", "Preferred channels", "Desk, Web", ""] in board.table("persona")
    board.do("ana#1", "prefer", channel="web", prefers=False)
    assert ["Table 1", "Preferred channels", "Desk", ""] in board.table("persona")


def test_a_quote_stands_under_the_name_and_on_the_screen(board):
    board.stage("fill")
    write(board, "ana#1", "verbatim", "Je ne sais plus qui croire")
    assert "<blockquote" in board.html("board", table=1)
    assert "qui croire</blockquote>" in board.html("screen", "screen", table=1)


def test_what_the_portrait_rests_on_is_said(board):
    board.stage("fill")
    board.do("ana#1", "pick", slot="confidence", value="partial")
    board.do("ana#1", "ground", interviews=6, review="2027-03-01")
    board.stage("gallery")
    html = board.html("board", VISITOR, table=1)
    assert "Partial: some evidence" in html and "6 interviews" in html and "01/03/2027" in html


def test_demographics_are_not_asked_for_unless_a_facilitator_wants_them(board, board_of):
    board.stage("fill")
    assert "Age band" not in board.html("board", table=1)
    with board.refused("no longer there"):
        board.do("ana#1", "pick", slot="age", value="30")
    asking = board_of(Persona(), tables=1, anonymous=False, settings={"age": True, "place": True}, stages=["fill"])
    asking.do("ana#1", "pick", slot="age", value="30")
    html = asking.html("board", table=1)
    assert "18 to 29" in html and "Place of living" in html and "Household" not in html


def test_the_screen_shows_who_it_is_needs_and_irritants(board):
    portray(board, "ana#1", "Yasmina")
    html = board.html("screen", "screen", table=1)
    assert all(text in html for text in ("Yasmina", "External users", "veut savoir", "attend", "imagined"))
    assert "<button" not in html


def test_a_sentence_taken_back_is_gone_and_the_log_gives_the_same_sheet(board):
    _name, need, _irritant = portray(board, "ana#1", "Yasmina")
    board.do("ana#1", "cite", line=need, card="c1")
    with board.refused("built on it"):
        board.undo(need)
    late = board.do_at(1, "fac", "add", slot="needs", text="De trop")
    board.undo(late)
    assert "De trop" not in board.html("board", table=1)
    assert board.replayed() == board.snapshot()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_table_does_its_log_gives_the_same_sheet(board, seed):
    lots, slots = random.Random(seed), ("name", "needs", "irritants", "verbatim")
    board.stage("fill")
    for n in range(40):
        who, lines = f"{lots.choice('abc')}#1", list(board.sheet(1).sheet.lines.values())
        line = lots.choice(lines) if lines else None
        with suppress(Refused):
            if line is None or lots.random() < 0.4:
                write(board, who, lots.choice(slots), f"phrase {n}")
            elif lots.random() < 0.5:
                board.do(who, "reword", line=line.id, base=lots.choice((line.mark, "old")), text=f"mots {n}")
            else:
                board.do(who, lots.choice(("strike", "put_back")), line=line.id)
    board.html("board", table=1)
    assert board.replayed() == board.snapshot()


# --- gallery and amend -------------------------------------------------------------------------------


def test_what_others_say_in_the_gallery_is_read_and_answered_when_amending(board):
    _name, need, _irritant = portray(board, "ana#1", "Yasmina")
    board.stage("gallery")
    board.do_at(1, "bob#2", "react", line=need, kind="doubt", text="Entendu, ou supposé ?")
    board.do_at(1, "cyd#3", "react", kind="true")
    assert "Change" not in board.html("board", VISITOR, table=1)
    board.stage("amend")
    html = board.html("board", table=1)
    assert "Entendu, ou supposé\u202f?" in html and "Table 2" in html and "Of the whole portrait" in html
    reaction = next(iter(board.sheet(1).reactions.by_id))
    board.do("ana#1", "answered", reaction=reaction)
    assert "taken in" in board.html("board", table=1)
    assert board.table("reactions")[0] == ["Table 1", "Doubt", "Entendu, ou supposé ?", "Yasmina veut savoir"]


def test_a_visitor_reacts_and_takes_ones_own_reaction_back(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("gallery")
    assert "React to the whole portrait" in board.personal_view("bob#2", table=1)["html"]
    assert "own portrait" in board.personal_view("ana#1")["html"]
    reaction = board.do_at(1, "bob#2", "react", kind="question", text="Qui l’aide ?")
    assert (
        "Qui l’aide" in board.personal_view("bob#2", table=1)["html"]
        and "Qui l’aide" not in board.personal_view("cyd#3", table=1)["html"]
    )
    with board.refused("not yours"):
        board.do_at(1, "cyd#3", "unreact", reaction=reaction)
    board.do_at(1, "bob#2", "unreact", reaction=reaction)
    assert "Qui l’aide" not in board.html("board", VISITOR, table=1)


def test_a_doubt_without_words_is_refused(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("gallery")
    with board.refused("few words"):
        board.do_at(1, "bob#2", "react", kind="doubt")


def test_the_screen_counts_the_reactions(board):
    portray(board, "ana#1", "Yasmina")
    board.stage("gallery")
    board.do_at(1, "bob#2", "react", kind="true")
    assert "Rings true <strong>1</strong>" in board.html("screen", "screen", table=1)


def test_nothing_hidden_leaves(board_of):
    assert_no_leaks(board_of(Persona(), tables=2))
