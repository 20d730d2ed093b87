"""Field notes, as people see them: written, read by the team, put right, grouped, handed on."""

import random
import re
from contextlib import suppress

import pytest

from beffroi import Card, Refused
from beffroi.testing import assert_no_leaks
from plugins.fieldnotes import Fieldnotes

NOTE = {
    "kind": "interview",
    "place": "Clermont",
    "day": "2026-11-12",
    "whom": "mère d’un lycéen",
    "audience": "external",
    "consent": "oral",
    "facts": "Elle a appelé quatre fois\n\n- Le guichet ferme à midi",
    "feelings": "Lassée",
    "questions": "Qui répond le mercredi ?",
    "verbatims": "« On m’a dit de rappeler »",
    "tags": "attente, #Guichet",
}
QUOTE = "On m’a dit de rappeler"
EVERYWHERE = (("board", "participant"), ("board", "facilitator"), ("screen", "screen"), ("control", "facilitator"))


@pytest.fixture
def board(board_of):
    return board_of(Fieldnotes(), anonymous=False)


def note(board, who="ana", **said) -> str:
    return board.do(who, "write_note", **{**NOTE, **said})


def seen(board, text) -> list[str]:
    """Where others read a text: blocks, exports, what can be handed over, the evidence chain."""
    told = {f"{block} of {audience}": board.html(block, audience) for block, audience in EVERYWHERE}
    told |= {"exports": str(board.results()), "handed": str(board.method.cards(board.state))}
    told |= {"traces": str(list(board.method.traces(board.state))), "another": str(board.personal_view("bob"))}
    told |= {block: str(board.html(block, "facilitator")) for block in ("agenda", "desk")}
    return [place for place, words in told.items() if text in words]


def test_a_note_is_one_command_and_one_sentence_a_line(board):
    made = note(board)
    assert [one.text for one in board.state.notes[made].said.values()] == [
        "Elle a appelé quatre fois", "Le guichet ferme à midi", "Lassée", "Qui répond le mercredi ?", QUOTE,
    ]  # fmt: skip
    html = board.html("board")
    assert "1 interview" in html and "Clermont · mère d’un lycéen" in html and "12/11/2026" in html
    assert f"“{QUOTE}”" in html and "Guichet" in html


@pytest.mark.parametrize(("block", "audience"), [("board", "participant"), ("screen", "screen"), ("input", "ana")])
def test_what_was_heard_word_for_word_is_a_quotation(board, block, audience):
    note(board)
    page = board.personal_view("ana")["html"] if block == "input" else board.html(block, audience)
    assert re.findall(rf"<(q|blockquote)[^>]*>“{QUOTE}”</\1>", page) and page.count(f"“{QUOTE}") == 1


def test_the_words_that_were_heard_come_first_and_the_rest_is_folded_under_context(board):
    form = board.personal_view("ana")["html"]
    assert form.index(">Verbatims<") < form.index(">Facts<") < form.index("<summary>Context") < form.index(">Place<")
    note(board)
    html = board.html("board")
    assert html.index(QUOTE) < html.index("Clermont") < html.index("<summary>Context") < html.index("Lassée")
    note(board, consent="none", facts="Guichet fermé", place="Hazebrouck")
    html = board.html("board")  # no word of it is read by others: the rest is not folded
    assert html.count("<summary>Context") == 1 and "Guichet fermé" in html


def test_the_team_reads_each_others_notes_and_nobodys_name(board):
    note(board)
    note(board, "bob", kind="visit", place="Hazebrouck", whom="")
    html = board.html("board") + board.html("control", "facilitator") + str(board.results())
    assert "Hazebrouck" in html and "1 site visit" in html and "ana" not in html and "bob" not in html
    assert_no_leaks(board)


def test_a_note_needs_a_sentence_and_nothing_else(board):
    with board.refused("at least one fact"):
        board.do("ana", "write_note", kind="visit", place="Clermont", facts=" \n ")
    made = board.do("ana", "write_note", kind="visit", facts="Deux files")
    assert board.state.notes[made].head.day == "2025-10-09"  # the day on which it came
    assert "Place not said" in board.html("board")


def test_the_form_says_what_consent_is_for_and_what_is_kept_of_those_who_are_met(board):
    html = board.personal_view("ana")["html"]
    assert "no name is kept" in html and "shown to you alone" in html and "never a name" in html
    assert "May I quote you" in html  # the guide, folded above


