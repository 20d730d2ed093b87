"""What people ask of a consent: to say where they stand; facilitators, to enter papers, word anew, record outcomes."""

from __future__ import annotations

from beffroi.blocks.consent.articles import Articles
from beffroi.blocks.consent.discussing import DISCUSS_COMMANDS
from beffroi.blocks.consent.looked_up import BOTH, NO_REASON, WORDS_MOST, article_of, must_be_open, must_be_signed
from beffroi.blocks.consent.on_paper import PAPER_COMMANDS
from beffroi.blocks.consent.settling import SETTLE_COMMANDS
from beffroi.blocks.consent.stances import Stance
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import Stamp
from beffroi.words import translator

_ = translator(__name__)

ANSWERS_MOST = 5
"""Answers that an author writes of one objection, at most."""


class Agree(Command, stage=BOTH, apart=True, announcement=_("No objection")):
    """Say that you have no objection."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "agree", site=stamp.site))


class SayNothing(Command, stage=BOTH, apart=True, announcement=_("Answer noted")):
    """Answer that you say nothing on it."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "pass", site=stamp.site))


class Reserve(Command, stage=BOTH, apart=True, announcement=_("Reservation noted")):
    """Have a reservation, which blocks nothing."""

    thing: str = Ref(edits=False)
    words: str = Text(_("Your reservation, if you wish to say it"), max=WORDS_MOST, required=False, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)
        must_be_signed(articles, stamp)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "reserve", self.words, site=stamp.site))


class Object(Command, stage=BOTH, apart=True, announcement=_("Objection noted")):
    """Object, with the reason."""

    thing: str = Ref(edits=False)
    words: str = Text(
        _("What would it put at risk?"),
        max=WORDS_MOST,
        required=False,
        lines=2,
        help=_("Everybody reads it once all is shown; without your name, unless this round is signed."),
    )

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)
        if not self.words:
            raise Refused(NO_REASON, errors={"words": NO_REASON})
        must_be_signed(articles, stamp)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, Stance(stamp.id, "object", self.words, site=stamp.site))


class TakeStanceBack(Command, stage=BOTH, apart=True, announcement=_("Taken back")):
    """Take back what you answered."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(stamp.who, self.thing, None)


class Withdraw(Command, stage=BOTH, apart=True, affects_others=True, announcement=_("Objection withdrawn")):
    """Withdraw your own objection; that it was there stays."""

    thing: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        standing = article_of(articles, self.thing).standing().get(stamp.who)
        if standing is None or not standing.stands:
            raise Refused(_("You have no objection there."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.withdraw(self.thing, stamp.who)


class Sign(Command, stage=BOTH, apart=True, names=True, announcement=_("Name noted")):
    """Say under which name one’s reservations and objections are read, where the round is signed."""

    by: str = Text(_("Your name, or your function, as it is read"), max=60)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        if not articles.is_signed:
            raise Refused(_("This round is not signed."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.names[stamp.who] = self.by


class TakeUp(Command, stage=BOTH, apart=True, announcement=_("You hold this objection too")):
    """Hold an objection as one’s own that somebody else made: it stands until both withdraw it."""

    thing: str = Ref()
    objection: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        article = article_of(articles, self.thing)
        found = article.stance(self.objection) if articles.is_shown else None
        if found is None or found.kind != "object" or found.of:
            raise Refused(_("That objection is no longer here."))
        mine = article.standing().get(stamp.who)
        if mine and mine.stands:
            raise Refused(_("You object to this article already."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take_up(stamp.who, self.thing, Stance(stamp.id, "object", site=stamp.site, of=self.objection))


class Explain(Command, stage=BOTH, apart=True, announcement=_("Answer sent")):
    """Write of one’s own objection, without being shown as its author."""

    thing: str = Ref(edits=False)
    text: str = Text(_("Your answer, read by everybody"), max=WORDS_MOST, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        mine = article_of(articles, self.thing).standing().get(stamp.who)
        if mine is None or mine.kind != "object" or mine.of:
            raise Refused(_("You have no objection there."))
        if len(mine.answers) >= ANSWERS_MOST:
            raise Refused(_("You have answered %(most)s times: say the rest aloud.", most=ANSWERS_MOST))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        article = articles.all.get(self.thing)
        mine = article.standing().get(stamp.who) if article else None
        if article and mine:
            article.change(mine.id, answers=(*mine.answers, (stamp.id, self.text)))


CONSENT_COMMANDS: tuple[type[Command], ...] = (
    Agree, Reserve, Object, SayNothing, TakeStanceBack, Sign, Withdraw, TakeUp, Explain,
    *PAPER_COMMANDS, *SETTLE_COMMANDS,
)  # fmt: skip
"""Those of the round, and of what follows it."""

ALL_COMMANDS: tuple[type[Command], ...] = (*CONSENT_COMMANDS, *DISCUSS_COMMANDS)
"""All of them, with those of what comes before the round."""
