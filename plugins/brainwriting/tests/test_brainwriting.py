"""Brainwriting, as people see it: sheets that pass on, what each marks, what each group keeps."""

import pytest

from beffroi import Card
from beffroi.testing.bounds import assert_bounded
from plugins.brainwriting import Brainwriting


@pytest.fixture
def board(board_of):
    return board_of(Brainwriting())


def _held(board, who):
    return board.state.sheets.held[who]


def _five(board):
    for who in ("ana", "bob", "cleo", "dan", "eve"):
        board.do(who, "take")
        board.do(who, "write", leaf=_held(board, who), text=f"Idée de {who}")


def test_a_sheet_passes_on_and_its_next_reader_goes_on_under_what_stands_there(board):
    _five(board)
    assert "Idée de bob" not in board.personal_view("ana")["html"]
    assert "5 ideas" in board.html("board", "facilitator") and "Idée de ana" not in board.html("board", "facilitator")
    board.stage("round2")
    (reader,) = (
        who for who, leaf in board.state.sheets.held.items() if "Idée de ana" in board.personal_view(who)["html"]
    )
    assert reader != "ana"
    board.do(reader, "write", leaf=_held(board, reader), text="Avec un rappel")
    with board.refused("gone on"):
        board.do("ana", "take_back_idea", idea=next(iter(board.state.sheets.lines)))
    for stage in ("mark", "keep"):
        board.stage(stage)
    assert next(row[4] for row in board.table("sheets") if row[3] == "Avec un rappel") == "Idée de ana"


def test_what_was_being_sent_as_the_sheets_went_on_arrives_on_the_sheet_it_was_for(board):
    _five(board)
    first = _held(board, "ana")
    board.stage("round2")
    board.do("ana", "write", leaf=first, text="Deuxième idée")
    assert [line.round for line in board.state.sheets.by("ana", first)] == [1, 1]
    board.do("ana", "write", leaf=first, text="Troisième idée")
    with board.refused("3 of your ideas"):
        board.do("ana", "write", leaf=first, text="Quatrième idée")
    with board.refused("never came to you"):
        board.do(
            "ana",
            "write",
            leaf=next(leaf for leaf in board.state.sheets.leaves if leaf not in (first, _held(board, "ana"))),
            text="x",
        )


def test_whoever_has_to_go_leaves_a_sheet_in_sight_that_a_latecomer_gets(board):
    _five(board)
    sheet = _held(board, "ana")
    board.do("ana", "give_back")
    assert "1 sheet waits for somebody" in board.html("board", "facilitator")
    assert "Take a sheet" in board.personal_view("fay")["html"]
    board.do("fay", "take")
    assert _held(board, "fay") == sheet and "Idée de ana" in board.personal_view("fay")["html"]
    with board.refused("already"):
        board.do("fay", "take")


def test_a_group_keeps_five_at_most_of_its_own_sheets_and_only_these_become_cards(board):
    _five(board)
    board.stage("mark")
    for who in ("ana", "bob"):
        (line,) = board.state.sheets.lines_of(_held(board, who))
        board.do(who, "mark", idea=line.id)
    with board.refused("another sheet"):
        board.do("cleo", "mark", idea=line.id)
    board.stage("keep")
    ids = list(board.state.sheets.lines)
    for who in ("fay", "gus"):
        with board.refused("Group 1 chooses"):
            board.do(who, "keep_idea", idea=ids[0])
    for id in ids:
        board.do("ana", "keep_idea", idea=id)
    board.do("bob", "leave_idea", idea=ids[0])
    board.stage("read")
    assert [card.text for card in board.hands_over()] == [f"Idée de {who}" for who in ("bob", "cleo", "dan", "eve")]
    assert "Idée de ana" not in board.html("screen", "screen").partition("All the sheets")[0]


def test_an_idea_taken_down_leaves_every_page_and_its_author_is_told(board):
    _five(board)
    for stage in ("mark", "keep"):
        board.stage(stage)
    id = next(iter(board.state.sheets.lines))
    board.do("ana", "keep_idea", idea=id)
    board.do("fac", "take_down_idea", idea=id, motive="person")
    assert "Idée de ana" not in board.html("board") and not board.hands_over()
    assert "was taken down by the facilitators: names a person" in board.personal_view("ana")["html"]
    with board.refused("no longer there"):
        board.do("ana", "keep_idea", idea=id)


def test_cards_handed_over_begin_the_sheets_and_keep_where_they_came_from(board_of):
    cards = [Card("h1", "Carte venue d’ailleurs", "card", origin="c7"), Card("q", "Comment… ?", "question", asks=True)]
    board = board_of(Brainwriting(), cards=cards)
    board.do("ana", "take")
    assert "Carte venue d’ailleurs" in board.personal_view("ana")["html"] and "Comment…" in board.html("head")
    for stage in ("mark", "keep"):
        board.stage(stage)
    board.do("ana", "keep_idea", idea="h1")
    assert [(card.text, card.origin) for card in board.hands_over()] == [("Carte venue d’ailleurs", "c7")]


def test_sixty_people_write_four_rounds_and_fifty_ideas_at_most_go_on(board):
    people = [f"p{n}@s{n % 2 + 1}" for n in range(60)]
    for who in people:
        board.grant(who)
        board.do(who, "take")
    for stage in ("round2", "round3", "round4"):
        for who, leaf in list(board.state.sheets.held.items()):
            board.do(who, "write", leaf=leaf, text=f"Idée {stage} {who}")
        board.stage(stage)
        assert len(board.state.sheets.held) == 60
    sizes = [len(group.members) for group in board.state.sheets.groups.values()]
    assert set(sizes) <= {4, 5, 6} and sum(sizes) == 60
    assert board.replayed() == board.snapshot()
    for stage in ("mark", "keep"):
        board.stage(stage)
    assert board.html("board").count("Group ") >= len(sizes)


def test_while_people_write_an_idea_is_on_its_reader_s_page_and_nowhere_else(board):
    _five(board)
    for stage in ("round1", "round2", "mark"):
        if stage != "round1":
            board.stage(stage)
        pages = [
            board.html(block, audience)
            for block in ("board", "screen", "control")
            for audience in ("participant", "screen", "facilitator")
        ]
        assert not any("Idée de ana" in page for page in pages)
        readers = [
            who for who in ("ana", "bob", "cleo", "dan", "eve") if "Idée de ana" in board.personal_view(who)["html"]
        ]
        assert len(readers) == 1 and (readers == ["ana"]) == (stage == "round1")
        assert board.results().table(board.activity, "sheets") is None and not board.hands_over()


def test_nobody_fills_it(board):
    assert_bounded(board)