def test_a_verbatim_without_consent_is_its_writers_alone(board):
    made = note(board, consent="none")
    assert QUOTE in board.personal_view("ana")["html"] and "shown to you alone" in board.personal_view("ana")["html"]
    assert seen(board, "appelé quatre fois") and seen(board, QUOTE) == []
    assert "1 verbatim kept back: no consent" in board.html("board")
    board.stage("cluster")
    assert seen(board, QUOTE) == [] and seen(board, "Lassée")
    board.do("fac", "set_aside", note=made)
    assert seen(board, QUOTE) == []


def test_consent_given_later_shows_the_verbatim_and_taken_back_hides_it_again(board):
    made = note(board, consent="none")
    board.do("ana", "note_consent", note=made, consent="written")
    assert {"board of participant", "screen of screen", "exports", "handed"} <= set(seen(board, QUOTE))
    board.stage("cluster")
    board.do("fac", "move", card=f"{made}.5", to="new")
    board.do("ana", "note_consent", note=made, consent="none")
    assert seen(board, QUOTE) == [] and board.state.board.clusters == {}
    assert board.replayed() == board.snapshot()


def test_only_kinds_that_are_taken_are_offered_with_their_guide(board_of):
    settings = {"visit": False, "immersion": False, "guide_voxpop": "Qu’attendez-vous ?\nDepuis quand ?"}
    html = board_of(Fieldnotes(), settings=settings, anonymous=False).personal_view("ana", "fr")["html"]
    assert "Entretien" in html and "Micro-trottoir" in html and "Visite de site" not in html
    assert "<li>Depuis quand\u202f?</li>" in html and "Racontez-moi" in html


def test_what_was_handed_over_is_what_one_wants_to_find_out(board_of):
    board = board_of(Fieldnotes(), cards=[Card("c1", "Pourquoi rappellent-ils ?")], anonymous=False)
    assert "Pourquoi rappellent-ils\u202f?" in board.personal_view("ana")["html"]


# --- putting right ---------------------------------------------------------------------------------


def test_ones_own_note_is_completed_corrected_and_taken_back(board):
    made = note(board)
    added = board.do("ana", "add_to", note=made, kind="fact", text="Trois sièges\n- Un seul ouvert")
    board.do("ana", "correct", card=f"{added}.2", text="Un seul guichet ouvert")
    board.do("ana", "correct", card=f"{made}.3", text="")
    board.do("ana", "edit_note", card=f"{made}.0", place="Clermont (Oise)", day="2026-11-13", tags="accueil")
    html = board.html("board")
    assert "Un seul guichet ouvert" in html and "Lassée" not in html and "Clermont (Oise)" in html
    assert "13/11/2026" in html and "accueil" in html and "attente" not in html
    board.do("ana", "take_back_note", note=made)
    assert seen(board, "Clermont") == [] and board.state.board.notes == {}


@pytest.mark.parametrize("command", ["add_to", "correct", "edit_note", "note_consent", "take_back_note"])
def test_nobody_changes_the_note_of_somebody_else(board, command):
    made = note(board)
    data = {
        "add_to": {"note": made, "text": "Non"},
        "correct": {"card": f"{made}.1", "text": "Non"},
        "edit_note": {"card": f"{made}.0", "place": "Non", "day": "2026-11-12"},
    }
    with board.refused("is not yours"):
        board.do("bob", command, **data.get(command, {"note": made}))


def test_a_note_from_paper_is_entered_by_a_facilitator(board):
    note(board, "fac")
    assert "paper" in board.html("control", "facilitator") and "Clermont" in board.html("board")


def test_a_note_in_the_bin_is_shown_nowhere_and_comes_back_where_it_was_grouped(board):
    made = note(board)
    board.stage("cluster")
    cluster = f"c-{board.do('fac', 'move', card=f'{made}.1', to='new')}"
    board.do("fac", "set_aside", note=made)
    assert "appelé quatre fois" not in board.html("board") + board.html("screen", "screen") + str(board.results())
    assert "Bin: 1 note" in board.html("control", "facilitator") and board.method.cards(board.state) == []
    board.do("fac", "bring_back", note=made)
    assert board.state.board.notes[f"{made}.1"].cluster == cluster and seen(board, "quatre fois")
    board.do("fac", "hide", card=f"{made}.1")
    assert "quatre fois" not in board.html("board") + str(board.results())
    board.stage("gather")
    assert "quatre fois" not in board.html("board") and "guichet ferme" in board.html("board")


