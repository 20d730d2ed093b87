"""The method, as people see it: played on a board, without a server."""

import pytest
from beffroi import Card
from beffroi.testing import assert_no_leaks, play
from beffroi_fivewhys import Fivewhys


def room(board_of, problem="Les dossiers se perdent", **how):
    return board_of(Fivewhys(), settings={"problem": problem}, **how)


def chain(board, *texts):
    """Ana and Bob answer in turn."""
    after, made = "", []
    for n, text in enumerate(texts):
        after = board.do(("ana", "bob")[n % 2], "answer", after=after, text=text)
        made.append(after)
    return made


def test_a_chain_of_five_and_no_more(board_of):
    board = room(board_of)
    assert "Les dossiers se perdent" in board.html("screen")
    made = chain(board, "un", "deux", "trois", "quatre", "cinq")
    for block in ("board", "screen"):
        html = board.html(block)
        at = [html.index(f">{text}<") for text in ("un", "deux", "trois", "quatre", "cinq")]
        assert at == sorted(at) and html.count("fivewhys-last") == 1
    with board.refused("five whys are answered"):
        board.do("ana", "answer", after=made[-1], text="six")
    assert "Because" not in board.personal_view("ana")["html"]


def test_the_first_entry_says_the_problem(board_of):
    board = room(board_of, "")
    with board.refused("problem first"):
        board.do("ana", "answer", text="Parce que")
    assert "The problem" in board.personal_view("ana")["html"]
    problem = board.do("ana", "pose", text="On attend trop")
    with board.refused("said already"):
        board.do("bob", "pose", text="Autre chose")
    board.do("ana", "change", link=problem, text="On attend vraiment trop")
    assert "On attend vraiment trop" in board.html("screen")
    board.do("ana", "take_back", link=problem)
    assert "No problem said yet" in board.html("screen")


def test_who_answers_at_the_same_time_reads_first(board_of):
    board = room(board_of)
    chain(board, "un")
    with board.refused("changed meanwhile"):
        board.do("bob", "answer", after="", text="un aussi")


def test_the_last_is_its_authors_and_the_facilitators(board_of):
    board = room(board_of)
    one, two = chain(board, "un", "deux")
    with board.refused("somebody else"):
        board.do("ana", "change", link=two, text="trois")
    with board.refused("Only the last"):
        board.do("ana", "take_back", link=one)
    assert "Take it back" not in board.personal_view("ana")["html"]
    board.do("bob", "change", link=two, text="deux et demi")
    assert "deux et demi" in board.html("board")
    board.do("fac", "change", link=two, text="deux, dit autrement")
    assert "deux, dit autrement" in board.personal_view("bob")["html"]
    board.do("fac", "take_back", link=two)
    board.do("ana", "take_back", link=one)
    assert board.table("chain") == [["Problem", "Les dossiers se perdent"]]


def test_limits(board_of):
    board = room(board_of)
    with pytest.raises(ValueError):
        board.do("ana", "answer", text="x" * 141)
    with pytest.raises(ValueError):
        board.do("ana", "answer", text="")


def test_the_last_is_the_root_cause(board_of):
    board = room(board_of)
    assert board.hands_over() == []
    chain(board, "un", "deux")
    board.stage("read")
    assert [(card.kind, card.text) for card in board.hands_over()] == [("root_cause", "deux")]
    with board.refused():
        board.do("ana", "answer", text="trop tard")


def test_a_card_can_be_the_problem(board_of):
    board = room(board_of, "", cards=[Card("c1", "Le bruit")])
    assert "Le bruit" in board.html("screen")


def test_each_table_has_its_chain(board_of):
    board = board_of(Fivewhys(), tables=2, share_by="table", settings={"problem": "Le bruit"})
    board.do("ana#1", "answer", text="Les murs")
    board.do("bob#2", "answer", text="La route")
    assert "Les murs" in board.html("screen", table=1) and "Les murs" not in board.html("screen", table=2)
    board.stage("read")
    assert "La route" in board.html("board", table=2)
    assert sorted(card.text for card in board.hands_over()) == ["La route", "Les murs"]
    assert board.replayed() == board.snapshot()


def test_erased_answers_are_gone(board_of):
    board = room(board_of)
    made = board.do("ana", "answer", text="Martin oublie")
    board.do("ana", "change", link=made, text="Martin oublie tout")
    board.erase(made)
    assert "Martin" not in board.html("board") + board.snapshot() + board.html("control", "facilitator")


def test_nothing_leaks_and_it_plays(board_of):
    assert_no_leaks(room(board_of))
    play(room(board_of))
    play(board_of(Fivewhys(), tables=2, share_by="table"))


def test_in_french(board_of):
    board = room(board_of)
    chain(board, "un")
    assert "Premier pourquoi" in board.html("screen", locale="fr")


def test_a_replay_comes_to_the_same(board_of):
    board = room(board_of)
    one, two = chain(board, "un", "deux")
    board.do("bob", "take_back", link=two)
    assert board.replayed() == board.snapshot()
