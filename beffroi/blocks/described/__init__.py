"""What is known of each thing, aspect by aspect, said together; what nobody said is marked.

A method holds it after what is described: `told = Described(Aspect("need", …), Aspect("who", …), on=ideas)`.
"""

from beffroi.blocks.described.aspects import Aspect
from beffroi.blocks.described.block import Described
from beffroi.blocks.described.commands import (
    DESCRIBED_COMMANDS,
    ClearAspect,
    Describe,
    SetAspect,
    ShareOut,
)
from beffroi.blocks.described.descriptions import Cell, Descriptions, ThingTold
from beffroi.blocks.described.report import grid_of, table_of
from beffroi.blocks.described.stages import DESCRIBE, SEE

__all__ = [
    "DESCRIBE",
    "DESCRIBED_COMMANDS",
    "SEE",
    "Aspect",
    "Cell",
    "ClearAspect",
    "Describe",
    "Described",
    "Descriptions",
    "SetAspect",
    "ShareOut",
    "ThingTold",
    "grid_of",
    "table_of",
]