def test_a_note_others_have_grouped_cannot_be_undone_a_grouping_can(board):
    made = note(board, "fac")
    board.stage("cluster")
    moved = board.do("fac", "move", card=f"{made}.1", to=f"{made}.2")
    with board.refused("built on it"):
        board.undo(made)
    board.undo(moved)
    assert board.state.board.clusters == {}
    board.undo(made)
    assert board.state.notes == {} and board.replayed() == board.snapshot()


# --- erasure ---------------------------------------------------------------------------------------


def test_one_line_is_erased_with_its_corrections_and_the_others_keep_their_places(board):
    made = note(board)
    board.stage("cluster")
    moved = board.do("fac", "move", card=f"{made}.1", to=f"{made}.2")
    board.do("ana", "correct", card=f"{made}.1", text="Elle a appelé six fois")
    board.erase(f"{made}.1")
    assert seen(board, "six fois") == seen(board, "quatre fois") == []
    assert "fois" not in str(board.record.entries) and "fois" not in board.personal_view("ana")["html"]
    assert board.state.board.notes[f"{made}.2"].cluster == f"c-{moved}"
    assert board.state.notes[made].said[f"{made}.5"].text == QUOTE
    board.stage("gather")
    assert "Clermont" in board.html("board") and "Le guichet ferme à midi" in board.html("board")


def test_the_head_of_a_note_is_erased_without_its_sentences(board):
    made = note(board)
    board.do("ana", "edit_note", card=f"{made}.0", place="Chez Madame Dupont", day="2026-11-12", tags="Dupont")
    board.erase(f"{made}.0")
    assert "Dupont" not in str(board.record.entries) and "Clermont" not in str(board.record.entries)
    assert "quatre fois" in board.html("board") and "Place not said" in board.html("board")


def test_a_whole_note_is_erased_and_its_grouping_can_still_be_read(board):
    made, other = note(board), note(board, facts="Un autre fait")
    board.stage("cluster")
    board.do("fac", "move", card=f"{made}.1", to=f"{other}.1")
    board.erase(made)
    assert seen(board, "appelé") == [] and "lycéen" not in str(board.state.notes[made])
    assert seen(board, "Un autre fait") and not board.record.broken
    assert len(board.results().table(board.activity, "sentences").rows) == 4


# --- debriefing ------------------------------------------------------------------------------------


def test_every_sentence_becomes_a_card_that_is_grouped_and_named(board):
    one, two = note(board), note(board, "bob", place="Hazebrouck", facts="Le guichet est fermé le midi")
    board.stage("cluster")
    cluster = f"c-{board.do('fac', 'move', card=f'{one}.2', to=f'{two}.1')}"
    board.do("fac", "name_cluster", cluster=cluster, title="Fermé quand on vient")
    html = board.html("board")
    assert "Fermé quand on vient" in html and f"«\u00a0{QUOTE}\u00a0»" in html
    rows = {row[1]: row for row in board.table("sentences")}
    assert rows["Le guichet est fermé le midi"] == [
        "Fact", "Le guichet est fermé le midi", "Interview", "Hazebrouck", "Fermé quand on vient",
    ]  # fmt: skip
    (trace,) = [trace for trace in board.method.traces(board.state) if trace.kind == "cluster"]
    assert set(trace.sources) == {f"{one}.2", f"{two}.1"} and trace.audience == "external"


def test_the_cards_follow_the_notes_back_and_forth(board):
    one = note(board)
    board.stage("cluster")
    board.do("fac", "move", card=f"{one}.1", to=f"{one}.2")
    board.stage("gather")
    two = note(board, "bob", facts="Venu après", feelings="", questions="", verbatims="")
    board.do("ana", "correct", card=f"{one}.1", text="")
    board.stage("cluster")
    assert "Venu après" in board.html("board") and "quatre fois" not in board.html("board")
    assert sorted(card.number for card in board.state.board.shown()) == [2, 3, 4, 5, 6]
    board.do("bob", "take_back_note", note=two)
    assert "Venu après" not in board.html("board") and board.replayed() == board.snapshot()


