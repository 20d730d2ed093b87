"""What leaves a charter: the adopted text, dated; each article with what it takes; the log of its versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi import Parts, SiteName, Table, translator
from beffroi.blocks.consent.report import made_of
from beffroi.blocks.described import ThingTold
from beffroi.blocks.versions import log_of
from beffroi.report import Grid, Heading, Item, Listing, Paragraph, Piece, Row, Section
from plugins.charter import shown
from plugins.charter.adoption import NO_CONSULTATION
from plugins.charter.articles import ASPECTS

_ = translator(__name__)

TOLD_HERE = ("texts", "described")
"""The sections of its blocks that it tells in its own way."""

COLUMNS = (_("Article"), *(one.title for one in ASPECTS if one.id in shown.SHORT))


def audience_of(state: Parts, thing: str) -> str:
    """For whom an article is."""
    found = next((one for one in state.texts.shown() if one.id == thing), None)
    return state.told.row(found.as_option()).said("audience") if found else ""


def _row_of(state: Parts, thing: str) -> ThingTold | None:
    found = state.agreed.all.get(thing)
    return state.told.row(found.thing) if found else None


def _cells(row: ThingTold | None) -> tuple[Any, ...]:
    found = {cell.aspect.id: cell.text for cell in row.cells} if row else {}
    return tuple(found.get(name, "") for name in shown.SHORT)


def tables(state: Parts) -> Iterator[Table]:
    """The adopted charter, a row an article."""
    found = shown.adopted(state)
    if found:
        rows = [(one.text, *_cells(_row_of(state, one.id)), one.needs) for one in found]
        yield Table("charter", (*COLUMNS, _needs()), rows, [{"card": one.id} for one in found])


def _needs() -> Any:
    return next(one.title for one in ASPECTS if one.id == "needs")


def charter(state: Parts) -> Iterator[Section]:
    """The adopted text, dated, with its review, who was there by number and site, the reservations that are kept."""
    found = shown.adopted(state)
    if not found:
        return
    pieces: list[Piece] = [Paragraph(one, version="direction") for one in state.adoption.said()]
    rows = [
        Row((one.text, *_cells(_row_of(state, one.id))), version="direction", **_made(state, one.id)) for one in found
    ]
    pieces.append(Grid(COLUMNS, rows, version="direction"))
    kept = [
        Item(stance.words, one.text, ids=(stance.id,), version="direction")
        for one in state.agreed.all.values()
        for stance in one.reservations()
        if stance.words
    ]
    if kept:
        pieces.append(Listing(kept, _("Reservations that are kept"), version="direction"))
    if state.adoption.by_site:
        there = [Row((SiteName(site), n), version="direction") for site, n in state.adoption.by_site]
        pieces.append(Grid((_("Site"), _("People who were there")), there, version="direction"))
    pieces.append(Paragraph(NO_CONSULTATION, version="direction"))
    yield Section("charter", _("The adopted charter"), tuple(pieces), version="direction")


def _made(state: Parts, thing: str) -> dict[str, Any]:
    article, row = state.agreed.all[thing], _row_of(state, thing)
    made = made_of(article)
    said = (id for cell in (row.cells if row else ()) for id in (cell.id, cell.mark) if id)
    return {**made, "ids": tuple(dict.fromkeys((*made["ids"], *said)))}


def articles(state: Parts) -> Iterator[Section]:
    """Each article with all that is said of it, then the log of versions."""
    is_told = bool(shown.adopted(state))
    pieces = [piece for one in state.texts.shown() for piece in _pieces(state, one, is_told=is_told)]
    log = log_of(state.texts)
    if pieces:
        yield Section("articles", _("Article by article"), (*pieces, *((log,) if log else ())))


def _pieces(state: Parts, one: Any, *, is_told: bool) -> Iterator[Piece]:
    option = one.as_option()
    row = state.told.row(option)
    version = one.version
    origins = (option.origin,) if option.origin else ()
    items = [
        Item(cell.text, cell.aspect.title, ids=tuple(dict.fromkeys(filter(None, (cell.id, cell.mark)))))
        for cell in row.cells
        if cell.said
    ]
    if items or not is_told:  # of what stands in the adopted charter, only what more is said of it
        yield Heading(one.text, ids=tuple(dict.fromkeys((one.id, version.id))), origins=origins)
    if items:
        yield Listing(items)
