"""What leaves sheets that pass on: each line with its sheet, its round, and what it was written under."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.blocks.rotate.rotation import Line, Rotation
from beffroi.moderation import tally, told_of
from beffroi.report import Grid, Heading, Piece, Row, Section
from beffroi.vocabulary import Table, Trace
from beffroi.words import translator

_ = translator(__name__)

BETWEEN = " · "


def table_of(rotation: Rotation) -> Table:
    """A row a line, sheet by sheet."""
    lines = list(rotation.shown())
    rows = [_row(rotation, line) for line in lines]
    columns = (_("Group"), _("Sheet"), _("Round"), _("Idea"), _("Written under"))
    return Table("sheets", columns, rows, [{"card": line.id, "origin": line.origin} for line in lines])


def _row(rotation: Rotation, line: Line) -> tuple[Any, ...]:
    leaf = rotation.leaves[line.leaf]
    above = (rotation.lines[id].text for id in rotation.rests_on(line))
    group = rotation.groups[leaf.group].number if leaf.group in rotation.groups else ""
    return group, leaf.number, line.round or "", line.text, BETWEEN.join(above)


def sections_of(rotation: Rotation, title: Any) -> Iterator[Section]:
    """All sheets, by group; nothing where nothing was written."""
    pieces = list(_pieces(rotation))
    if pieces:
        yield Section("sheets", title, tuple(pieces), version="complete")


def _pieces(rotation: Rotation) -> Iterator[Piece]:
    for group in rotation.groups.values():
        grids = [
            _grid(rotation, leaf.id, leaf.number)
            for leaf in rotation.leaves.values()
            if leaf.group == group.id and rotation.lines_of(leaf.id)
        ]
        if grids:
            yield Heading(_("Group %(n)s", n=group.number))
            yield from grids
    down = tally(line.motive for line in rotation.lines.values() if line.motive)
    if down:
        yield told_of(down)


def _grid(rotation: Rotation, leaf: str, number: int) -> Grid:
    rows = [
        Row(
            (str(round) if round else _("At first"), BETWEEN.join(line.text for line in lines)),
            ids=tuple(line.id for line in lines),
            origins=tuple(line.origin for line in lines if line.origin),
        )
        for round, lines in rotation.rounds_of(leaf)
    ]
    return Grid((_("Round"), _("Ideas")), rows, _("Sheet %(n)s", n=number))


def traces_of(rotation: Rotation) -> Iterator[Trace]:
    """Each line, and what stood right above it as it was written."""
    for line in rotation.shown():
        yield Trace(line.id, line.text, "idea", (line.origin,) if line.origin else rotation.rests_on(line))
