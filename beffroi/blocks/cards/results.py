"""What leaves the cards: their table, and their section of the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.notes import Note
from beffroi.moderation import told_of
from beffroi.report import Heading, Item, Listing, Piece, Section
from beffroi.vocabulary import SiteName, Table
from beffroi.words import translator

_ = translator(__name__)

REWORDED = _("reworded by the facilitators")


def table_of(deck: Deck) -> Table:
    """One row a card shown: number, text, cluster, where it came from on paper."""
    rows, links, by_site = [], [], deck.sites_shown()
    for cluster, notes in deck.groups():
        for note in notes:
            row = (note.number, note.text, cluster.name if cluster else "", _came_by(note))
            rows.append((*row, SiteName(note.site)) if by_site else row)
            links.append({"card": note.id, "origin": note.origin})
    columns = (_("Number"), _("Card"), _("Cluster"), _("Source"), *([_("Site")] if by_site else []))
    return Table("cards", columns, rows, links)


def _came_by(note: Note) -> Any:
    """What its row says beside its words: that it was entered from paper, or worded by others."""
    return REWORDED if note.reworded else _("paper") if note.paper else ""


def section_of(deck: Deck) -> Section:
    """All the cards shown, by group, each with its number."""
    down = [told_of(deck.taken_down())] if deck.binned() else []
    return Section("cards", _("All the cards, by group"), (*_pieces(deck), *down))


def _pieces(deck: Deck) -> Iterable[Piece]:
    for cluster, notes in deck.groups():
        if cluster:
            yield Heading(cluster.name or _("Unnamed cluster"), ids=(cluster.id, *filter(None, (cluster.named,))))
        elif notes and deck.clusters:
            yield Heading(_("On their own"))
        if notes:
            yield Listing([_item(note) for note in notes])


def _item(note: Note) -> Item:
    ids = dict.fromkeys((note.id, *(id for id, _words in note.parts)))
    return Item(note.text, note.number, ids=tuple(ids), origins=(note.origin,) if note.origin else ())
