"""A question looked up by a command."""

from __future__ import annotations

from beffroi.blocks.queue.question import Question
from beffroi.blocks.queue.questions import Questions
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)

MOST = 500
"""Questions in one queue, at most."""

LENGTH = 200
"""Characters of a question, at most: it is read aloud."""


def words_of(questions: Questions, id: str) -> str:
    """The words of a question; "" where it is no longer here."""
    one = questions.by_id.get(id)
    return one.text if one else ""


def question_here(questions: Questions, id: str, *states: str) -> Question:
    """A question that stands so, and speaks for itself; else a refusal that says so."""
    one = questions.by_id.get(id)
    if one is None:
        raise Refused(_("That question is no longer here."))
    if one.into or (states and one.state not in states):
        raise Refused(_("That question stands otherwise by now: look at the page again."))
    return one


def must_hold_more(questions: Questions) -> None:
    """A refusal where there are as many questions as a queue takes."""
    if len(questions.by_id) >= MOST:
        raise Refused(_("There are %(most)s questions, and no more are taken.", most=MOST))
