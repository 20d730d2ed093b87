"""What facilitators ask once stances are shown: to test an objection, a further round, an outcome."""

from __future__ import annotations

from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.looked_up import WORDS_MOST, article_of
from beffroi.blocks.consent.stances import FOUND, GOES_ON, OUTCOMES, Outcome, Round
from beffroi.command import Command
from beffroi.fields import Choice, Day, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

ROUNDS_MOST = 12
"""Rounds on one article, at most."""


class Find(Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("Objection tested")):
    """Record what an objection was found to be, both questions asked: it stands until its author withdraws it."""

    thing: str = Ref()
    objection: str = Ref()
    found: str = Choice(_("What it was found to be"), FOUND)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        stance = article_of(articles, self.thing).stance(self.objection)
        if stance is None or stance.kind != "object":
            raise Refused(_("That objection is no longer here."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        if article := articles.all.get(self.thing):
            article.change(self.objection, found=self.found)


class AskAgain(Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("A further round opened")):
    """Word an article anew, or leave it as it is, and have a further round on it alone."""

    thing: str = Ref(edits=True)
    text: str = Text(_("The article, as it is proposed now"), max=500, lines=3)

    def undo_label(self, articles: Articles) -> str:
        return self.text

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article = article_of(articles, self.thing)
        if articles.again:
            raise Refused(_("A round is open on another article: show it first."))
        if len(article.rounds) >= ROUNDS_MOST:
            raise Refused(_("There were %(most)s rounds on it: record what becomes of it.", most=ROUNDS_MOST))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        article = articles.all.get(self.thing)
        if article and not article.is_open:
            article.rounds.append(Round(self.text, stamp.id))
            article.is_open, article.outcome = True, None


class ShowStances(Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("Stances shown")):
    """Show where all stand on the article of the further round."""

    def check(self, articles: Articles, stamp: Stamp) -> None:
        if articles.again is None:
            raise Refused(_("No further round is open."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.show()


class Settle(Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("Outcome recorded")):
    """Record what becomes of an article; over an objection, with the motive."""

    thing: str = Ref(edits=False)
    outcome: str = Choice(_("What becomes of it"), OUTCOMES)
    until: str = Day(_("On trial until"))
    to: str = Text(_("Sent to whom, with the objections"), max=140, required=False)
    review: str = Day(_("To be looked at again on"))
    motive: str = Text(
        _("Why"), max=WORDS_MOST, required=False, lines=2, help=_("Needed where an objection stands: it is printed.")
    )

    def undo_label(self, articles: Articles) -> str:
        article = articles.all.get(self.thing)
        return " · ".join(filter(None, (article.text if article else "", str(OUTCOMES[self.outcome]), self.motive)))

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article = article_of(articles, self.thing)
        if article.is_open:
            raise Refused(_("A round is open on it: show the stances first."))
        self._must_say(article)

    def _must_say(self, article: Article) -> None:
        missing = {
            "until": self.outcome == "trial" and not self.until and _("Until when is it on trial?"),
            "to": self.outcome == "sent" and not self.to and _("To whom is it sent?"),
            "motive": self.outcome in GOES_ON and bool(article.objections()) and not self.motive
            and _("An objection stands: say why it is adopted all the same."),
        }  # fmt: skip
        for name, sentence in missing.items():
            if sentence:
                raise Refused(sentence, errors={name: sentence})

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        article = articles.all.get(self.thing)
        if article:
            until = self.until if self.outcome == "trial" else ""
            to = self.to if self.outcome == "sent" else ""
            article.outcome = Outcome(self.outcome, until, to, self.motive, self.review)


SETTLE_COMMANDS: tuple[type[Command], ...] = (Find, AskAgain, ShowStances, Settle)
