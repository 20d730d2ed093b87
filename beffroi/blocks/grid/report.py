"""What leaves a grid: its table, its section of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.blocks.ballot.report import things_of
from beffroi.blocks.grid.placed import Clash, Placed
from beffroi.report import Item, Listing, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def table_of(placed: Placed) -> Table:
    """Each thing with its row and its column; what has no place comes last, with neither."""
    rows, links = [], []
    for one in (*placed.put(), *placed.loose()):
        rows.append((*_where(placed, one), one.text))
        links.append({"card": one.id, "origin": one.origin})
    return Table("grid", (_("Row"), _("Column"), _("What")), rows, links)


def _where(placed: Placed, one: Option) -> tuple[Any, Any]:
    row, column = placed.row_of(one.id), placed.column_of(one.id)
    return (row.said if row else "", column.said if column else "")


def sections_of(placed: Placed, clashes: tuple[Clash, ...], titled: Any = "") -> Iterator[Section]:
    """Row by row what stands there; what has no place; what still clashes."""
    if not placed.things:
        return
    pieces = []
    for row in placed.boxes():
        items = [
            Item(one.text, box.column.said, **things_of(one.thing), version="direction")
            for box in row.boxes
            for one in box.things
        ]
        if items:
            title = (
                _("%(group)s · %(row)s", group=row.line.heading, row=row.line.said) if row.line.group else row.line.said
            )
            pieces.append(Listing(items, title, version="direction"))
    loose = [Item(one.text, **things_of(one)) for one in placed.loose()]
    if loose:
        pieces.append(Listing(loose, _("Without a place")))
    if clashes:
        pieces.append(Listing([Item(one.said, ids=one.things) for one in clashes], _("What still clashes")))
    yield Section("grid", titled or _("What stands where"), tuple(pieces), version="direction")
