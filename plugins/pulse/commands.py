"""What is asked of a quick question: to answer, to take that back, and, facilitators, to enter an answer on paper."""

from __future__ import annotations

from beffroi import FACILITATOR, Command, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.said import SAID_COMMANDS
from plugins.pulse.answers import PAPER, Answers

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


def _must_be(answers: Answers, way: str) -> None:
    if answers.way != way:
        raise Refused(_("This question is answered in another way: see what the page asks for."))


class SayWord(Command, stage="answer", apart=True, announcement=_("Word sent")):
    """Say a word, or another one in its place."""

    word: str = Text(_("Your word"), max=24)

    def check(self, answers: Answers, stamp: Stamp) -> None:
        _must_be(answers, "words")

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.say(stamp, self.word)


class WriteSentence(Command, stage="answer", apart=True, announcement=_("Sentence sent")):
    """Write a sentence for the wall, or another one in its place."""

    text: str = Text(_("Your sentence"), max=140, lines=2)

    def check(self, answers: Answers, stamp: Stamp) -> None:
        _must_be(answers, "wall")

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        answers.say(stamp, self.text)


class PaperLines(Command, stage="answer", apart=True, role=FACILITATOR, title=_("Words from paper")):
    """Enter words or sentences from paper, one a line: each is somebody's."""

    lines: str = Text(_("On paper, one a line"), max=4000, lines=3, listed=True)

    def check(self, answers: Answers, stamp: Stamp) -> None:
        if not answers.is_written:
            raise Refused(_("This question is answered in another way: see what the page asks for."))
        if answers.papers() + len(self.lines.splitlines()) > PAPER_MOST:
            raise Refused(_("There are %(most)s answers from paper, and no more are taken.", most=PAPER_MOST))

    def apply(self, answers: Answers, stamp: Stamp) -> None:
        most = 24 if answers.way == "words" else 140
        for n, line in enumerate(filter(None, map(str.strip, self.lines.splitlines()))):
            answers.by_person[f"{PAPER}{stamp.id}.{n}"] = line[:most]
            answers.ids[f"{PAPER}{stamp.id}.{n}"] = f"{stamp.id}.{n}"


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


COMMANDS: tuple[type[Command], ...] = (
    Choose, SayWord, WriteSentence, TakeBack, PaperAnswer, PaperLines, *SAID_COMMANDS,
)  # fmt: skip
