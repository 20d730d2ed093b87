"""Things placed in rows and columns, by drag, keys and a menu; what clashes is named.

A method holds it as `planned = Grid(on=typed)`; one with rows, columns and clashes of its own has a subclass.
"""

from beffroi.blocks.grid.block import Grid
from beffroi.blocks.grid.clashes import (
    Span,
    before_needed,
    circles,
    in_one_place,
    needing_one_person,
    out_of_reach,
    together,
)
from beffroi.blocks.grid.commands import GRID_COMMANDS, PlaceIn, TakeOff
from beffroi.blocks.grid.hours import Hours, hours_of, kept_hours
from beffroi.blocks.grid.placed import Box, Clash, Line, Placed, RowOfBoxes, Shown, called, cell_id
from beffroi.blocks.grid.report import sections_of, table_of
from beffroi.blocks.grid.settings import GridSettings, line_id
from beffroi.blocks.grid.stages import ARRANGE

__all__ = [
    "ARRANGE",
    "GRID_COMMANDS",
    "Box",
    "Clash",
    "Grid",
    "GridSettings",
    "Hours",
    "Line",
    "PlaceIn",
    "Placed",
    "RowOfBoxes",
    "Shown",
    "Span",
    "TakeOff",
    "before_needed",
    "called",
    "cell_id",
    "circles",
    "hours_of",
    "in_one_place",
    "kept_hours",
    "line_id",
    "needing_one_person",
    "out_of_reach",
    "sections_of",
    "table_of",
    "together",
]
