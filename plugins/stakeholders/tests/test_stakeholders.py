"""A map of stakeholders, as people see it: placed unseen, what we do with each, who is bound to whom."""

import random

import pytest

from beffroi.testing import assert_no_leaks, play
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.stakeholders import Stakeholders

PLACED = {"Conseil de la vie lycéenne": (5, 2), "Syndicats": (5, 5), "Presse locale": (1, 2), "Préfecture": (3, 5)}
CROWD = [f"p{n}" for n in range(6)]


@pytest.fixture
def board(board_of):
    board = board_of(Stakeholders())
    for n, text in enumerate(PLACED):
        board.do(f"p{n}", "write", text=text)
    return board


@pytest.fixture
def placed(board):
    board.stage("cluster")
    board.stage("place")
    for who in CROWD:
        for text, values in PLACED.items():
            for scale, value in enumerate(values):
                board.do(who, "put", thing=party(board, text), scale=scale, value=value)
    board.stage("show")
    return board


def party(board, text):
    things = board.state.places.things or board.state.engaged.things
    return next(id for id, one in things.items() if one.text == text)


@pytest.mark.parametrize(
    "text", ["Mme Durand", "M. le maire", "Madame la rectrice", "mr Smith", "« Mme. Petit »", "M Durand"]
)
def test_what_reads_like_a_person_is_told_where_one_writes(board, text):
    with board.refused("write their function or their organisation"):
        board.do("ana", "write", text=text)
    assert "Never a person" in board.personal_view("ana")["html"]
    card = board.do("ana", "write", text="M.E.L., MSA, M6")
    with board.refused("write their function or their organisation"):
        board.do("ana", "edit", card=card, text=text)
    with board.refused(f"“{text}” reads like a person"):
        board.do("fac", "paper_cards", lines=f"Préfecture\n{text}")


def test_where_they_stand_is_told_by_four_strategies_and_what_is_on_the_line_is_to_settle(placed):
    for stage in ("describe", "see"):
        placed.stage(stage)
    assert {row[1]: str(row[0]) for row in placed.table("strategies")} == {
        "Syndicats": "To involve",
        "Conseil de la vie lycéenne": "To inform",
        "Presse locale": "To follow",
        "Préfecture": "To settle",
    }
    for audience in ("participant", "screen"):
        html = placed.html("screen" if audience == "screen" else "board", audience)
        assert "<svg" in html and html.index("To involve") < html.index("To settle")


def test_what_the_room_settles_goes_before_where_it_was_placed(placed):
    placed.stage("describe")
    placed.do("ana", "set_aspect", thing=party(placed, "Préfecture"), aspect="strategy", value="satisfy")
    placed.stage("see")
    assert {row[1]: str(row[0]) for row in placed.table("strategies")}["Préfecture"] == "To satisfy"
    with speaking("en"):
        assert "Préfecture — To satisfy" in {card.text for card in placed.hands_over()}


def test_an_action_wants_somebody_who_takes_care_of_it(placed):
    placed.stage("describe")
    placed.do("ana", "describe", thing=party(placed, "Syndicats"), aspect="do", text="Les rencontrer")
    row = next(row for row in placed.state.engaged.rows() if row.text == "Syndicats")
    with speaking("en"):
        assert [str(one) for one in row.missing] == ["Who takes care of it", "For when"]


def test_a_link_is_a_pair_with_a_word_said_once_and_taken_out(placed):
    placed.stage("describe")
    ends = {"one": party(placed, "Préfecture"), "other": party(placed, "Presse locale")}
    link = placed.do("ana", "bind", **ends)
    placed.do("bob", "say_link", link=link, text="communiqués")
    assert placed.table("links") == [["Préfecture", "Presse locale", "communiqués"]]
    placed.stage("see")
    assert "communiqués" in placed.html("screen", "screen") and "communiqués" in placed.html("board")
    with placed.refused("linked already"):
        placed.do("cleo", "bind", one=ends["other"], other=ends["one"])
    with placed.refused("two ends"):
        placed.do("cleo", "bind", one=ends["one"], other=ends["one"])
    placed.do("cleo", "unbind", link=link)
    assert "communiqués" not in placed.html("board")


