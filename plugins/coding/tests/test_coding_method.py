"""Coding answers together, as people see it: what was handed over, its chain, and what leaves it."""

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from plugins.coding import CodeTogether

SAID = [Card(f"h{n}", words, "text") for n, words in enumerate(("On attend trop", "Personne ne rappelle"))]


def test_what_was_handed_over_is_read_by_nobody_else_before_it_was_read_for_names(board_of):
    board = board_of(CodeTogether(), cards=SAID, settings={"codes": "Attente"})
    assert "On attend trop" in board.html("control", "facilitator")
    assert "On attend trop" not in board.html("board") + board.html("screen", "screen")
    assert not board.results().activities[0].tables and not [*board.method.traces(board.state)]
    assert_no_leaks(board)


def test_codes_go_on_as_cards_and_lead_back_to_what_was_written(board_of):
    board = board_of(CodeTogether(), cards=SAID, settings={"codes": "Attente", "second_reader": False})
    board.do("fac", "release_up_to", text=board.state.read.waiting()[-1].id)
    board.stage("code")
    board.do("ana", "take_texts")
    for id in board.state.read.texts:
        board.do("ana", "tag", text=id, code="c0")
    board.stage("compare")
    (card,) = board.hands_over()
    assert card.text == "Attente" and {words for _id, words in card.details} == {one.text for one in SAID}
    links = {trace.text: trace.sources for trace in board.method.traces(board.state)}
    assert set(links["Attente"]) == {one.id for one in board.state.read.texts.values()}


def test_what_one_person_may_add_is_bounded(board_of):
    assert_bounded(board_of(CodeTogether(), cards=SAID))


@pytest.mark.parametrize("stage", ["reread", "code"])
def test_what_is_handed_over_once_it_has_begun_waits_to_be_read_like_the_rest(board_of, stage):
    board = board_of(CodeTogether())
    assert "There is no text yet" in board.html("control", "facilitator")
    if stage == "code":
        board.stage("code")
    board.hand(SAID)
    assert {one.text for one in board.state.read.waiting()} == {"On attend trop", "Personne ne rappelle"}
    if stage == "code":
        assert "2 texts wait to be read for names" in board.html("control", "facilitator")
        board.do("ana", "take_texts")
    assert "On attend trop" not in board.html("board") + str(board.personal_view("ana"))


def test_what_was_erased_is_read_by_nobody_and_moves_nothing_that_others_read(board_of):
    board = board_of(CodeTogether(), settings={"codes": "Attente", "second_reader": False})
    board.hand([*SAID, Card("h2", "Le guichet ferme", "text")])
    board.do("fac", "release_up_to", text=board.state.read.waiting()[-1].id)
    board.stage("code")
    board.do("ana", "take_texts")
    for id in board.state.read.texts:
        board.do("ana", "tag", text=id, code="c0")
    gone = next(iter(board.state.read.texts))
    board.erase(gone)
    assert board.state.read.texts[gone].text == "[…]"
    assert board.state.read.progress() == (2, 2)
    for page in (board.html("control", "facilitator"), board.html("board"), board.personal_view("ana")["html"]):
        assert "[…]" not in page
    board.stage("compare")
    assert len(board.state.read.coded()[0].texts) == 2, "what was read of the others counts"
    assert "[…]" not in board.html("board") + board.html("control", "facilitator") + str(board.results())
