"""What leaves a brainwriting: what the groups kept, as cards and tables; all sheets beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from beffroi import Card, Table, Trace, translator
from beffroi.blocks.rotate import table_of
from beffroi.blocks.rotate.report import traces_of
from beffroi.report import Grid, Row, Section
from plugins.brainwriting.choosing import Chosen

_ = translator(__name__)


def tables(state: Chosen) -> Iterator[Table]:
    """What was kept; all sheets."""
    kept = list(state.all_kept())
    if kept:
        rows = [(group.number, state.sheets.leaves[line.leaf].number, line.text) for group, line in kept]
        links = [{"card": line.id, "origin": line.origin} for _group, line in kept]
        yield Table("kept", (_("Group"), _("Sheet"), _("Idea")), rows, links)
    if state.sheets.lines:
        yield table_of(state.sheets)


def kept(state: Chosen) -> Iterable[Section]:
    """What the groups kept."""
    rows = [
        Row((str(group.number), line.text), ids=(line.id,), origins=(line.origin,) if line.origin else ())
        for group, line in state.all_kept()
    ]
    if rows:
        yield Section("kept", _("What the groups kept"), (Grid((_("Group"), _("Idea")), rows),))


def cards(state: Chosen) -> Sequence[Card]:
    """What the groups kept."""
    return [Card(line.id, line.text, "idea", origin=line.origin) for _group, line in state.all_kept()]


def traces(state: Chosen) -> Iterator[Trace]:
    """All ideas, each with what it was written under; what was kept says so."""
    for one in traces_of(state.sheets):
        yield replace(one, outcome=_("kept by its group")) if one.id in state.kept else one
