"""What people ask of a consent: to say where they stand; facilitators, to enter papers, word anew, record outcomes."""

from __future__ import annotations

from beffroi.blocks.consent.articles import GOES_ON, OUTCOMES, PAPER, STANCES, Article, Articles, Outcome, Round, Stance
from beffroi.command import Command
from beffroi.fields import Choice, Day, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

BOTH = ("stances", "settle")

PAPER_MOST = 2_000
"""Stances from paper, at most, on all articles together."""

ROUNDS_MOST = 12
"""Rounds on one article, at most."""

WORDS_MOST = 300

NO_REASON = _("An objection needs its reason: what would the article put at risk?")


def _article(articles: Articles, thing: str) -> Article:
    found = articles.all.get(thing)
    if found is None:
        raise Refused(_("That article is no longer here."))
    return found


def _must_be_open(articles: Articles, thing: str) -> None:
    if not _article(articles, thing).is_open:
        raise Refused(_("No stances are taken on that article now."))


class Agree(Command, stage=BOTH, apart=True, announcement=_("No objection")):
    """Say that you have no objection."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "agree"))


class SayNothing(Command, stage=BOTH, apart=True, announcement=_("Answer noted")):
    """Answer that you say nothing on it."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "pass"))


class Reserve(Command, stage=BOTH, apart=True, announcement=_("Reservation noted")):
    """Have a reservation, which blocks nothing."""

    thing: str = Ref(edits=False)
    words: str = Text(_("Your reservation, if you wish to say it"), max=WORDS_MOST, required=False, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "reserve", self.words))


class Object(Command, stage=BOTH, apart=True, announcement=_("Objection noted")):
    """Object, with the reason."""

    thing: str = Ref(edits=False)
    words: str = Text(
        _("What would it put at risk?"),
        max=WORDS_MOST,
        required=False,
        lines=2,
        help=_("Everybody reads it once all is shown, without your name."),
    )

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)
        if not self.words:
            raise Refused(NO_REASON, errors={"words": NO_REASON})

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "object", self.words))


class TakeStanceBack(Command, stage=BOTH, apart=True, announcement=_("Taken back")):
    """Take back what you answered."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, None)


class Withdraw(Command, stage="settle", apart=True, announcement=_("Objection withdrawn")):
    """Withdraw your own objection; that it was there stays."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        standing = _article(articles, self.thing).standing().get(stamp.who)
        if standing is None or not standing.stands:
            raise Refused(_("You have no objection there."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.withdraw(self.thing, stamp.who)


class PaperStance(Command, stage=BOTH, apart=True, role=FACILITATOR, title=_("Stance from paper")):
    """Enter what one person's paper says of an article."""

    thing: str = Ref(edits=False)
    stance: str = Choice(_("Stance on paper"), STANCES)
    words: str = Text(_("Reservation or reason on paper"), max=WORDS_MOST, required=False, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        _must_be_open(articles, self.thing)
        if articles.paper_stances() >= PAPER_MOST:
            raise Refused(_("There are %(most)s stances from paper, and no more are taken.", most=PAPER_MOST))
        if self.stance == "object" and not self.words:
            raise Refused(NO_REASON, errors={"words": NO_REASON})

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(PAPER + stamp.id, self.thing, Stance(stamp.id, self.stance, self.words))


class WithdrawOnPaper(Command, stage="settle", role=FACILITATOR, title=_("Objection from paper withdrawn")):
    """Withdraw an objection that came on paper, as its author says."""

    thing: str = Ref()
    objection: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        standing = _article(articles, self.thing).standing().get(PAPER + self.objection)
        if standing is None or not standing.stands:
            raise Refused(_("Only its author withdraws an objection; this one did not come on paper."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.withdraw(self.thing, PAPER + self.objection)


class AskAgain(Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("A further round opened")):
    """Word an article anew, or leave it as it is, and have a further round on it alone."""

    thing: str = Ref(edits=True)
    text: str = Text(_("The article, as it is proposed now"), max=500, lines=3)

    def undo_label(self, articles: Articles) -> str:
        return self.text

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article = _article(articles, self.thing)
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


class Settle(Command, stage="settle", role=FACILITATOR, title=_("Outcome recorded")):
    """Record what becomes of an article; over an objection, with the motive."""

    thing: str = Ref(edits=False)
    outcome: str = Choice(_("What becomes of it"), OUTCOMES)
    until: str = Day(_("On trial until"))
    to: str = Text(_("Sent to whom, with the objections"), max=140, required=False)
    motive: str = Text(
        _("Why"), max=WORDS_MOST, required=False, lines=2, help=_("Needed where an objection stands: it is printed.")
    )

    def undo_label(self, articles: Articles) -> str:
        article = articles.all.get(self.thing)
        return " · ".join(filter(None, (article.text if article else "", str(OUTCOMES[self.outcome]), self.motive)))

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article = _article(articles, self.thing)
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
            article.outcome = Outcome(self.outcome, until, to, self.motive)


CONSENT_COMMANDS: tuple[type[Command], ...] = (
    Agree, Reserve, Object, SayNothing, TakeStanceBack, Withdraw, PaperStance, WithdrawOnPaper, AskAgain, ShowStances,
    Settle,
)  # fmt: skip
