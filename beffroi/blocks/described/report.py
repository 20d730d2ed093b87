"""What leaves a description: its table, and its section of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.described.descriptions import Descriptions, ThingTold
from beffroi.report import Grid, Item, Listing, Piece, Row, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


Named = tuple[Any, Any]
"""What things are called, and what they answer, "" where that is not told."""


def columns_of(told: Descriptions, named: Named) -> tuple[Any, ...]:
    """What the things are, what they answer, then the aspects."""
    return (*filter(None, named), *(aspect.title for aspect in told.aspects))


def table_of(told: Descriptions, named: Named) -> Table:
    """A row a thing, a column an aspect."""
    rows = told.rows()
    links = [{"card": one.id, "origin": one.thing.origin} for one in rows]
    return Table("described", columns_of(told, named), [_cells(one, named) for one in rows], links)


def grid_of(told: Descriptions, named: Named, title: Any = "") -> Grid:
    """The same, for the report."""
    return Grid(columns_of(told, named), [_row(one, named) for one in told.rows()], title)


def _cells(one: ThingTold, named: Named) -> tuple[Any, ...]:
    under = (one.thing.asked,) if named[1] else ()
    return (one.text, *under, *(cell.text for cell in one.cells))


def _row(one: ThingTold, named: Named) -> Row:
    parts = (id for id, _words in one.thing.parts)
    said = (id for cell in one.cells for id in (cell.id, cell.mark) if id)
    ids = tuple(dict.fromkeys((one.id, *parts, *said)))
    return Row(_cells(one, named), ids=ids, origins=(one.thing.origin,) if one.thing.origin else ())


def sections_of(told: Descriptions, named: Named, title: Any) -> Iterable[Section]:
    """What was said of each thing, then what is missing; nothing where nothing was described."""
    if told.things:
        yield Section("described", title or _("What we know of each"), tuple(_pieces(told, named)))


def _pieces(told: Descriptions, named: Named) -> Iterator[Piece]:
    yield grid_of(told, named)
    gaps = [row for row in told.rows() if row.missing]
    if gaps:
        items = [Item(row.text, note=listed(row.missing), ids=(row.id,)) for row in gaps]
        yield Listing(items, _("What is still missing"))


def listed(titles: Iterable[Any]) -> Any:
    """Several words in one sentence, in the language of whoever reads it."""
    said: Any = ""
    for title in titles:
        said = _("%(some)s, %(other)s", some=said, other=title) if said else title
    return said
