"""Sites: told where every site has five people, and nowhere else."""

import re

import pytest

from plugins.ideation import Ideation


def filled(board_of, amiens: int, **said):
    board = board_of(Ideation(), settings={"question": "?"}, **said)
    for number in range(5):
        board.do(f"l{number}", "write", text=f"Lille {number}")
    for number in range(amiens):
        board.do(f"a{number}@s2", "write", text=f"Picardie {number}")
    board.stage("reveal")
    return board


def test_cards_say_their_site_where_every_site_has_five_writers(board_of):
    board = filled(board_of, 5, by_site=True)
    assert 'data-site="Amiens"' in board.html("board")
    assert {row[-1] for row in board.table("cards")} == {"Lille", "Amiens"}


@pytest.mark.parametrize("amiens, said", [(4, {"by_site": True}), (5, {}), (4, {"anonymous": False})])
def test_cards_do_not_say_their_site_of_a_small_group_nor_where_nobody_was_told(board_of, amiens, said):
    board = filled(board_of, amiens, **said)
    assert "Amiens" not in board.html("board")
    assert all("Amiens" not in row for row in board.table("cards"))


def test_a_site_has_its_mark_its_colour_and_its_name_together(board_of):
    board = filled(board_of, 5, by_site=True)
    chip = '<span class="site-name site-1"><span class="mark" aria-hidden="true">A</span> Amiens</span>'
    assert board.html("board").count(chip) == 5


def voted(board_of, amiens: int):
    board = filled(board_of, 5, by_site=True)
    board.stage("vote")
    option = sorted(board.state.dots.options)[0]
    for who in [*(f"l{n}" for n in range(5)), *(f"a{n}@s2" for n in range(amiens))]:
        board.do(who, "dot", option=option)
    board.stage("decide")
    return board


def test_results_show_the_total_and_each_site_side_by_side(board_of):
    board = voted(board_of, 6)
    dots = re.findall(r"</span> (?:Lille|Amiens)</span> <strong>(\d)", board.html("board"))
    assert dots[:2] == ["5", "6"]
    found = board.results().table(board.activity, "votes")
    assert found.columns[-2:] == ["Lille", "Amiens"] and found.rows[0][2:3] + found.rows[0][-2:] == [11, 5, 6]


def test_votes_of_a_small_site_are_not_told_and_the_page_says_why(board_of):
    board = voted(board_of, 4)
    assert "Amiens</span> <strong>" not in board.html("board")
    assert "fewer than five voters" in board.html("board")
    assert "Amiens" not in board.results().table(board.activity, "votes").columns


def test_nothing_by_site_before_the_vote_closes(board_of):
    board = filled(board_of, 5, by_site=True)
    board.stage("vote")
    option = sorted(board.state.dots.options)[0]
    for number in range(5):
        board.do(f"l{number}", "dot", option=option)
        board.do(f"a{number}@s2", "dot", option=option)
    assert "<strong>5</strong>" not in board.html("board") and "by-site" not in board.html("screen", "screen")


def test_clusters_merge_keep_a_name_and_come_apart(board_of):
    board = filled(board_of, 0)
    board.stage("read")
    board.stage("cluster")
    ids = [note.id for note in board.state.ideas.shown()]
    one, two = (f"c-{board.do('fac', 'move', card=card, to='new')}" for card in ids[:2])
    board.do("fac", "name_cluster", cluster=one, title="Simplifier")
    with board.refused("no longer here"):
        board.do("fac", "merge_clusters", cluster=one, into=one)
    merged = board.do("fac", "merge_clusters", cluster=one, into=two)
    assert board.state.ideas.clusters[two].name == "Simplifier" and one not in board.state.ideas.clusters
    assert "Simplifier" in board.html("desk", "facilitator")
    board.do("fac", "split_cluster", cluster=two)
    assert not board.state.ideas.clusters and len(board.state.ideas.shown()) == 5
    assert merged


def test_ones_own_cards_are_marked_in_ones_own_page_alone(board_of):
    board = filled(board_of, 5)
    assert set(board.personal_view("l1")["own"]) == {
        note.id
        for note in board.state.ideas.of(
            board.record.who_in(board.record.agenda.activities[board.activity], board.grant("l1"))
        )
    }
    assert "my card" not in board.html("board")
