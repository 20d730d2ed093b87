"""What the commands of a consent look up, and the bounds that they keep."""

from __future__ import annotations

from beffroi.blocks.consent.articles import Article, Articles
from beffroi.refused import Refused
from beffroi.stamp import Stamp
from beffroi.words import translator

_ = translator(__name__)

BOTH = ("stances", "settle")

WORDS_MOST = 300

NO_REASON = _("An objection needs its reason: what would the article put at risk?")


def article_of(articles: Articles, thing: str) -> Article:
    """The article of that id, or a sentence."""
    found = articles.all.get(thing)
    if found is None:
        raise Refused(_("That article is no longer here."))
    return found


def must_be_open(articles: Articles, thing: str) -> None:
    """Raise where nobody takes a stance on it now."""
    if not article_of(articles, thing).is_open:
        raise Refused(_("No stances are taken on that article now."))


def must_be_signed(articles: Articles, stamp: Stamp) -> None:
    """Raise where the round is signed and somebody has not said their name."""
    if articles.is_signed and not articles.names.get(stamp.who):
        raise Refused(_("This round is signed: say first under which name your objections are read."))
