"""What the report says of the personas: each with its sentences, imagined or heard; blocks tell the vote."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi import translator
from beffroi.blocks.sheet import Line, Slot
from beffroi.report import Figure, Item, Listing, Paragraph, Piece, Section
from plugins.persona.portrait import Portrait
from plugins.persona.slots import CHANNELS, words_of

_ = translator(__name__)

TOLD_HERE = ("sheet", "reactions")
"""The sections of its blocks that it tells in its own way."""


def section_of(portrait: Portrait, id: str, table: str) -> Section | None:
    """A persona on a quarter of a page; None where nothing was written of it. `table` is who made it."""
    card = portrait.card()
    if card is None:
        return None
    title = _("%(persona)s · %(table)s", persona=card.text, table=table) if table else card.text
    ids = tuple(id for id, _words in card.parts)
    return Section(f"persona-{id}", title, tuple(_pieces(portrait)), ids=(card.id, *ids))


def _pieces(portrait: Portrait) -> Iterable[Piece]:
    for slot in portrait.slots.values():
        picked = words_of(slot, portrait.sheet.picked.get(slot.id, ""))
        if picked:
            yield Paragraph(_("%(what)s: %(said)s", what=slot.label, said=picked))
        lines = portrait.sheet.at(slot.id)
        if lines:
            yield Listing([_item(portrait, slot, line) for line in lines], slot.label)
    if portrait.channels:
        preferred = [Item(CHANNELS[one]) for one in portrait.channels]
        yield Listing(preferred, _("Preferred channels"))
    if portrait.interviews:
        yield Figure(portrait.interviews, _("interviews it rests on"))
    if portrait.review:
        yield Paragraph(_("To be reviewed on %(day)s", day=portrait.review))


def _item(portrait: Portrait, slot: Slot, line: Line) -> Item:
    heard = portrait.sheet.quoted(line)
    rests = _("heard") if heard else _("imagined")
    ids = dict.fromkeys((line.id, line.part[0]))
    look = portrait.look if slot.id == "name" else ()
    return Item(line.text, note=rests if slot.sourced else "", ids=tuple(ids), origins=line.sources, look=look)
