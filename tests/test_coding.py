"""What people wrote, coded together, as they see it: read for names, coded unseen, settled where readers differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi import Method
from beffroi.blocks.coding import Coding, kappa
from beffroi.blocks.listed import Listed
from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from tests.support.pages import unmarked

TEXTS = ("On attend trop longtemps", "Madame Lenoir est très aimable", "Le courrier est illisible")
LINES = {"lines": "\n".join(TEXTS), "codes": "Attente\nAccueil"}


class Sorted(Method):
    """Typed texts, coded."""

    api = 1
    id = "sorted"
    title = "Textes codés"
    typed = Listed()
    read = Coding(on=typed)


@pytest.fixture
def board(board_of):
    return board_of(Sorted(), settings=LINES)


def text(board, words):
    return next(id for id, one in board.state.read.texts.items() if one.text == words)


def code(board, words):
    return next(id for id, said in board.state.read.codes.items() if said == words)


def let_out(board, *texts):
    board.stage("reread")
    for one in texts:
        board.do("fac", "release", text=text(board, one))
    board.stage("code")


def give(board, who, words, *codes):
    for one in codes:
        board.do(who, "tag", text=text(board, words), code=code(board, one))


def everywhere(board):
    return board.html("board") + board.html("screen", "screen")


def test_nobody_but_facilitators_reads_a_text_before_it_was_read_for_names(board):
    assert TEXTS[1] in board.html("control", "facilitator") and TEXTS[1] not in everywhere(board)
    board.do("fac", "hold_back", text=text(board, TEXTS[1]), motive="person")
    let_out(board, TEXTS[0])
    board.do("ana", "take_texts")
    own = board.personal_view("ana")["html"]
    assert TEXTS[0] in own and TEXTS[1] not in own and TEXTS[2] not in own
    assert_no_leaks(board)


def test_what_is_let_out_together_is_what_stood_there_and_what_came_below_since_waits(board):
    shown = [one.id for one in board.state.read.waiting()][:2]
    board.do("fac", "release_up_to", text=shown[-1])
    assert [one.id for one in board.state.read.going_out()] == shown and len(board.state.read.waiting()) == 1
    with board.refused("look again at those that are left"):
        board.do("fac", "release_up_to", text=shown[-1])


def test_each_text_goes_to_two_readers_and_nobody_sees_the_codes_of_another(board):
    let_out(board, *TEXTS)
    for who in ("ana", "bo", "cy"):
        board.do(who, "take_texts")
    give(board, "ana", TEXTS[0], "Attente")
    assert TEXTS[0] not in board.personal_view("cy")["html"]
    assert 'aria-pressed="true"' not in board.personal_view("bo")["html"]
    assert "Readings: 1 of 6" in board.html("screen", "screen")


def test_a_code_made_on_the_way_is_everybodys_and_one_that_says_the_same_is_the_same(board):
    let_out(board, *TEXTS)
    for who in ("ana", "bo"):
        board.do(who, "take_texts")
    board.do("ana", "new_code", text=text(board, TEXTS[2]), words="Langage")
    board.do("bo", "new_code", text=text(board, TEXTS[2]), words="langage ")
    assert [*board.state.read.codes.values()] == ["Attente", "Accueil", "Langage"]
    assert "Langage" in board.personal_view("bo")["html"]


def test_where_readers_differ_it_is_settled_and_only_what_is_kept_counts(board):
    let_out(board, *TEXTS)
    for who in ("ana", "bo"):
        board.do(who, "take_texts")
    give(board, "ana", TEXTS[0], "Attente", "Accueil")
    give(board, "bo", TEXTS[0], "Attente")
    give(board, "ana", TEXTS[2], "Accueil")
    board.do("bo", "no_code", text=text(board, TEXTS[2]))
    board.stage("compare")
    seen = unmarked(board.html("screen", "screen"))
    assert "Accueil: one reader" in seen and "readers agree on 100 %" in seen
    assert board.table("codes") == [["Attente", 1, 2, 100, 1.0], ["Accueil", 0, 2, 0, -1.0]]
    board.do("fac", "keep_code", text=text(board, TEXTS[0]), code=code(board, "Accueil"))
    board.do("fac", "drop_code", text=text(board, TEXTS[2]), code=code(board, "Accueil"))
    assert [row[:2] for row in board.table("codes")] == [["Attente", 1], ["Accueil", 1]]
    assert "Accueil: kept" in unmarked(board.html("board")) and "one reader" not in board.html("board")
    assert [(card.text, card.details[0][1]) for card in board.hands_over()] == [
        ("Attente", TEXTS[0]), ("Accueil", TEXTS[0]),
    ]  # fmt: skip


def test_a_code_renamed_as_another_is_that_one(board):
    let_out(board, *TEXTS)
    for who in ("ana", "bo"):
        board.do(who, "take_texts")
    board.do("ana", "new_code", text=text(board, TEXTS[0]), words="File d’attente")
    give(board, "bo", TEXTS[0], "Attente")
    board.do("fac", "rename_code", code=code(board, "File d’attente"), words="attente")
    board.stage("compare")
    assert "Where two readers differ" not in board.html("board")
    assert board.table("codes")[0][:2] == ["Attente", 1]


def test_a_text_held_back_later_leaves_every_page_and_the_results_and_says_for_what(board):
    let_out(board, *TEXTS)
    board.do("ana", "take_texts")
    for one in TEXTS:
        give(board, "ana", one, "Accueil")
    board.stage("compare")
    assert TEXTS[1] in board.html("board")
    board.do("fac", "hold_back", text=text(board, TEXTS[1]), motive="person")
    assert TEXTS[1] not in everywhere(board) and board.table("codes")[0][1] == 2
    assert "names a person" in board.html("control", "facilitator")


def test_what_somebody_took_and_left_is_dealt_again(board_of):
    board = board_of(Sorted(), settings={**LINES, "second_reader": False})
    let_out(board, *TEXTS)
    board.do("ana", "take_texts")
    board.do("bo", "take_texts")
    assert TEXTS[0] not in board.personal_view("bo")["html"]
    board.do("fac", "deal_again")
    board.do("bo", "take_texts")
    assert TEXTS[0] in board.personal_view("bo")["html"] and TEXTS[0] not in board.personal_view("ana")["html"]
    with board.refused("no longer yours to read"):
        give(board, "ana", TEXTS[0], "Attente")


def test_a_code_that_is_too_long_or_one_too_many_is_refused_in_a_sentence(board, board_of):
    with board.refused("a code has 60 signs at most"):
        board_of(Sorted(), settings={**LINES, "codes": "x" * 61})
    let_out(board, *TEXTS)
    board.do("ana", "take_texts")
    for n in range(15):
        board.do("ana", "new_code", text=text(board, TEXTS[0]), words=f"code {n}")
    with board.refused("There are enough codes by now"):
        board.do("ana", "new_code", text=text(board, TEXTS[0]), words="encore un")


def test_sixty_people_read_a_hundred_texts_and_each_is_read_twice(board_of):
    texts = [f"Réponse {n} du lot" for n in range(100)]
    board = board_of(Sorted(), settings={"lines": "\n".join(texts), "codes": "Un\nDeux"})
    while waiting := board.state.read.waiting()[:40]:
        board.do("fac", "release_up_to", text=waiting[-1].id)
    board.stage("code")
    for n in range(60):
        board.do(f"p{n}", "take_texts")
        own = board.personal_view(f"p{n}")["html"]
        for one in filter(own.__contains__, texts):
            give(board, f"p{n}", one, "Un" if n % 2 else "Deux")
    assert board.state.read.progress() == (200, 200)
    board.stage("compare")
    assert len(board.html("screen", "screen")) < 300_000


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
def test_kappa_is_one_where_readers_agree_and_never_beyond(given_codes):
    found = kappa(given_codes)
    assert found is None or -1 <= found <= 1
    if found is not None and all(one == other for one, other in given_codes):
        assert found == 1


def test_it_plays_and_what_one_may_add_is_bounded(board):
    play(board)
    assert_bounded(board)
