"""Five whys, as people see them."""

import pytest

from beffroi import Card
from beffroi.testing import assert_parts_named
from plugins.fivewhys import Fivewhys

LOST = {"problem": "Les dossiers se perdent"}


@pytest.fixture
def board(board_of):
    return board_of(Fivewhys(), share_by="room", settings=LOST)


@pytest.fixture
def tables(board_of):
    return board_of(Fivewhys(), tables=2, settings=LOST)


def chain(board, *texts, people=("ana", "bob"), after=""):
    """Answers one below the other, by people in turn."""
    made = []
    for n, text in enumerate(texts):
        after = board.do(people[n % len(people)], "answer", after=after, text=text)
        made.append(after)
    return made


def test_a_chain_of_five_and_no_more(board):
    made = chain(board, "un", "deux", "trois", "quatre", "cinq")
    for html in (board.html("board"), board.html("screen", "screen")):
        at = [html.index(f">{text}<") for text in ("un", "deux", "trois", "quatre", "cinq")]
        assert at == sorted(at) and html.count("fivewhys-end") == 1 and "ana" not in html
    with board.refused("five whys are answered"):
        board.do("ana", "answer", after=made[-1], text="six")
    assert "Add this answer" not in board.personal_view("ana")["html"]


def test_people_say_the_problem_where_neither_a_setting_nor_a_card_does(board_of):
    board = board_of(Fivewhys(), share_by="room")
    with board.refused("problem first"):
        board.do("ana", "answer", text="Parce que")
    problem = board.do("ana", "pose", text="On attend trop")
    with board.refused("said already"):
        board.do("bob", "pose", text="Autre chose")
    board.do("ana", "change", link=problem, text="On attend vraiment trop")
    assert "On attend vraiment trop" in board.html("screen", "screen")
    board.do("ana", "take_back", link=problem)
    assert "No problem was said yet" in board.html("screen", "screen")


def test_the_first_card_handed_over_is_the_problem(board_of):
    board = board_of(Fivewhys(), share_by="room", cards=[Card("c1", "Le bruit", origin="n1")])
    (wall,) = chain(board, "Les murs")
    assert "Le bruit" in board.html("screen", "screen")
    sources = {trace.id: trace.sources for trace in Fivewhys().traces(board.state)}
    assert sources == {"c1": ("n1",), wall: ("c1",), f"c-{wall}": ("c1", wall)}


def test_who_answers_at_the_same_time_reads_first(board):
    chain(board, "un")
    with board.refused("changed meanwhile"):
        board.do("bob", "answer", after="", text="un aussi")


def test_another_answer_to_a_why_begins_a_chain_beside(board):
    one, two = chain(board, "un", "deux")
    other = board.do("cleo", "branch", beside=two, text="deux autrement")
    board.do("ana", "answer", after=other, text="trois autrement")
    chains = [[link.text for link in one.links] for one in board.state.chains()]
    assert chains == [["un", "deux"], ["un", "deux autrement", "trois autrement"]]
    board.do("bob", "branch", beside=one, text="un autrement")
    with board.refused("3 chains"):
        board.do("bob", "branch", beside=one, text="encore")
    assert "Another answer…" not in board.html("board")
    assert {card.text for card in board.hands_over()} == {"deux", "trois autrement", "un autrement"}


def test_the_end_of_a_chain_is_its_author_s_and_the_facilitators(board):
    one, two = chain(board, "un", "deux")
    with board.refused("Somebody else"):
        board.do("ana", "change", link=two, text="trois")
    with board.refused("Only the end"):
        board.do("ana", "take_back", link=one)
    assert "Take it back" not in board.personal_view("ana")["html"]
    board.do("bob", "change", link=two, text="deux et demi", is_checked=True)
    assert "checked" in board.html("board")
    board.do("fac", "change", link=two, text="dit autrement")
    assert "dit autrement" in board.personal_view("bob")["html"]
    board.do("fac", "take_back", link=two)
    assert [row[3] for row in board.table("chain")] == ["un"]


def test_a_root_cause_is_handed_over_with_the_way_down_to_it(board):
    chain(board, "un", "deux")
    board.stage("read")
    assert board.html("screen", "screen").count("root cause") == 1
    (cause,) = board.hands_over()
    assert (cause.kind, cause.text) == ("root_cause", "deux")
    assert [text for _id, text in cause.details] == ["Les dossiers se perdent", "un", "deux"]
    with board.refused("over"):
        board.do("ana", "answer", text="trop tard")


def test_the_chains_of_all_tables_stand_side_by_side(tables):
    first = chain(tables, "Les murs", "Le béton", people=("ana#1",))
    chain(tables, "La route", people=("bob#2",))
    assert "Les murs" not in tables.html("board", table=2)
    tables.stage("read")
    html = tables.html("screen", "screen")
    assert all(text in html for text in ("Les murs", "Le béton", "La route"))
    assert sorted(card.text for card in tables.hands_over()) == ["La route", "Le béton"]
    assert_parts_named(tables)
    tables.stage("ask")
    tables.do("ana#1", "answer", after=first[-1], text="Le prix")
    tables.stage("read")
    assert sorted(card.text for card in tables.hands_over()) == ["La route", "Le prix"]
    tables.stage("ask")
    tables.do("ana#1", "take_back", link=tables.sheet(1).ends()[0].id)
    tables.stage("read")
    assert sorted(card.text for card in tables.hands_over()) == ["La route", "Le béton"]
    assert tables.replayed() == tables.snapshot()


def test_an_erased_answer_is_gone_with_every_wording_and_where_it_was_brought(tables):
    made = tables.do("ana#1", "answer", text="Martin oublie")
    tables.do("ana#1", "change", link=made, text="Martin oublie tout")
    tables.do("bob#1", "answer", after=made, text="Trop de piles")
    tables.stage("read")
    tables.erase(made)
    assert "Martin" not in tables.html("board") + tables.snapshot() + tables.html("control", "facilitator")
    assert "Trop de piles" in tables.html("board")


def test_an_answer_sends_itself_and_what_was_the_end(board):
    one, two, three = chain(board, "un", "deux", "trois")
    board.html("board")
    four = board.do("bob", "answer", after=three, text="quatre")
    assert set(board.sent("board")["parts"]) == {f"{one}-{three}", f"{one}-{four}"}


def test_a_log_read_again_comes_to_the_same(board):
    one, two = chain(board, "un", "deux")
    board.do("bob", "branch", beside=one, text="autrement")
    board.do("bob", "take_back", link=two)
    assert board.replayed() == board.snapshot()
