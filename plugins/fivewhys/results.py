"""What leaves five whys: a table of its chains, and a section of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi import Table, translator
from beffroi.report import Item, Listing, Piece, Quote, Section
from plugins.fivewhys.sheet import Sheet, Shown

_ = translator(__name__)

CHECKED, ROOT = _("checked"), _("root cause")


def _notes(link: Shown) -> str:
    return " · ".join(str(word) for word, is_so in ((ROOT, link.is_end), (CHECKED, link.is_checked)) if is_so)


def table_of(sheet: Sheet) -> Table:
    """A row an answer, chain after chain."""
    told = [(n, chain, link) for n, chain in enumerate(sheet.shown_chains(), 1) for link in chain.links]
    rows = [(n, chain.problem, link.why, link.text, _notes(link)) for n, chain, link in told]
    links = [{"card": link.id} for _n, _chain, link in told]
    return Table("chain", (_("Chain"), _("Problem"), _("Step"), _("Answer"), _("What it is")), rows, links)


def section_of(id: str, title: Any, sheet: Sheet) -> Section:
    """The problem, then a list a chain."""
    return Section(id, title, tuple(_pieces(sheet)))


def _pieces(sheet: Sheet) -> Iterator[Piece]:
    if sheet.problem:
        ids = tuple(dict.fromkeys(filter(None, (sheet.problem.id, sheet.problem.worded))))
        yield Quote(sheet.problem.text, _("Problem"), ids=ids)
    for chain in sheet.chains():
        yield Listing([_item(sheet, link) for link in chain.links])


def _item(sheet: Sheet, link: Shown) -> Item:
    worded = sheet.links[link.id].worded
    return Item(link.text, link.why, _notes(link), ids=tuple(dict.fromkeys((link.id, worded))))
