"""What is shown of a form gives away no few people, and hides nothing of a whole group: both ways."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from beffroi import Method
from beffroi.blocks.form import Form, OneOf, Page, Scale, When, YesNo
from beffroi.small_groups import FEWEST
from beffroi.words import speaking

ENDS = {1: "non", 5: "oui"}
PAGE = Page(
    "Visite",
    (
        OneOf("way", "Par où", {"desk": "Guichet", "mail": "Courriel", "phone": "Téléphone"}),
        Scale("pace", "Assez vite", 1, 5, ENDS),
        YesNo("again", "Encore"),
        YesNo("told", "Le diriez-vous", when=(When("again", ("no",)),)),
    ),
)
CLOSED = ("way", "pace", "again", "told")


class Watched(Method):
    """Closed questions, one of which follows from another, and a crossing."""

    api = 1
    id = "watched"
    title = "Watched"
    answers = Form(PAGE, crossings=(("way", "again"), ("way", "pace")))


@pytest.fixture
def board(board_of):
    return board_of(Watched(), by_site=True)


def answer(board, who, lots):
    said = {"way": lots.choice(("desk", "mail", "phone")), "pace": str(lots.randint(1, 5))}
    said |= {"again": lots.choice(("yes", "yes", "no")), "told": lots.choice(("yes", "no"))}
    if said["again"] == "yes":
        del said["told"]
    board.do(who, "answer", page="way", said=said, words={}, earlier={})


def shown(board) -> dict[str, Counter]:
    """What everyone reads of each question: counts by answer, of those that say any."""
    with speaking("en"):
        found = board.method.view(board.state)["answers"]["found"]
        return {one.id: Counter({str(share.text): share.n for share in one.shares}) for one in found if one.shares}


def crossed(board) -> dict[str, tuple]:
    made = board.method.view(board.state)["answers"]["crossings"]
    return {one.id: tuple(n for _text, cells in one.rows for n in cells) for one in made}


@pytest.mark.parametrize("people", [5, 12, 15])
def test_every_closed_question_that_all_were_asked_shows_as_it_is_in_a_small_room(board, people):
    for n in range(people):
        board.do(f"p{n}@s1", "answer", page="way", said={"way": "mail" if n else "desk", "pace": "3", "again": "yes"})
    board.stage("results")
    told = shown(board)
    assert told["way"] == {"Guichet": 1, "Courriel": people - 1, "Téléphone": 0}, "singletons included"
    assert told["pace"]["3"] == people and told["again"]["Yes"] == people


def test_of_fewer_than_five_nothing_is_counted_out_and_a_sentence_says_so(board):
    for n in range(4):
        board.do(f"p{n}@s1", "answer", page="way", said={"way": "mail", "pace": "3", "again": "no", "told": "yes"})
    board.stage("results")
    assert shown(board) == {} and board.html("board").count("nothing is shown of it") == len(CLOSED)
    assert all(row[1] == "" for row in board.table("answers"))


def test_a_question_that_follows_from_an_answer_of_a_few_shows_only_how_many_were_asked(board):
    for n in range(12):
        said = {"way": "mail", "pace": "3", "again": "no" if n < 3 else "yes"}
        board.do(f"p{n}@s1", "answer", page="way", said=said | ({"told": "yes"} if n < 3 else {}))
    board.stage("results")
    assert "told" not in shown(board) and shown(board)["again"]["No"] == 3


def test_figures_that_were_shown_stay_until_five_people_answered_otherwise(board):
    lots = Random(4)
    for n in range(12):
        board.do(
            f"p{n}@s1", "answer", page="way", said={"way": "mail", "pace": str(lots.randint(1, 5)), "again": "yes"}
        )
    board.stage("results")
    before = shown(board)
    for n in range(4):
        board.stage("answer")
        board.do(f"late{n}@s1", "answer", page="way", said={"way": "desk", "pace": "1", "again": "yes"})
        board.stage("results")
        assert shown(board) == before and "do not count" in board.html("board")
    board.stage("answer")
    board.do("late4@s1", "answer", page="way", said={"way": "desk", "pace": "1", "again": "yes"})
    board.stage("results")
    assert shown(board)["way"]["Guichet"] == 5 and "do not count" not in board.html("board")
    assert board.replayed() == board.snapshot()


@pytest.mark.parametrize("seed", range(12))
def test_no_two_moments_and_no_two_figures_differ_by_fewer_than_five_people(board, seed):
    """Everyone who watches the results subtracts: one moment from another, sites and crossings from the whole."""
    lots, seen = Random(seed), {}
    for _time in range(6):
        for _answer in range(lots.choice((1, 2, 3, 4, 6, 12, 30))):
            n = lots.randint(0, 59)
            answer(board, f"p{n}@s{1 + n % 2}", lots)
        board.stage("results")
        answers = board.state.answers
        for name, counts in shown(board).items():
            given = {who: one.marks.get(name, ()) for who, one in answers.responses.items()}
            earlier = seen.setdefault(name, [])
            if [counts] != [one for one, _given in earlier[-1:]]:
                changed = [
                    sum(given.get(who, ()) != was.get(who, ()) for who in given | was) for _counts, was in earlier
                ]
                assert all(n >= FEWEST for n in changed)
                earlier.append((counts, given))
        for name, cells in crossed(board).items():
            for before in seen.setdefault(name, []):
                pairs = [pair for pair in zip(before, cells, strict=True) if None not in pair]
                assert all(old == new or abs(old - new) >= FEWEST for old, new in pairs)
            seen[name].append(cells)
        for figures in answers.figures.values():
            rest = Counter(figures.tally.marks) if figures.by_site else Counter()
            for counts in figures.by_site.values():
                assert all(n >= FEWEST for n in counts.values())
                rest.subtract(counts)
            assert all(n == 0 or n >= FEWEST for n in rest.values())
        board.stage("answer")
