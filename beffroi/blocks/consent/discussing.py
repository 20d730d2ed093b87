"""What is asked before the round: a question and its answer, one reaction each, an article worded anew."""

from __future__ import annotations

from beffroi.blocks.consent.articles import Articles
from beffroi.blocks.consent.discussion import QUESTION, REACTION, Remark
from beffroi.blocks.consent.looked_up import WORDS_MOST, article_of
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

BEFORE = ("clarify", "react")

QUESTIONS_EACH = 10
"""Questions that one person asks, at most."""

MOST = 2_000
"""Questions and reactions, at most, on all articles together."""


def _must_hold_more(articles: Articles) -> None:
    if len(articles.talk.remarks) >= MOST:
        raise Refused(_("There are %(most)s questions and reactions, and no more are taken.", most=MOST))


class AskAbout(Command, stage=BEFORE, apart=True, announcement=_("Question sent")):
    """Ask what an article means."""

    thing: str = Ref(edits=False)
    text: str = Text(_("Your question, to understand"), max=WORDS_MOST, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article_of(articles, self.thing)
        _must_hold_more(articles)
        if len(articles.talk.by(stamp.who, QUESTION)) >= QUESTIONS_EACH:
            raise Refused(_("You have asked %(most)s questions: take one back first.", most=QUESTIONS_EACH))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.talk.remarks[stamp.id] = Remark(stamp.id, self.thing, QUESTION, self.text, stamp.who)


class React(Command, stage=BEFORE, apart=True, announcement=_("Reaction noted")):
    """React to an article, once; what one writes later takes its place."""

    thing: str = Ref(edits=False)
    text: str = Text(_("Your reaction, in a sentence or two"), max=WORDS_MOST, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article_of(articles, self.thing)
        if not articles.talk.by(stamp.who, REACTION, self.thing):
            _must_hold_more(articles)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.talk.react(Remark(stamp.id, self.thing, REACTION, self.text, stamp.who))


class TakeRemarkBack(Command, stage=BEFORE, apart=True, announcement=_("Taken back")):
    """Take back a question or a reaction of one’s own."""

    remark: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        one = articles.talk.remarks.get(self.remark)
        if one is None or one.who != stamp.who or one.paper:
            raise Refused(_("That is no longer here, or is not yours."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.talk.remarks.pop(self.remark, None)


class Reply(Command, stage=BEFORE, role=FACILITATOR, affects_others=True, title=_("Question answered")):
    """Note what the proposer answers."""

    question: str = Ref(edits=False)
    text: str = Text(_("What the proposer answers"), max=WORDS_MOST, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        one = articles.talk.remarks.get(self.question)
        if one is None or one.kind != QUESTION:
            raise Refused(_("That question is no longer here."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.talk.reply(self.question, self.text, stamp.id)


class PaperRemark(Command, stage=BEFORE, role=FACILITATOR, apart=True, title=_("Question or reaction from paper")):
    """Enter what somebody wrote of an article on paper, or said aloud."""

    thing: str = Ref(edits=False)
    kind: str = Choice(_("What it is"), {QUESTION: _("A question"), REACTION: _("A reaction")})
    text: str = Text(_("What it says, without the name"), max=WORDS_MOST, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article_of(articles, self.thing)
        _must_hold_more(articles)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.talk.remarks[stamp.id] = Remark(stamp.id, self.thing, self.kind, self.text, paper=True)


class Amend(Command, stage=BEFORE, role=FACILITATOR, affects_others=True, title=_("Article amended")):
    """Word an article anew before the round, as the proposer says; what it said before stays beside it."""

    thing: str = Ref(edits=True)
    text: str = Text(_("The article, as it is proposed now"), max=500, lines=3)

    def undo_label(self, articles: Articles) -> str:
        return self.text

    def check(self, articles: Articles, stamp: Stamp) -> None:
        if len(article_of(articles, self.thing).rounds) > 1 or articles.all[self.thing].rounds[0].stances:
            raise Refused(_("Some have said where they stand on it: open a further round to word it anew."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        article = articles.all.get(self.thing)
        if article and len(article.rounds) == 1:
            article.amend(self.text, stamp.id)


DISCUSS_COMMANDS: tuple[type[Command], ...] = (AskAbout, React, TakeRemarkBack, Reply, PaperRemark, Amend)
