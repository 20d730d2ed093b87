"""A long survey that many answer: the last answer costs what the tenth did, and no page grows past what it can hold."""

from __future__ import annotations

import re
import sys
from collections import Counter

import pytest

from beffroi.blocks.form.views import TEXTS_LEAST, TEXTS_MOST
from beffroi.words import speaking
from plugins.survey import Survey

ASKED = 30
QUESTIONS = "\n".join(
    f"q{n} (long) : Quoi, {n} ?" if n % 3 else f"# Page {n}\nq{n} (choix) : Lequel, {n} ?\n- Un\n- Deux"
    for n in range(ASKED)
)


@pytest.fixture
def board(board_of):
    return board_of(Survey(), settings={"questions": QUESTIONS, "show_texts": True, "crossings": "q0 + q3"})


def answer(board, who, pages=ASKED):
    for n in range(0, pages, 3):
        words = {f"q{n + 1}": f"Une phrase de {who}", f"q{n + 2}": "Une autre"}
        board.do(who, "answer", page=f"q{n}", said={f"q{n}": "un" if n % 2 else "deux"}, words=words, earlier={})


def work_of(act) -> Counter[str]:
    """How often each function of the form is called."""
    called: Counter[str] = Counter()

    def note(frame, event, _arg):
        if event == "call" and "/blocks/form/" in frame.f_code.co_filename:
            called[frame.f_code.co_qualname] += 1

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return called


def test_an_answer_costs_what_it_did_at_the_tenth(board):
    for n in range(9):
        answer(board, f"p{n}")
    tenth = work_of(lambda: answer(board, "the tenth"))
    for n in range(10, 90):
        answer(board, f"p{n}")
    assert tenth.total() > 0 and work_of(lambda: answer(board, "the last")) == tenth


def test_the_results_of_many_are_read_without_going_through_their_answers(board):
    def drawn(more):
        board.stage("answer")
        for n in range(more, 2 * more):
            answer(board, f"p{n}", 6)
        board.stage("results")
        return work_of(lambda: board.method.view(board.state))

    few, many = drawn(8), drawn(64)
    assert few.total() > 0 and {name: many[name] for name in few if not name.startswith("Answers.together")} == dict(
        few
    )


def test_a_page_holds_as_many_texts_as_it_can_and_says_how_many_there_are_more(board):
    for n in range(120):
        answer(board, f"p{n}")
    board.stage("results")
    share = TEXTS_MOST // 20
    assert share > TEXTS_LEAST
    with speaking("en"):
        html, control = board.html("board"), board.html("control", "facilitator")
    for page in (html, control):
        assert len(re.findall("<li[^>]*>Une", page)) == 20 * share
        assert page.count(f"{120 - share} more: they stand") == 20
    assert len(board.table("texts")) == 20 * 120
