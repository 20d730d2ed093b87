"""What leaves reactions: their table, and their section of the report. Who said it is in neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from beffroi.blocks.reactions.feedback import Feedback, Reaction
from beffroi.report import Heading, Item, Listing, OfTable, Piece, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def table_of(feedback: Feedback) -> Table:
    """A row a reaction."""
    links = [{"card": id} for id in feedback.by_id]
    return Table("reactions", (_("Reaction"), _("Text"), _("About")), feedback.rows(), links)


def sections_of(feedback: Feedback, tables: Sequence[OfTable[Feedback]], title: Any) -> Iterable[Section]:
    """What was said of each sheet; nothing where nobody said anything."""
    pieces = (*_pieces("", feedback), *(piece for one in tables for piece in _pieces(one.name, one.state)))
    if pieces:
        yield Section("reactions", title, pieces)


def _pieces(whose: str, feedback: Feedback) -> Iterator[Piece]:
    if not feedback.by_id:
        return
    if whose:
        yield Heading(whose)
    yield Listing([_item(feedback, one) for one in feedback.by_id.values()])


def _item(feedback: Feedback, one: Reaction) -> Item:
    line = feedback.sheet.lines.get(one.about)
    about = line.text if line else _("the whole sheet")
    note = _("of “%(sentence)s”", sentence=line.text) if line and one.text else ""
    ids = (one.id, *((line.id, line.part[0]) if line else ()))
    return Item(one.text or about, one.title, note, ids=tuple(dict.fromkeys(ids)))