def test_a_card_taken_down_leaves_map_strategies_and_links_and_comes_back_with_them(placed):
    placed.stage("describe")
    gone = party(placed, "Presse locale")
    placed.do("ana", "bind", one=party(placed, "Préfecture"), other=gone)
    placed.stage("see")
    placed.do("fac", "hide", card=gone, motive="person")
    for html in (placed.html("board"), placed.html("screen", "screen"), str(placed.table("placed"))):
        assert "Presse locale" not in html
    placed.do("fac", "restore", card=gone)
    assert placed.html("board").count("Presse locale") > 2 and len(placed.state.links.shown()) == 1


def test_it_stands_in_no_report_unless_it_is_ticked(placed):
    placed.stage("describe")
    placed.do("ana", "bind", one=party(placed, "Préfecture"), other=party(placed, "Syndicats"))
    placed.stage("see")
    sections = list(placed.method.report(placed.state, [], placed.standing.settings))
    assert {one.id for one in sections} == {"strategies", "cards", "placed", "described", "links"}
    assert all(one.on_request for one in sections) and placed.method.kept(placed.state) == []


def test_with_fewer_than_five_nothing_is_told_and_the_room_settles_each(board):
    board.stage("place")
    for who in CROWD[:4]:
        for scale in (0, 1):
            board.do(who, "put", thing=party(board, "Syndicats"), scale=scale, value=5)
    for stage in ("show", "describe", "see"):
        board.stage(stage)
    assert {str(row[0]) for row in board.table("strategies")} == {"To settle"} and "<svg" not in board.html("board")


def test_sixty_people_place_twelve_of_them_and_every_one_has_a_strategy(board_of):
    board, lots = board_of(Stakeholders()), random.Random(3)
    for n in range(12):
        board.do(f"p{n}", "write", text=f"Organisation {n}")
    board.stage("place")
    for who in (f"p{n}" for n in range(60)):
        for id in board.state.places.things:
            for scale in (0, 1):
                board.do(who, "put", thing=id, scale=scale, value=lots.choice((1, 2, 4, 5)))
    for stage in ("show", "describe", "see"):
        board.stage(stage)
    assert len(board.table("strategies")) == 12 and board.html("screen", "screen").count('<th scope="row">') == 12


def test_it_plays_leaks_nothing_and_nobody_fills_it(board_of, board):
    assert_no_leaks(board)
    assert_bounded(board_of(Stakeholders()))
    play(board_of(Stakeholders()))


def test_circles_are_drawn_from_the_middle_and_links_are_lines_between_them_on_both_drawings(placed):
    placed.stage("describe")
    for text, circle in (("Préfecture", "direct"), ("Syndicats", "direct"), ("Presse locale", "far")):
        placed.do("ana", "set_aspect", thing=party(placed, text), aspect="circle", value=circle)
    for one, other in (("Préfecture", "Presse locale"), ("Syndicats", "Conseil de la vie lycéenne")):
        placed.do("ana", "bind", one=party(placed, one), other=party(placed, other))
    assert 'class="bond"' not in placed.html("board")
    placed.stage("see")
    for html in (placed.html("board"), placed.html("screen", "screen")):
        across, rings = html.split('class="rings"')
        assert (across.count('class="bond"'), rings.count('class="bond"')) == (2, 1)  # nobody said of all how near
        assert rings.index("Direct") < rings.index("Far")
    sections = {one.id: one for one in placed.method.report(placed.state, [], placed.standing.settings)}
    assert sections["circles"].on_request and len(sections["circles"].pieces[0].bonds) == 2
    assert any(getattr(one, "bonds", ()) for one in sections["placed"].pieces)
    placed.do("fac", "hide", card=party(placed, "Presse locale"), motive="double")
    assert placed.html("board").split('class="rings"')[1].count('class="bond"') == 0
