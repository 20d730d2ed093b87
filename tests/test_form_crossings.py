"""Two questions of a form crossed, and answers by site on the board: groups of fewer than five are told nowhere."""

from __future__ import annotations

from random import Random

import pytest

from beffroi import Method, Refused
from beffroi.blocks.form import Form, LongText, OneOf, Page, YesNo
from beffroi.blocks.form.crossings import guarded
from beffroi.small_groups import FEWEST
from beffroi.testing import assert_no_leaks
from beffroi.words import speaking

WAYS = {"desk": "Au guichet", "phone": "Par téléphone", "mail": "Par courriel"}
PAGE = Page("Visite", (OneOf("way", "Par où", WAYS), YesNo("again", "Encore"), LongText("why", "Pourquoi")))


class Crossed(Method):
    """A form with one crossing."""

    api = 1
    id = "crossed"
    title = "Crossed"
    answers = Form(PAGE, crossings=(("way", "again"),))


class Written(Method):
    """A form whose questions a facilitator writes."""

    api = 1
    id = "written"
    title = "Written"
    answers = Form()


QUESTIONS = "# Visite\nway (choice) : Par où\n- Guichet\n- Téléphone\nagain (yes-no) : Encore\nwhy (long) : Pourquoi ?"


def answered(board, *groups):
    """So many people answered so, each group at its site."""
    who = 0
    for n, way, again in groups:
        for _ in range(n):
            who += 1
            said = {"way": way, "again": again}
            board.do(f"p{who}", "answer", page="way", said=said, words={}, earlier={})
    board.stage("results")
    return board


def reported(board) -> str:
    with speaking("en"):
        sections = board.method.report(board.state, (), board.standing.settings)
        return " ".join(str(getattr(piece, "text", piece)) for one in sections for piece in one.pieces)


def cells(html: str) -> list[str]:
    return [cell.partition("</td>")[0].strip() for cell in html.partition("×")[2].split("<td>")[1:]]


def test_a_crossing_says_how_many_of_those_who_said_this_said_that(board_of):
    board = answered(
        board_of(Crossed()), (6, "desk", "yes"), (7, "desk", "no"), (8, "phone", "yes"), (5, "phone", "no")
    )
    html = board.html("board")
    assert "Par où × Encore" in html and "not shown" not in html
    assert [cell for cell in cells(html) if cell.isdigit()] == ["6", "7", "8", "5", "0", "0"]
    assert board.table("crossings")[:2] == [
        ["Par où", "Au guichet", "Encore", "Yes", 6], ["Par où", "Au guichet", "Encore", "No", 7],
    ]  # fmt: skip
    assert "Par où × Encore" in reported(board)
    assert board.replayed() == board.snapshot()


def test_a_group_of_fewer_than_five_is_hidden_with_what_would_give_it_away_in_the_report_too(board_of):
    few = [(2, "desk", "yes"), (9, "desk", "no"), (8, "phone", "yes"), (6, "phone", "no")]
    board = answered(board_of(Crossed()), *few, (20, "mail", "yes"), (15, "mail", "no"))
    html = board.html("board")
    assert [cell for cell in cells(html) if cell] == ["–", "–", "–", "–", "20", "15"]
    assert "fewer than five" in html and "fewer than five" in reported(board)
    assert [row[-1] for row in board.table("crossings")] == [20, 15]
    alone = answered(board_of(Crossed()), *few)
    assert "–" not in cells(alone.html("board")) and "fewer than five people, who" in alone.html("board")


def test_nothing_of_it_is_seen_before_the_form_closes(board_of):
    assert_no_leaks(board_of(Crossed()))


@pytest.mark.parametrize("seed", range(40))
def test_no_count_below_five_is_shown_nor_follows_from_the_sums(seed):
    lots = Random(seed)
    counts = [[lots.choice((0, 0, 1, 2, 3, 5, 6, 9, 20)) for _ in range(lots.randint(2, 5))] for _ in range(4)]
    counts = [row[: len(counts[0])] + [0] * (len(counts[0]) - len(row)) for row in counts]
    shown = guarded(counts)
    assert all(n is None or n == 0 or n >= FEWEST for row in shown for n in row)
    for told, real in [*zip(shown, counts, strict=True), *zip(zip(*shown, strict=True), zip(*counts, strict=True), strict=True)]:  # fmt: skip  # noqa: E501
        held = [n for n, one in zip(real, told, strict=True) if one is None]
        assert not held or len(held) == len(real) or (len(held) > 1 and sum(held) >= FEWEST)


def test_what_is_told_safely_stays():
    assert guarded([[5, 9], [12, 7]]) == [[5, 9], [12, 7]]
    assert guarded([[0, 9], [12, 7]]) == [[0, 9], [12, 7]], "that nobody did is a count of everybody"
    assert guarded([[20, 3, 9], [8, 6, 7], [9, 30, 9]]) == [[20, None, None], [8, None, None], [9, 30, 9]]


@pytest.mark.parametrize(
    ("pair", "said"),
    [(("way", "gone"), "called “gone”"), (("why", "way"), "“why” offers no"), (("way", "way"), "itself")],
)
def test_a_crossing_that_cannot_be_counted_is_refused_by_its_name(pair, said):
    with pytest.raises(ValueError, match=said):
        Form(PAGE, crossings=(pair,))


def test_a_facilitator_writes_them_a_line_each(board_of):
    board = board_of(Written(), settings={"questions": QUESTIONS, "crossings": "way + again"})
    html = answered(board, (6, "guichet", "yes"), (7, "telephone", "no")).html("board")
    assert "Par où × Encore" in html
    with pytest.raises(Refused, match="gone"):
        board_of(Written(), settings={"questions": QUESTIONS, "crossings": "way + gone"})


def test_answers_by_site_stand_on_the_board_from_five_at_each_up(board_of):
    board = board_of(Crossed(), by_site=True)
    for n in range(10):
        board.do(f"p{n}@s{1 + n % 2}", "answer", page="way", said={"way": "desk", "again": "yes"}, words={}, earlier={})
    board.stage("results")
    assert "By site" in board.html("board") and "By site" in board.html("screen", "screen")


def test_of_a_question_that_one_answered_otherwise_nothing_stands_by_site(board_of):
    board = board_of(Crossed(), by_site=True)
    for n in range(10):
        board.do(f"p{n}@s{1 + n % 2}", "answer", page="way", said={"way": "desk", "again": "yes"}, words={}, earlier={})
    board.do("p99@s1", "answer", page="way", said={"way": "phone", "again": "yes"}, words={}, earlier={})
    board.stage("results")
    assert board.html("board").count("<caption>By site") == 1
