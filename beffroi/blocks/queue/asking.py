"""What everybody asks of a queue: to ask a question, to take it back, to support others'.

All of them name the same two stages, so that each person is one and the same in both. See `Command.apart`.
"""

from __future__ import annotations

from beffroi.blocks.queue.looked_up import LENGTH, must_hold_more, question_here
from beffroi.blocks.queue.question import QUEUED, Question
from beffroi.blocks.queue.questions import Questions
from beffroi.blocks.queue.stages import OPEN
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import Stamp
from beffroi.words import translator

_ = translator(__name__)


class Ask(Command, stage=OPEN, apart=True, announcement=_("Question sent: it shows once it was read")):
    """Ask a question; a moderator reads it before it shows."""

    text: str = Text(_("Your question"), max=LENGTH, lines=3)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        must_hold_more(questions)
        if questions.asked(stamp.who) >= questions.rules.per_person:
            raise Refused(_("You have asked all your questions: take one back first, or support those of others."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.add(Question(stamp.id, self.text, stamp.who, site=stamp.site))


class TakeBack(Command, stage=OPEN, apart=True, announcement=_("Question taken back")):
    """Take back a question of one's own that nobody has answered yet."""

    question: str = Ref()

    def check(self, questions: Questions, stamp: Stamp) -> None:
        one = questions.by_id.get(self.question)
        if one is None or one.who != stamp.who or one.paper:
            raise Refused(_("That question is no longer here, or is not yours."))
        if not (one.waits and questions.by_id[questions.head(one.id)].waits):
            raise Refused(_("That question was on air: it stays."))
        if questions.merged_with.get(self.question):
            raise Refused(_("Another question was merged with this one: it stays, for whoever asked that one."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        if not questions.merged_with.get(self.question):
            questions.remove(self.question)


class Support(Command, stage=OPEN, apart=True, announcement=_("Supported")):
    """Support a question that somebody else asked."""

    question: str = Ref()

    def check(self, questions: Questions, stamp: Stamp) -> None:
        id = questions.head(self.question)
        question_here(questions, id, QUEUED)
        if stamp.who in questions.askers(id):
            raise Refused(_("This question is yours: it counts for you already."))
        if questions.supports(stamp.who, id):
            raise Refused(_("You support this question already."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.support(stamp.who, questions.head(self.question))


class Unsupport(Command, stage=OPEN, apart=True, announcement=_("Support taken back")):
    """Take one's support back."""

    question: str = Ref()

    def check(self, questions: Questions, stamp: Stamp) -> None:
        id = questions.head(self.question)
        question_here(questions, id, QUEUED)
        if not questions.supports(stamp.who, id):
            raise Refused(_("You do not support this question."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.unsupport(stamp.who, questions.head(self.question))
