"""What facilitators enter from paper: the stances of one sheet on all articles, or on one; a withdrawal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import field_validator

from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.looked_up import BOTH, NO_REASON, WORDS_MOST, article_of, must_be_open
from beffroi.blocks.consent.stances import PAPER, STANCES, Stance
from beffroi.blocks.written import words_erased
from beffroi.command import SHORT, Command
from beffroi.fields import Choice, Chosen, Ref, Text, Words, tidy
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

PAPER_MOST = 1_000
"""Stances from paper, at most, on all articles together."""

SHEET_MOST = 100
"""Articles of one sheet that are looked at, at most."""


def _must_hold_more(articles: Articles) -> None:
    if articles.paper_stances() >= PAPER_MOST:
        raise Refused(_("There are %(most)s stances from paper, and no more are taken.", most=PAPER_MOST))


def _some(value: Any) -> dict[str, str]:
    told = list(value.items())[:SHEET_MOST] if isinstance(value, Mapping) else []
    return {name: one for name, one in told if isinstance(name, str) and len(name) <= SHORT and isinstance(one, str)}


class PaperStance(Command, stage=BOTH, apart=True, role=FACILITATOR, title=_("Stance from paper")):
    """Enter what one person's paper says of an article."""

    thing: str = Ref(edits=False)
    stance: str = Choice(_("Stance on paper"), STANCES)
    words: str = Text(_("Reservation or reason on paper"), max=WORDS_MOST, required=False, lines=2)

    def check(self, articles: Articles, stamp: Stamp) -> None:
        must_be_open(articles, self.thing)
        _must_hold_more(articles)
        if self.stance == "object" and not self.words:
            raise Refused(NO_REASON, errors={"words": NO_REASON})

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        articles.take(PAPER + stamp.id, self.thing, Stance(stamp.id, self.stance, self.words))


class WithdrawOnPaper(
    Command, stage="settle", role=FACILITATOR, affects_others=True, title=_("Objection from paper withdrawn")
):  # fmt: skip
    """Withdraw an objection that came on paper, as its author says."""

    thing: str = Ref()
    objection: str = Ref()

    def check(self, articles: Articles, stamp: Stamp) -> None:
        if not _on_paper(article_of(articles, self.thing), self.objection):
            raise Refused(_("Only its author withdraws an objection; this one did not come on paper."))

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        article = articles.all.get(self.thing)
        if article and (who := _on_paper(article, self.objection)):
            articles.withdraw(self.thing, who)


def _on_paper(article: Article, objection: str) -> str:
    """The paper that an objection which stands came on; "" where it came otherwise."""
    standing = ((who, one) for who, one in article.standing().items() if one.id == objection and one.stands)
    return next((who for who, _one in standing if who.startswith(PAPER)), "")


class PaperSheet(Command, stage=BOTH, apart=True, role=FACILITATOR, title=_("Sheet of stances from paper")):
    """Enter all that one person’s paper says: a stance an article, reasons beside those that have one."""

    said: dict[str, Any] = Chosen()
    words: dict[str, str] = Words(max=WORDS_MOST)

    @field_validator("said", mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:
        return {name: one for name, one in _some(value).items() if one in STANCES}

    @field_validator("words", mode="before")
    @classmethod
    def _tidied(cls, value: Any) -> Any:
        told = {name: tidy(one, WORDS_MOST + 1) for name, one in _some(value).items()}
        return {name: one for name, one in told.items() if one}

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """What was written, blanked; `places` count the articles that have words, by their ids."""
        return words_erased(data, places)

    def undo_label(self, articles: Articles) -> str:
        return " · ".join(self.words[name] for name in sorted(self.words))

    def hidden_undo_label(self) -> str:
        return _.many("%(n)s stance", "%(n)s stances", len(self.said))

    def check(self, articles: Articles, stamp: Stamp) -> None:
        if not self.said:
            raise Refused(_("Nothing is ticked on this sheet: tick a stance first."))
        _must_hold_more(articles)
        for number, one in enumerate(articles.all.values(), 1):
            if told := self._missing(number, one.id):
                raise Refused(told, errors={f"words.{one.id}": told})
        for thing in self.said:
            must_be_open(articles, thing)

    def _missing(self, number: int, thing: str) -> Any:
        """What is wrong with what it says of an article, with its number; "" where nothing is."""
        reason = self.words.get(thing, "")
        if len(reason) > WORDS_MOST:
            return _("Article %(n)s: its words are longer than %(most)s characters.", n=number, most=WORDS_MOST)
        if self.said.get(thing) == "object" and not reason:
            return _("Article %(n)s: an objection needs its reason.", n=number)
        return ""

    def apply(self, articles: Articles, stamp: Stamp) -> None:
        places = {name: place for place, name in enumerate(sorted(self.words))}
        for thing, kind in self.said.items():
            id = f"{stamp.id}.{places[thing]}" if thing in places else stamp.id
            articles.take(PAPER + stamp.id, thing, Stance(id, kind, self.words.get(thing, "")))


PAPER_COMMANDS: tuple[type[Command], ...] = (PaperStance, PaperSheet, WithdrawOnPaper)
