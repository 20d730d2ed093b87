"""What facilitators ask of the questions that come in: to let them in, refuse, reword or merge them; those on paper."""

from __future__ import annotations

from beffroi.blocks.queue.looked_up import LENGTH, MOST, must_hold_more, question_here, words_of
from beffroi.blocks.queue.question import ANSWERED, FOLLOWED, ON_AIR, QUEUED, RECEIVED, REFUSED, Question
from beffroi.blocks.queue.questions import Questions
from beffroi.blocks.queue.stages import ALL, OPEN
from beffroi.command import Command
from beffroi.fields import Number, Ref, Text
from beffroi.moderation import Motive, motive_said
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

HANDS_MOST = 500
"""Hands that are counted for one question, at most."""


class Admit(Command, stage=ALL, role=FACILITATOR, affects_others=True, title=_("Question let in")):
    """Let in a question that was read, or, without one, all those that wait to be: everybody sees it in the queue."""

    question: str = Ref(default="")

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self.question)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        if self.question:
            question_here(questions, self.question, RECEIVED)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        waiting = [one.id for one in questions.heads(RECEIVED)]
        for id in [self.question] if self.question else waiting:
            questions.let_in(id)


class Refuse(Command, stage=ALL, role=FACILITATOR, affects_others=True, title=_("Question refused")):
    """Refuse a question, and say why; nothing is deleted, and whoever asked it is told."""

    question: str = Ref()
    motive: str = Motive()

    def undo_label(self, questions: Questions) -> str:
        said = str(motive_said(self.motive)) if self.motive else ""
        return " · ".join(filter(None, (words_of(questions, self.question), said)))

    def moderated(self) -> str:
        return self.question

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, RECEIVED, QUEUED)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.refuse(self.question, self.motive)


class Restore(Command, stage=ALL, role=FACILITATOR, affects_others=True, title=_("Question put back")):
    """Let in a question that was refused."""

    question: str = Ref()

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self.question)

    def moderated(self) -> str:
        return self.question

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, REFUSED)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.let_in(self.question)


class Reword(Command, stage=ALL, role=FACILITATOR, affects_others=True, blanks=True, title=_("Question reworded")):
    """Word a question anew, without the name that it held: its first words are erased, and the page says who worded it.

    Whoever asked it sees the new words, and may take it back.
    """

    question: str = Ref(edits=True)
    text: str = Text(
        _("Reworded, without the name"), max=LENGTH, lines=3, help=_("The words as they were are erased for good.")
    )

    def moderated(self) -> str:
        return self.question

    def check(self, questions: Questions, stamp: Stamp) -> None:
        if self.question not in questions.by_id:
            raise Refused(_("That question is no longer here."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.change(self.question, text=self.text, parts=((stamp.id, ""),), reworded=True)


class Merge(Command, stage=ALL, role=FACILITATOR, affects_others=True, title=_("Questions merged")):
    """Merge a question with another that asks the same: whoever supports both counts once."""

    question: str = Ref()
    into: str = Ref()

    def undo_label(self, questions: Questions) -> str:
        return " → ".join(filter(None, (words_of(questions, self.question), words_of(questions, self.into))))

    def check(self, questions: Questions, stamp: Stamp) -> None:
        question_here(questions, self.question, RECEIVED, QUEUED)
        question_here(questions, self.into, QUEUED, ON_AIR, ANSWERED, FOLLOWED)
        if self.question == self.into:
            raise Refused(_("Choose another question: this is the same one."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.merge(self.question, self.into)


class Separate(Command, stage=ALL, role=FACILITATOR, affects_others=True, title=_("Questions separated")):
    """Have a question stand by itself again, at the end of the queue."""

    question: str = Ref()

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self.question)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        one = questions.by_id.get(self.question)
        if one is None or not one.into:
            raise Refused(_("That question is no longer merged with another."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.let_in(self.question)


class PaperQuestion(Command, stage=OPEN, role=FACILITATOR, title=_("Question from paper")):
    """Enter a question that came on paper or aloud: you have read it, so it shows at once."""

    text: str = Text(_("Question on paper"), max=LENGTH, lines=2)

    def check(self, questions: Questions, stamp: Stamp) -> None:
        must_hold_more(questions)

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.add(Question(stamp.id, self.text, stamp.who, paper=True, state=QUEUED))


class ShowOfHands(Command, stage=OPEN, role=FACILITATOR, title=_("Hands counted")):
    """Count, for a question that waits, the hands of people who have no device."""

    number: int = Number(_("Number of the question"), low=1, high=10 * MOST)
    hands: int = Number(_("Hands up, of people without a device"), low=0, high=HANDS_MOST)

    def _id(self, questions: Questions) -> str:
        return next((one.id for one in questions.heads(QUEUED) if one.number == self.number), "")

    def undo_label(self, questions: Questions) -> str:
        return words_of(questions, self._id(questions))

    def check(self, questions: Questions, stamp: Stamp) -> None:
        if not self._id(questions):
            raise Refused(_("No question of that number waits in the queue."))

    def apply(self, questions: Questions, stamp: Stamp) -> None:
        questions.change(self._id(questions), hands=self.hands)
