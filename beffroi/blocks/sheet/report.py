"""What leaves a sheet: its table, and its sections of the report, a sheet each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.blocks.sheet.draft import Draft
from beffroi.blocks.sheet.lines import Line, Slot
from beffroi.report import Item, Listing, OfTable, Paragraph, Piece, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)


def table_of(draft: Draft) -> Table:
    """A row for each choice, each sentence and each wording beside one."""
    told = list(draft.told(draft.slots.values()))
    links = [{"card": id} if id else {} for id, _row in told]
    return Table("sheet", (_("Part"), _("Text"), _("Rests on")), [row for _id, row in told], links)


def sections_of(draft: Draft, tables: Sequence[OfTable[Draft]], title: Any) -> Iterable[Section]:
    """The room's sheet, then each table's; those on which nothing stands are left out."""
    if draft.is_begun:
        yield Section("sheet", title, tuple(_pieces(draft)))
    for one in tables:
        if one.state.is_begun:
            named = _("%(sheet)s · %(table)s", sheet=title, table=one.name)
            yield Section(f"sheet-{one.id}", named, tuple(_pieces(one.state)))


def _pieces(draft: Draft) -> Iterable[Piece]:
    for slot in draft.slots.values():
        picked = dict(slot.choices).get(draft.picked.get(slot.id, ""))
        if picked:
            yield Paragraph(_("%(what)s: %(said)s", what=slot.label, said=picked))
        items = [item for line in draft.at(slot.id) for item in _items(draft, slot, line)]
        if items:
            yield Listing(items, slot.label)


def _items(draft: Draft, slot: Slot, line: Line) -> Iterable[Item]:
    sources = len(draft.quoted(line))
    rests = _.many("%(n)s source", "%(n)s sources", sources) if sources else _("imagined")
    ids = tuple(dict.fromkeys((line.id, line.part[0])))
    note = rests if slot.sourced and not line.table else ""  # at its table it says so
    yield Item(line.text, note=note, ids=ids, origins=line.sources)
    for rival in line.rivals:
        yield Item(rival.text, note=_("another wording"), ids=(rival.id,))
