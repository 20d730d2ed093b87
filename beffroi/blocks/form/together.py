"""A form answered together: one question at a time, which facilitators lead from the console, with its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from beffroi.blocks.form.answers import PAPER, PAPER_MOST, Answers, Response
from beffroi.blocks.form.commands import CHANGED, Answer, must_take, sent_by
from beffroi.blocks.form.questions import Question
from beffroi.blocks.form.views import Asked, Found, asked_of, found_of, in_words, shortened
from beffroi.command import Command
from beffroi.fields import Number, Ref
from beffroi.refused import Refused
from beffroi.small_groups import FEWEST
from beffroi.stamp import FACILITATOR, NOBODY, Stamp
from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

TOGETHER = Stage(
    "together",
    _("Question by question"),
    instruction=_("One question at a time: answer it, then see what came of it."),
    notice=_(
        "Answers are counted; what you write in your own words is read by the facilitators, "
        "who may show it to everyone."
    ),
    effect=_("One question at a time, on every page and screen: you go on, and show the results of those you choose."),
)


class AnswerOne(Answer, stage="together", announcement=_("Answer kept")):
    """Answer the question that is on, or answer it otherwise."""

    def check(self, answers: Answers, stamp: Stamp) -> None:
        question = answers.questions.get(self.page)
        if question is None:
            raise Refused(CHANGED)
        if self.page not in answers.had_turn:
            raise Refused(_("This question was not asked yet: answer the one that is on."))
        if self.page in answers.told:
            raise Refused(_("The results of this question are shown: it takes no answer any more."))
        must_take(answers, (question,), self, answers.responses.get(stamp.who, Response()))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        question = answers.questions.get(self.page)
        if stamp.who != NOBODY and question and self.page not in answers.told:
            answers.take(stamp.who, (question,), sent_by(self, stamp))
            answers.responses[stamp.who].site = stamp.site


class PaperOne(AnswerOne, apart=False, role=FACILITATOR, title=_("Answer from paper"), announcement=_("Entered")):
    """Enter what one sheet answers to the question that is on: the number of a sheet is the same for all questions."""

    sheet: int = Number(_("Number of the sheet"), low=1, high=PAPER_MOST, help=_("The same for each of its questions."))

    def check(self, answers: Answers, stamp: Stamp) -> None:
        super().check(answers, replace(stamp, who=self._who))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        if stamp.who != NOBODY:
            super().apply(answers, replace(stamp, who=self._who, site=""))

    @property
    def _who(self) -> str:
        return f"{PAPER}{self.sheet}"


class Ask(Command, stage="together", role=FACILITATOR, affects_others=True, title=_("Question asked")):
    """Go on to a question: every page and screen shows it alone."""

    question: str = Ref(edits=False)

    def undo_label(self, answers: Answers) -> str:
        return _text(answers, self.question)

    def check(self, answers: Answers, stamp: Stamp) -> None:
        if self.question not in answers.questions:
            raise Refused(_("This question is no longer in the form: choose another one."))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        if self.question in answers.questions:
            answers.go_to(self.question)


class ShowOne(Command, stage="together", role=FACILITATOR, affects_others=True, title=_("Results of a question shown")):
    """Show everyone what was answered to the question that is on; it then takes no answer any more."""

    question: str = Ref(edits=False)

    def undo_label(self, answers: Answers) -> str:
        return _text(answers, self.question)

    def check(self, answers: Answers, stamp: Stamp) -> None:
        if self.question not in answers.had_turn:
            raise Refused(_("This question was not asked yet: ask it first."))
        if answers.tallies[self.question].answered < FEWEST:
            raise Refused(_("Fewer than five people answered: it could be guessed who said what. Wait, or go on."))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        if self.question in answers.questions:
            answers.told.add(self.question)
            answers.publish([self.question])


TOGETHER_COMMANDS: tuple[type[Command], ...] = (AnswerOne, PaperOne, Ask, ShowOne)


def _text(answers: Answers, name: str) -> str:
    question = answers.questions.get(name)
    return str(question.text) if question else ""


# --- as it is drawn --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """The question that is on: its `number` among all, as it is `asked`, how many `answered`, what came of it.

    `awaited` is how many it follows for from what they answered before, None where everyone is asked.
    """

    number: int
    of: int
    asked: Asked
    answered: int
    found: Found | None
    awaited: int | None


@dataclass(frozen=True)
class Mine:
    """The question that is on as one person has it; `is_for_them` says whether its conditions hold."""

    number: int
    of: int
    asked: Asked
    is_sent: bool
    is_told: bool
    is_for_them: bool
    said: str


def turn_of(answers: Answers, *, texts: bool) -> Turn | None:
    """The question that is on, for everyone; with what people wrote, where that may show."""
    question = answers.questions.get(answers.turn)
    if question is None:
        return None
    shown = question.id in answers.told
    (told,) = shortened([found_of(answers, question.id, texts=texts)]) if shown else (None,)
    asked = asked_of(question, Response())
    awaited = len(answers.awaited) if question.when else None
    return Turn(*_place(answers, question), asked, answers.tallies[question.id].answered, told, awaited)


def my_turn(answers: Answers, response: Response | None) -> Mine | None:
    """The question that is on, for one person."""
    question = answers.questions.get(answers.turn)
    if question is None:
        return None
    given = response or Response()
    visible = answers.shown_to(given)
    value, words = visible.get(question.id), given.words.get(question.id, "")
    said = in_words(question, value, words) if value is not None else ""
    is_told = question.id in answers.told
    asked = asked_of(question, given)
    return Mine(*_place(answers, question), asked, question.id in given.seen, is_told, question.id in visible, said)


def led(answers: Answers) -> Sequence[tuple[int, str, Any, bool]]:
    """All questions for who leads: their numbers, names and words, and whether their results are shown."""
    named = enumerate(answers.questions.values(), 1)
    return tuple((number, one.id, one.text, one.id in answers.told) for number, one in named)


def _place(answers: Answers, question: Question) -> tuple[int, int]:
    return [*answers.questions].index(question.id) + 1, len(answers.questions)
