"""How much a notebook holds: said in a sentence, and what it costs grows no faster than what is in it."""

import pytest

from beffroi.testing.bounds import cost
from plugins.fieldnotes import Fieldnotes

LINES = "\n".join("a" * 2000)
LONG = {"kind": "interview", "facts": LINES, "feelings": LINES, "questions": LINES, "verbatims": LINES}


@pytest.fixture
def board(board_of):
    return board_of(Fieldnotes(), anonymous=False)


def note(board, who="ana", **said) -> str:
    return board.do(who, "write_note", kind="interview", **{"facts": "Un fait", "consent": "oral", **said})


def test_a_note_of_8000_one_letter_lines_is_refused_in_a_sentence(board):
    with board.refused("A note holds 60 sentences at most; this one has 8000"):
        board.do("ana", "write_note", **LONG)


def test_a_note_at_its_bound_is_taken_and_one_more_sentence_is_not(board):
    made = note(board, facts="\n".join(f"Fait {n}" for n in range(58)))
    board.do("ana", "add_to", note=made, kind="fact", text="Un de plus\nEt encore un")
    with board.refused("A note holds 60 sentences at most"):
        board.do("ana", "add_to", note=made, kind="fact", text="Un de trop")


def test_a_notebook_is_full_in_a_sentence(board):
    sixty = "\n".join(f"Fait numéro {n}" for n in range(60))
    for number in range(33):
        note(board, who=f"p{number}", facts=sixty)
    with board.refused("The notebook is full: 2000 sentences."):
        note(board, facts=sixty)
    note(board, facts="Un dernier")


def test_a_notebook_holds_so_many_characters_and_long_sentences_fill_it_too(board):
    for number in range(15):
        note(board, who=f"p{number}", facts="é" * 4000, feelings="é" * 4000, questions="é" * 4000, verbatims="é" * 4000)
    with board.refused("The notebook is full: 250000 characters."):
        note(board, facts="é" * 4000, feelings="é" * 4000, questions="é" * 4000)
    mine = note(board, who="p1", facts="Court")
    board.do("p1", "correct", card=f"{mine}.1", text="é" * 4000)
    board.do("p1", "add_to", note=mine, kind="fact", text="é" * 4000)
    with board.refused("The notebook is full: 250000 characters."):
        board.do("p1", "add_to", note=mine, kind="fact", text="é" * 4000)


def test_the_four_hundredth_note_costs_what_the_hundredth_did(board):
    def at(notes: int) -> float:
        while len(board.state.notes) < notes:
            note(board, who=f"p{len(board.state.notes)}", facts="Un fait\nUn autre\nUn troisième\nUn quatrième")
        return cost(lambda: [note(board, who="ana", facts="Un fait\nUn autre") for _ in range(20)])

    board.stage("cluster")  # numbered from here on
    board.stage("gather")
    first = at(100)
    assert at(400) < 2 * first + 0.002


def test_putting_a_sentence_right_costs_the_same_in_a_full_notebook(board):
    def correct() -> None:
        for card in cards:
            board.do("ana", "correct", card=card, text="Mieux dit")

    made = note(board, facts="\n".join(f"Fait {n}" for n in range(20)))
    cards = [f"{made}.{place}" for place in range(1, 21)]
    first = cost(correct)
    for number in range(300):
        note(board, who=f"p{number}", facts="Un fait\nUn autre\nUn troisième\nUn quatrième")
    mine = note(board, facts="\n".join(f"Fait {n}" for n in range(20)))
    cards = [f"{mine}.{place}" for place in range(1, 21)]
    assert cost(correct) < 2 * first + 0.002


def test_cards_are_numbered_in_a_time_that_grows_with_their_number(board):
    from beffroi.blocks.cards import Deck, Note

    def numbered(count: int) -> float:
        def work() -> None:
            cards = Deck(notes={str(n): Note(str(n), "a", "ana") for n in range(count)})
            cards.reveal()
            for n in range(count, count + 200):
                cards.add(Note(str(n), "a", "ana"))

        return cost(work)

    assert numbered(8000) < 8 * numbered(2000)


def test_an_old_notebook_beyond_the_bounds_still_opens_and_is_drawn(board):
    """Eight notes of 8,000 lines, as they could be written once: the rule is new, the log is not."""
    from plugins.fieldnotes.writing import WriteNote

    entry = board.record.entries[-1]
    for n in range(8):
        said = WriteNote.model_construct(**{**WriteNote(kind="interview", facts="a").model_dump(), **LONG})
        stamp = type(entry.stamp)(f"old{n}", "ana", "participant", "s1", "", entry.stamp.at, 0)
        said.apply(board.state, stamp)
    assert cost(board.state.board.reveal) < 2
    assert len(board.state.board.notes) == 48_000  # the verbatims have no consent
