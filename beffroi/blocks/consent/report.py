"""What leaves a consent: what became of each article, why, and what was said on the way. Never who said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.ballot.report import things_of
from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.discussion import QUESTION, REACTION, Remark
from beffroi.blocks.consent.settings import ConsentSettings, worth_of
from beffroi.blocks.consent.stances import FOUND, OUTCOMES, STANCES, Round, Stance
from beffroi.report import Figure, Heading, Item, Listing, Paragraph, Piece, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def tables_of(articles: Articles) -> Iterator[Table]:
    """A row an article; then a row for each reservation and each objection, also those that were withdrawn."""
    rows, links, said, ids = [], [], [], []
    for one in articles.all.values():
        counts = one.counts()
        day = one.outcome.review if one.outcome else ""
        rows.append((one.text, *counts.values(), len(one.rounds), one.said, one.why, day))
        links.append({"card": one.id, "origin": one.thing.origin})
        for number, round_ in enumerate(one.closed, 1):
            for stance in (*round_.of("object"), *round_.of("reserve")):
                if not stance.of:
                    found = FOUND.get(stance.found, "")
                    said.append((round_.text, number, state_of(one, stance), stance.words, found))
                    ids.append({"card": stance.id})
    counted = (*STANCES.values(), _("Objection withdrawn"))
    yield _short("articles", (_("Article"), *counted, _("Rounds"), _("Outcome"), _("Why"), _("Review")), rows, links)
    yield _short("words", (_("Article"), _("Round"), _("Stance"), _("Words"), _("Found to be")), said, ids)
    yield from _remarks(articles)


def _short(name: str, columns: tuple[Any, ...], rows: list[tuple[Any, ...]], links: list[dict[str, str]]) -> Table:
    """A table whose last column stands only where something is in it."""
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table(name, columns, rows, links)


def _remarks(articles: Articles) -> Iterator[Table]:
    told = [(one, remark) for one in articles.all.values() for remark in _talk(articles, one)]
    if told:
        kinds = {QUESTION: _("Question"), REACTION: _("Reaction")}
        rows = [(one.text, kinds[it.kind], it.text, it.answer) for one, it in told]
        columns = (_("Article"), _("What it is"), _("Words"), _("Answer"))
        yield Table("remarks", columns, rows, [{"card": it.id} for _one, it in told])


def _talk(articles: Articles, article: Article) -> list[Remark]:
    return [*articles.talk.of(article.id, QUESTION), *articles.talk.of(article.id, REACTION)]


def state_of(article: Article, stance: Stance) -> Any:
    """What a reservation or an objection is now, in words."""
    if stance.withdrawn and article.takers(stance.id):
        return _("Withdrawn by its author, taken up by others")
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
    history = tuple(piece for one in articles.all.values() for piece in _history(articles, one))
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
        yield Listing([_maintained(one, stance) for one, stance in kept], version="direction")


def _maintained(article: Article, stance: Stance) -> Item:
    """An objection that is maintained, as its author worded it, also where somebody else took it up."""
    first = (article.stance(stance.of) if stance.of else None) or stance
    return _said(first, article.text, _("taken up") if stance.of else "", version="direction")


def _item(article: Article) -> Item:
    note = " · ".join(str(one) for one in (article.said, article.why, article.review) if one)
    return Item(article.text, note=note, version="direction", **made_of(article))


def made_of(article: Article) -> dict[str, Any]:
    """What the words of an article are made of: the thing, and whatever worded it anew."""
    made = things_of(article.thing)
    return {**made, "ids": (*made["ids"], *(one.id for one in article.rounds if one.id))}


def _said(stance: Stance, label: Any, note: Any = "", **more: Any) -> Item:
    notes = [note, FOUND.get(stance.found, ""), *(text for _id, text in stance.answers)]
    told = " · ".join(str(one) for one in notes if one)
    ids = (stance.id, *(id for id, _text in stance.answers))
    return Item(stance.words or _("No words"), label, told, ids=ids, **more)


def _history(articles: Articles, article: Article) -> Iterable[Piece]:
    said = [(number, round_) for number, round_ in enumerate(article.closed, 1) if _words(round_)]
    talk = _talk(articles, article)
    if not said and not talk and not article.first:
        return
    yield Heading(article.text, article.said, **made_of(article))
    if article.first:
        yield Paragraph(_("Proposed at first: %(text)s", text=article.first), **things_of(article.thing))
    if talk:
        yield Listing([_remark(one) for one in talk])
    for number, round_ in said:
        if len(article.rounds) > 1:
            own = {"ids": (round_.id,)} if round_.id else things_of(article.thing)
            yield Paragraph(_("Round %(n)s: %(text)s", n=number, text=round_.text), **own)
        yield Listing([_said(one, state_of(article, one)) for one in _words(round_)])


def _remark(one: Remark) -> Item:
    kind = _("Question") if one.kind == QUESTION else _("Reaction")
    return Item(one.text, kind, one.answer, ids=(one.id, one.answered) if one.answered else (one.id,))


def _words(round_: Round) -> list[Stance]:
    return [*round_.of("object"), *round_.of("reserve")]
