"""What facilitators ask as the debate goes on: what is on air, what was answered, the order of the queue."""

from __future__ import annotations

from beffroi.blocks.queue.looked_up import question_here, words_of
from beffroi.blocks.queue.question import ANSWERED, FOLLOWED, ON_AIR, OUTCOMES, QUEUED
from beffroi.blocks.queue.questions import Questions
from beffroi.blocks.queue.stages import OPEN
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

LINE = 500
"""Characters of what was answered, at most: minutes, no transcript."""


class PutOnAir(Command, stage="air", role=FACILITATOR, affects_others=True, title=_("Put on air")):
    """Put a question on air: the screens show it alone, and what was on air before is answered."""

    question: str = Ref()

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self.question)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, QUEUED)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.put_on_air(self.question)


class PutBack(Command, stage="air", role=FACILITATOR, affects_others=True, title=_("Put back in the queue")):
    """Put what is on air back in the queue, as if it had not been heard."""

    question: str = Ref()

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self.question)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, ON_AIR)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.put_back(self.question)


class Answer(Command, stage=("air", "close"), role=FACILITATOR, affects_others=True, title=_("Answer noted")):
    """Note what was answered to a question, on air or in writing, and whether it is to be followed up."""

    question: str = Ref(edits=False)
    line: str = Text(_("What was answered, in a line or two"), max=LINE, lines=3, required=False)
    outcome: str = Choice(_("What it leaves"), OUTCOMES)

    def undo_label(self, questions: Questions) -> str:
        return " · ".join(filter(None, (words_of(questions, self.question), self.line)))

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, QUEUED, ON_AIR, ANSWERED, FOLLOWED)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.note(self.question, self.line, self.outcome, stamp.id)


class SortAnew(Command, stage=OPEN, role=FACILITATOR, title=_("Queue sorted anew")):
    """Sort the queue by how many people want each question answered, and propose the next one anew."""

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.sort_anew()
