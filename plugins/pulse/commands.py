"""What is asked of a quick question: to answer, to take that back, and, facilitators, to enter an answer on paper."""

from __future__ import annotations

from beffroi import FACILITATOR, Command, Ref, Refused, Stamp, translator
from plugins.pulse.answers import Answers

_ = translator(__name__)

PAPER_MOST = 500
"""Answers from paper, at most."""


def _must_offer(answers: Answers, option: str) -> None:
    if not answers.offers(option):
        raise Refused(_("That answer is no longer asked for: choose one of those on the page."))


class Choose(Command, stage="answer", apart=True, announcement=_("Answer sent")):
    """Give an answer, or another in its place."""

    option: str = Ref()

    def check(self, answers: Answers, stamp: Stamp) -> None:
        _must_offer(answers, self.option)

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.by_person[stamp.who] = self.option
        answers.sites[stamp.who] = stamp.site


class TakeBack(Command, stage="answer", apart=True, announcement=_("Answer taken back")):
    """Take your answer back."""

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.take_back(stamp.who)


class PaperAnswer(Command, stage="answer", apart=True, role=FACILITATOR, title=_("Answer from paper")):
    """Enter what one person answered on paper, or by a show of hands."""

    option: str = Ref()

    def undo_label(self, answers: Answers) -> str:
        return next((str(one.text) for one in answers.options if one.id == self.option), "")

    def check(self, answers: Answers, stamp: Stamp) -> None:
        _must_offer(answers, self.option)
        if len(answers.paper) >= PAPER_MOST:
            raise Refused(_("There are %(most)s answers from paper, and no more are taken.", most=PAPER_MOST))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.paper[stamp.id] = self.option


COMMANDS: tuple[type[Command], ...] = (Choose, TakeBack, PaperAnswer)