def test_a_note_that_comes_during_the_debriefing_waits_in_the_tray(board):
    note(board)
    board.stage("cluster")
    late = note(board, "bob", facts="Écrit hors ligne", consent="none")
    assert seen(board, "Écrit hors ligne") in ([], ["desk"]) and seen(board, QUOTE) != []
    board.core("admit", activity=board.activity, entry=late)
    assert "Écrit hors ligne" in board.html("board")


# --- what leaves -----------------------------------------------------------------------------------


def test_sentences_are_handed_over_with_their_kind_and_whom_they_are_about(board):
    made = note(board, audience="staff")
    cards = {card.kind: card for card in board.method.cards(board.state)}
    assert set(cards) == {"fact", "feeling", "question", "verbatim"}
    assert cards["verbatim"] == Card(f"{made}.5", QUOTE, "verbatim", "staff")
    traces = {trace.id: trace for trace in board.method.traces(board.state)}
    assert traces[f"{made}.5"].sources == (made,) and traces[made].kind == "interview"


def test_the_export_says_where_notes_come_from_and_starts_no_formula(board):
    note(board, place="=cmd|calc", verbatims='"=1+1"')
    found = board.results().table(board.activity, "notes")
    assert found.rows == [
        [
            "Interview",
            "=cmd|calc",
            "2026-11-12",
            "mère d’un lycéen",
            "External users",
            "consent given aloud",
            "attente, Guichet",
        ]
    ]
    assert ",'=cmd" in board.csv("notes")
    assert ",'=1+1" in board.csv("sentences")


def test_the_screen_counts_and_shows_the_latest_verbatims(board):
    for day in range(10, 20):
        note(board, day=f"2026-11-{day}", verbatims=f"Le {day}")
    html = board.html("screen", "screen", "fr")
    assert "10 entretiens" in html and "«\u00a0Le 19\u00a0»" in html and "Le 10" not in html


def test_notes_of_an_anonymous_activity_are_played_the_same(board_of):
    board = board_of(Fieldnotes())
    made = note(board)
    board.do("ana", "add_to", note=made, kind="question", text="Et ensuite ?")
    with board.refused("is not yours"):
        board.do("bob", "take_back_note", note=made)
    assert board.personal_view("ana")["own"].keys() == {made, *board.state.notes[made].said}
    assert "my note" not in board.html("board") and board.replayed() == board.snapshot()


@pytest.mark.parametrize("seed", range(15))
def test_whatever_people_do_no_verbatim_without_consent_is_read_and_the_log_replays(board, seed):
    lots = random.Random(seed)
    secret = {consent: f"mot {consent}" for consent in ("none", "oral")}
    for _ in range(60):
        notes = [*board.state.notes, "x"]
        one, who = lots.choice(notes), lots.choice(("ana", "bob"))
        card = lots.choice([*board.state.board.notes, "x"])
        acts = (
            lambda who=who: note(board, who, consent=lots.choice(list(secret)), verbatims="mot"),
            lambda who=who, one=one: board.do(who, "note_consent", note=one, consent=lots.choice(list(secret))),
            lambda who=who, one=one: board.do(who, "add_to", note=one, text="mot ajouté"),
            lambda who=who, card=card: board.do(who, "correct", card=card, text=lots.choice(("", "mot changé"))),
            lambda who=who, one=one: board.do(who, "take_back_note", note=one),
            lambda one=one: board.do("fac", lots.choice(("set_aside", "bring_back")), note=one),
            lambda card=card: board.do("fac", lots.choice(("hide", "restore")), card=card),
            lambda card=card: board.do("fac", "move", card=card, to=lots.choice([*board.state.board.notes, "new", ""])),
            lambda: board.stage("gather" if board.standing.stage == "cluster" else "cluster"),
            lambda: board.undo(lots.choice(board.record.logs[board.activity]).id),
        )
        with suppress(Refused):
            lots.choice(acts)()
        for made in board.state.notes.values():
            held = {id for id, one in made.said.items() if made.may_be_quoted(one)}
            assert {id for id, kept in board.state.board.notes.items() if kept.origin == made.id} == held
    assert board.replayed() == board.snapshot() and not board.record.broken
    for made in board.state.notes.values():
        hidden = {id for id, one in made.said.items() if not made.may_be_quoted(one)}
        assert not hidden & {card.id for card in board.method.cards(board.state)}
