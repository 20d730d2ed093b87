"""1-2-4-all, as people see it: alone, in pairs, in fours, all together."""

from random import Random

import pytest

from beffroi import Here
from beffroi.testing.bounds import assert_bounded
from plugins.one_two_four import OneTwoFour
from plugins.one_two_four.circles import fours, pairs

PEOPLE = ("ana", "bob", "cleo", "dan", "eve")


@pytest.fixture
def board(board_of):
    return board_of(OneTwoFour())


def _alone(board, people=PEOPLE):
    for who in people:
        board.do(who, "write", text=f"Idée de {who}")


def _beside(board, who):
    return next(one for one in PEOPLE if one != who and one in board.state.circle_of(who).members)


def test_a_neighbour_sees_what_one_wrote_alone_and_nobody_else_does(board):
    _alone(board)
    assert (
        "Idée de ana" not in board.html("board", "facilitator")
        and board.results().table(board.activity, "ideas") is None
    )
    board.stage("pairs")
    readers = {who for who in PEOPLE if "Idée de ana" in board.personal_view(who)["html"]}
    assert readers == set(board.state.circle_of("ana").members) and "ana" in readers
    shown = [
        board.html(block, audience)
        for block in ("board", "screen", "control")
        for audience in ("screen", "facilitator")
    ]
    assert not any("Idée de" in page for page in shown)
    assert "2 pairs talk" in board.html("board") and not board.hands_over()


def test_the_page_says_with_whom_by_name_and_where(board):
    _alone(board)
    board.stage("pairs")
    other = _beside(board, "ana")
    assert other.title() in board.personal_view("ana")["html"].partition("What lies before you")[0]


def test_each_level_keeps_three_at_most_and_what_was_kept_goes_on(board):
    for who in ("ana", "bob"):
        for n in range(3):
            board.do(who, "write", text=f"Idée {n} de {who}")
    with board.refused("three ideas"):
        board.do("ana", "write", text="Une de plus")
    board.stage("pairs")
    ids = list(board.state.ideas)
    for id in ids[:2]:
        board.do("ana", "keep_idea", idea=id)
    board.do("bob", "write_together", text="Formulée ensemble")
    with board.refused("already"):
        board.do("bob", "keep_idea", idea=ids[3])
    board.stage("fours")
    assert "Formulée ensemble" in board.personal_view("bob")["html"]
    assert "Idée 2 de ana" not in board.personal_view("bob")["html"]
    board.stage("all")
    assert "Formulée ensemble" in board.html("screen", "screen")
    with board.refused("the facilitators keep"):
        board.do("ana", "keep_idea", idea=ids[0])
    board.do("fac", "keep_idea", idea=ids[0])
    assert [card.text for card in board.hands_over()] == ["Idée 0 de ana"]
    assert ["Idée 0 de ana", "kept by everybody"] in [list(map(str, row)) for row in board.table("ideas")]


def test_two_who_sit_together_say_so_and_those_left_behind_are_with_each_other(board):
    _alone(board, ("ana", "bob", "cleo", "dan"))
    board.stage("pairs")
    other = next(who for who in ("bob", "cleo", "dan") if who not in board.state.circle_of("ana").members)
    with board.refused("Nobody here has that name"):
        board.do("ana", "pair_up", called="Personne")
    with board.refused("your own name"):
        board.do("ana", "pair_up", called="Ana")
    board.do("ana", "pair_up", called=other.title())
    assert set(board.state.circle_of("ana").members) == {"ana", other}
    rest = {"bob", "cleo", "dan"} - {other}
    assert set(board.state.circle_of(rest.pop()).members) >= rest
    assert f"Idée de {other}" in board.personal_view("ana")["html"]


def test_whoever_comes_late_joins_a_pair_and_sees_what_lies_before_it(board):
    _alone(board, ("ana", "bob"))
    board.stage("pairs")
    assert "Join others" in board.personal_view("late")["html"]
    board.do("late", "join_others")
    assert len(board.state.circle_of("late").members) == 3 and "Idée de ana" in board.personal_view("late")["html"]
    with board.refused("with somebody already"):
        board.do("late", "join_others")


def test_ideas_of_whoever_has_left_go_to_a_circle_of_their_site(board):
    _alone(board)
    board.presence.people["eve"].left = True
    board.stage("pairs")
    assert sum("Idée de eve" in board.personal_view(who)["html"] for who in PEOPLE if who != "eve") in (2, 3)


def test_pairs_are_of_one_table_and_fours_of_one_site_whatever_the_number():
    for people in range(2, 46):
        here = [Here(f"p{n}", f"s{n % 2}", f"t{n % 2}{n // 12}" if n % 3 else "") for n in range(people)]
        made = pairs(here, Random(people))
        assert sorted(one.who for pair in made for one in pair) == sorted(one.who for one in here)
        assert all(len({one.site for one in pair}) == 1 for pair in made)
        assert {len(pair) for pair in made} <= ({2, 3} if people > 3 else {1, 2, 3})
        four = fours(here, [[one.who for one in pair] for pair in made])
        assert sorted(one.who for group in four for one in group) == sorted(one.who for one in here)
        sizes = {site: sum(one.site == site for one in here) for site in ("s0", "s1")}
        for group in four:
            assert len({one.site for one in group}) == 1
            assert 3 <= len(group) <= 5 or sizes[group[0].site] < 3


def test_sixty_people_come_together_and_a_log_that_is_read_again_is_the_same(board):
    people = [f"p{n}@s{n % 2 + 1}" for n in range(60)]
    _alone(board, people)
    for stage in ("pairs", "fours", "all"):
        board.stage(stage)
        if stage != "all":
            for circle in list(board.state.of(stage)):
                board.do(circle.members[0], "keep_idea", idea=board.state.offered(circle)[0].id)
    assert len(list(board.state.of("pairs"))) == 30 and len(board.state.everybody().brings) in (14, 15, 16)
    assert board.replayed() == board.snapshot()


def test_what_is_taken_down_leaves_every_page_and_its_author_is_told(board):
    _alone(board, ("ana", "bob"))
    for stage in ("pairs", "fours", "all"):
        board.stage(stage)
    id = next(iter(board.state.ideas))
    board.do("fac", "take_down_idea", idea=id, motive="person")
    assert "Idée de ana" not in board.html("board") and "names a person" in board.personal_view("ana")["html"]


def test_nobody_fills_it(board):
    assert_bounded(board)
