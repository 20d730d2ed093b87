"""A form as a sheet of paper: its questions numbered, and conditions said by these numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.blocks.form.answers import Response
from beffroi.blocks.form.questions import DECLINED, Page, Question, When
from beffroi.blocks.form.views import Asked, asked_of, said_of
from beffroi.words import translator

_ = translator(__name__)


@dataclass(frozen=True)
class Blank:
    """A question with its number; `only_if` says in sentences for whom it is."""

    number: int
    asked: Asked
    only_if: tuple[Any, ...] = ()


@dataclass(frozen=True)
class BlankPage:
    """A page of a form, with nothing answered."""

    title: Any
    intro: Any
    questions: tuple[Blank, ...]


def blank_pages(pages: Sequence[Page]) -> tuple[BlankPage, ...]:
    """A form as it is printed."""
    asked = [question for page in pages for question in page.questions]
    numbers = {question.id: n for n, question in enumerate(asked, 1)}
    by_id = {question.id: question for question in asked}

    def blank(question: Question) -> Blank:
        only_if = tuple(_only_if(one, by_id, numbers) for one in question.when)
        return Blank(numbers[question.id], asked_of(question, Response()), only_if)

    return tuple(BlankPage(page.title, page.intro, tuple(map(blank, page.questions))) for page in pages)


def _only_if(when: When, by_id: Mapping[str, Question], numbers: Mapping[str, int]) -> Any:
    n = numbers[when.question]
    if not when.any_of:
        return _("Only if you answered question %(number)s.", number=n)
    question = by_id[when.question]
    read = {one.id: said_of(question, one) for one in question.answers()} | {DECLINED: _("I’d rather not say")}
    wanted = " · ".join(str(read.get(one, one)) for one in when.any_of)
    return _("Only if you answered question %(number)s with: %(answers)s.", number=n, answers=wanted)
