"""What leaves a consent: what became of each article, why, and what was said on the way. Never who said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.ballot.report import things_of
from beffroi.blocks.consent.articles import OUTCOMES, STANCES, Article, Articles, Round, Stance
from beffroi.blocks.consent.settings import ConsentSettings, worth_of
from beffroi.report import Figure, Heading, Item, Listing, Paragraph, Piece, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def tables_of(articles: Articles) -> Iterator[Table]:
    """A row an article; then a row for each reservation and each objection, also those that were withdrawn."""
    rows, links, said, ids = [], [], [], []
    for one in articles.all.values():
        counts = one.counts()
        rows.append((one.text, *counts.values(), len(one.rounds), one.said, one.why))
        links.append({"card": one.id, "origin": one.thing.origin})
        for number, round_ in enumerate(one.closed, 1):
            for stance in (*round_.of("object"), *round_.of("reserve")):
                said.append((round_.text, number, state_of(one, stance), stance.words))
                ids.append({"card": stance.id})
    counted = (*STANCES.values(), _("Objection withdrawn"))
    yield Table("articles", (_("Article"), *counted, _("Rounds"), _("Outcome"), _("Why")), rows, links)
    yield Table("words", (_("Article"), _("Round"), _("Stance"), _("Words")), said, ids)


def state_of(article: Article, stance: Stance) -> Any:
    """What a reservation or an objection is now, in words."""
    if stance.withdrawn:
        return _("Objection withdrawn")
    if stance.kind == "object" and stance not in article.objections():
        return _("Objection of an earlier round")
    if stance in article.maintained:
        return _("Objection maintained")
    return STANCES[stance.kind]


def sections_of(articles: Articles, rules: ConsentSettings, title: Any = "") -> Iterator[Section]:
    """What became of each article, for everybody; then what was said on the way."""
    if not articles.all:
        return
    yield Section("consent", title or _("What was agreed"), tuple(_agreed(articles, rules)), version="direction")
    history = tuple(piece for one in articles.all.values() for piece in _history(one))
    if history:
        yield Section("history", _("How we came to it"), history)


def _agreed(articles: Articles, rules: ConsentSettings) -> Iterator[Piece]:
    yield Paragraph(worth_of(rules), version="direction")
    yield Figure(articles.answered(), _("people said where they stand"), version="direction")
    for outcome, words in {**OUTCOMES, "": _("Not settled")}.items():
        found = [one for one in articles.all.values() if one.became == outcome]
        if found:
            yield Heading(words, version="direction")
            yield Listing([_item(one) for one in found], version="direction")
    kept = [(one, stance) for one in articles.all.values() for stance in one.maintained]
    if kept:
        yield Heading(_("Objections maintained"), version="direction")
        yield Listing([_said(stance, one.text, version="direction") for one, stance in kept], version="direction")


def _item(article: Article) -> Item:
    note = " · ".join(str(one) for one in (article.said, article.why) if one)
    return Item(article.text, note=note, version="direction", **made_of(article))


def made_of(article: Article) -> dict[str, Any]:
    """What the words of an article are made of: the thing, and whatever worded it anew."""
    made = things_of(article.thing)
    return {**made, "ids": (*made["ids"], *(one.id for one in article.rounds if one.id))}


def _said(stance: Stance, label: Any, note: Any = "", **more: Any) -> Item:
    return Item(stance.words or _("No words"), label, note, ids=(stance.id,), **more)


def _history(article: Article) -> Iterable[Piece]:
    said = [(number, round_) for number, round_ in enumerate(article.closed, 1) if _words(round_)]
    if not said:
        return
    yield Heading(article.text, article.said, **made_of(article))
    for number, round_ in said:
        if len(article.rounds) > 1:
            own = {"ids": (round_.id,)} if round_.id else things_of(article.thing)
            yield Paragraph(_("Round %(n)s: %(text)s", n=number, text=round_.text), **own)
        yield Listing([_said(one, state_of(article, one)) for one in _words(round_)])


def _words(round_: Round) -> list[Stance]:
    return [*round_.of("object"), *round_.of("reserve")]
