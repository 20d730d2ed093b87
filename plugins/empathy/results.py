"""What leaves an empathy map: a table of its notes, and a section of the report."""

from __future__ import annotations

from typing import Any

from beffroi import Table, translator
from beffroi.report import Item, Listing, Paragraph, Piece, Section
from plugins.empathy.person import Note, PersonMap

_ = translator(__name__)

HEARD = _("heard or seen")


def table_of(drawn: PersonMap) -> Table:
    """A row a note, area by area."""
    told = [(area, note) for _key, area, notes in drawn.by_area() for note in notes]
    rows = [(area.title, note.text, HEARD if note.heard else "") for area, note in told]
    links = [{"card": note.id, "origin": note.origin} for _area, note in told]
    return Table("notes", (_("Area"), _("Note"), _("Rests on")), rows, links)


def section_of(id: str, title: Any, drawn: PersonMap, person: str) -> Section:
    """Whom it is about, then a list an area; what nobody wrote in is said too."""
    pieces: list[Piece] = [Paragraph(person)] if person else []
    for _key, area, notes in drawn.by_area():
        items = [_item(note) for note in notes] or [Item(_("Nothing yet: to be asked about."))]
        pieces.append(Listing(items, area.title))
    return Section(id, title, tuple(pieces))


def _item(note: Note) -> Item:
    ids = tuple(dict.fromkeys(filter(None, (note.id, note.worded))))
    return Item(note.text, note=HEARD if note.heard else "", ids=ids, origins=(note.origin,) if note.origin else ())
