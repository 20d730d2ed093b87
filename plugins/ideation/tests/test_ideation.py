"""Ideation, as people see it."""

import re

import pytest

from plugins.ideation import Ideation


@pytest.fixture
def board(board_of):
    return board_of(Ideation(), settings={"question": "Comment faire plus clair ?", "keep": 1})


def write(board, who, *texts):
    return [board.do(who, "write", text=text) for text in texts]


def test_nobody_reads_a_card_before_the_reveal(board):
    write(board, "ana", "Un seul formulaire")
    for block, audience in (("board", "participant"), ("screen", "screen"), ("control", "facilitator")):
        assert "formulaire" not in board.html(block, audience)
    assert "1 card written" in board.html("board")
    assert board.results().activities[0].withheld == "not revealed"


def test_where_nobody_wrote_pages_and_screens_say_so_at_each_stage_and_no_longer_once_there_is_a_card(board):
    for stage in ("reveal", "read", "cluster"):
        board.stage(stage)
        for block, audience in (("board", "participant"), ("screen", "screen")):
            assert "There is no card yet" in board.html(block, audience), (stage, audience)
    board.stage("collect")
    write(board, "ana", "Un seul formulaire")
    board.stage("reveal")
    assert "There is no card yet" not in board.html("board")


def test_the_revealed_order_is_not_the_order_of_writing(board):
    for number in range(20):
        write(board, f"p{number}", f"idée {number:02d}")
    board.stage("reveal")
    shown = [row[1] for row in board.table("cards")]
    assert sorted(shown) == [f"idée {number:02d}" for number in range(20)]
    assert shown != sorted(shown)
    assert [row[0] for row in board.table("cards")] == list(range(1, 21))


def test_a_person_writes_as_many_cards_as_allowed_and_can_take_one_back(board):
    first, *_ = write(board, "ana", "un", "deux", "trois")
    with board.refused("all your cards"):
        write(board, "ana", "quatre")
    board.do("ana", "take_back", card=first)
    write(board, "ana", "quatre")
    assert "quatre" in board.personal_view("ana")["html"]
    assert "deux" not in board.personal_view("bob")["html"]


def test_nobody_edits_the_card_of_somebody_else(board):
    (card,) = write(board, "ana", "un")
    with board.refused("not yours"):
        board.do("bob", "edit", card=card, text="deux")


def test_a_card_that_comes_late_waits_for_the_facilitators(board):
    write(board, "ana", "à l'heure")
    board.stage("reveal")
    late = board.do("bob", "write", text="en retard")
    assert "en retard" not in board.html("board")
    board.core("admit", activity=board.activity, entry=late)
    assert "en retard" in board.html("board")
    assert board.table("cards")[-1][1] == "en retard"


def test_what_is_left_out_of_the_tray_never_shows(board):
    board.stage("reveal")
    late = board.do("bob", "write", text="en retard")
    board.core("drop", activity=board.activity, entry=late)
    assert board.table("cards") == []
    with board.refused("no longer waiting"):
        board.core("admit", activity=board.activity, entry=late)


def test_cards_are_grouped_and_named_and_a_merge_keeps_every_original(board):
    one, two, three = write(board, "ana", "lettre simple", "lettre courte", "guichet")
    board.stage("reveal")
    board.stage("cluster")
    board.do("fac", "move", card=one, to=two)
    cluster = next(iter(board.state.ideas.clusters))
    board.do("fac", "name_cluster", cluster=cluster, title="Écrire simplement")
    assert {row[1]: row[2] for row in board.table("cards")} == {
        "lettre simple": "Écrire simplement",
        "lettre courte": "Écrire simplement",
        "guichet": "",
    }
    assert [card.text for card in board.method.cards(board.state)] == ["Écrire simplement", "guichet"]
    board.do("fac", "move", card=one, to="")
    board.do("fac", "move", card=two, to="")
    assert board.state.ideas.clusters == {}
    with board.refused("no longer here"):
        board.do("fac", "move", card=three, to=cluster)


def test_a_participant_cannot_group(board):
    one, two = write(board, "ana", "un", "deux")
    board.stage("cluster")
    with board.refused("facilitators group the cards"):
        board.do("ana", "move", card=one, to=two)


def test_a_card_in_the_bin_can_be_taken_out_again(board):
    (card,) = write(board, "ana", "hors sujet")
    board.stage("reveal")
    board.do("fac", "hide", card=card)
    assert "hors sujet" not in board.html("board")
    board.do("fac", "restore", card=card)
    assert "hors sujet" in board.html("board")


def test_an_idea_others_have_voted_on_cannot_be_taken_back(board):
    (idea,) = write(board, "ana", "Un seul formulaire")
    board.stage("vote")
    board.do("bob", "dot", option=idea)
    with board.refused("built on it"):
        board.undo(idea)


def test_a_grouping_can_be_undone(board):
    one, two = write(board, "ana", "un", "deux")
    board.stage("cluster")
    moved = board.do("fac", "move", card=one, to=two)
    board.undo(moved)
    assert board.state.ideas.clusters == {}
    with board.refused("already been taken back"):
        board.undo(moved)


def test_undoing_a_dot_taken_back_never_breaks_the_budget(board):
    ideas = [write(board, f"p{n}", f"idée {n}")[0] for n in range(12)]
    board.stage("vote")
    dots = [board.do("bob", "dot", option=idea) for idea in ideas[:3]]
    assert len(dots) == board.state.dots.budget
    taken = board.do("bob", "take_dot", option=ideas[0])
    board.do("bob", "dot", option=ideas[3])
    with board.refused("built on it"):
        board.undo(taken)


def test_paper_cards_come_from_a_pasted_table(board):
    board.stage("reveal")
    board.do("fac", "paper_cards", lines="Lettre\tsimple\n\nGuichet unique\n")
    assert [row[1] for row in board.table("cards")] == ["Lettre · simple", "Guichet unique"]
    assert {row[3] for row in board.table("cards")} == {"paper"}
    with board.refused("140"):
        board.do("fac", "paper_cards", lines="x" * 141)


def test_going_back_to_group_returns_the_dots_of_what_changes(board):
    one, two, three = write(board, "ana", "un", "deux", "trois")
    board.stage("vote")
    board.do("bob", "dot", option=one)
    board.do("bob", "dot", option=three)
    board.stage("cluster")
    board.do("fac", "move", card=one, to=two)
    board.stage("vote")
    assert board.state.dots.spent(board.record.who_in(board.record.agenda.present, board.grant("bob"))) == 1
    assert board.personal_view("bob")["own"] == {three: {"dots": 1}}


def test_the_log_read_again_gives_the_same_board(board):
    one, two, _ = write(board, "ana", "un", "deux", "trois")
    board.stage("reveal")
    board.stage("cluster")
    board.do("fac", "move", card=one, to=two)
    board.stage("vote")
    board.do("bob", "dot", option=next(iter(board.state.ideas.clusters)))
    board.stage("decide")
    assert board.replayed() == board.snapshot()


@pytest.mark.parametrize(("block", "audience"), [("control", "facilitator"), ("screen", "screen")])
def test_the_letter_that_a_group_is_called_out_with_is_in_the_page_and_not_drawn_by_its_looks(board, block, audience):
    one, two, three, four, _five = [*write(board, "ana", "un", "deux", "trois"), *write(board, "bob", "quatre", "cinq")]
    board.stage("cluster")
    for card, to in ((one, two), (three, four)):
        board.do("fac", "move", card=card, to=to)
    assert re.findall(r'group-letter">(.)', board.html(block, audience)) == ["A", "B"]
