"""What leaves the cards: their table, and their section of the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.notes import Note
from beffroi.moderation import told_of
from beffroi.report import Heading, Item, Listing, Piece, Section
from beffroi.vocabulary import Card, SiteName, Table
from beffroi.words import translator

_ = translator(__name__)

REWORDED = _("reworded by the facilitators")


def table_of(deck: Deck) -> Table:
    """One row a card shown: number, text, cluster, where it came from on paper."""
    rows, links, by_site = [], [], deck.sites_shown()
    for cluster, notes in deck.groups():
        for note in notes:
            asked = (deck.asked[note.question].text if note.question in deck.asked else "",) if deck.asked else ()
            row = (note.number, note.text, cluster.name if cluster else "", _came_by(note), *asked)
            rows.append((*row, SiteName(note.site)) if by_site else row)
            links.append({"card": note.id, "origin": note.origin})
    more = [*([_("Question")] if deck.asked else []), *([_("Site")] if by_site else [])]
    columns = (_("Number"), _("Card"), _("Cluster"), _("Source"), *more)
    return Table("cards", columns, rows, links)


def _came_by(note: Note) -> Any:
    """What its row says beside its words: that it was entered from paper, or worded by others."""
    return REWORDED if note.reworded else _("paper") if note.paper else ""


def section_of(deck: Deck) -> Section:
    """All the cards shown, by group, each with its number."""
    down = [told_of(deck.taken_down())] if deck.binned() else []
    return Section("cards", _("All the cards, by group"), (*_pieces(deck), *down))


def _pieces(deck: Deck) -> Iterable[Piece]:
    if deck.asked:
        yield Listing([_asked(card, n) for n, card in enumerate(deck.asked.values(), 1)], _("What was asked"))
    for cluster, notes in deck.groups():
        if cluster:
            yield Heading(cluster.name or _("Unnamed cluster"), ids=(cluster.id, *filter(None, (cluster.named,))))
        elif notes and deck.clusters:
            yield Heading(_("On their own"))
        if notes:
            yield Listing([_item(deck, note) for note in notes])


def _asked(card: Card, number: int) -> Item:
    ids = dict.fromkeys((card.id, *(id for id, _words in card.parts)))
    return Item(card.text, number, ids=tuple(ids), origins=(card.origin,) if card.origin else ())


def _item(deck: Deck, note: Note) -> Item:
    ids = dict.fromkeys((note.id, *(id for id, _words in note.parts)))
    answers = deck.asked_as().get(note.question, "")
    return Item(note.text, note.number, answers, ids=tuple(ids), origins=(note.origin,) if note.origin else ())
