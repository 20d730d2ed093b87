"""Sheets that pass on: each writes on one, and goes on with what those before wrote on the next.

Source: brainwriting 6-3-5 (Rohrbach, 1968). Of several groups, in rounds; nobody gets a sheet twice or holds two, and a
sheet that nobody holds waits, in sight, to be handed out first. A method holds it as `sheets = Rotate()`.
"""

from beffroi.blocks.rotate.block import Rotate
from beffroi.blocks.rotate.commands import (
    ROTATE_COMMANDS,
    GiveBack,
    PutBackIdea,
    Take,
    TakeBackIdea,
    TakeDownIdea,
    Write,
)
from beffroi.blocks.rotate.groups import Group, grouped, joined, parted
from beffroi.blocks.rotate.passing import Leaf, Passing, passed_on
from beffroi.blocks.rotate.report import sections_of, table_of
from beffroi.blocks.rotate.rotation import Line, Rotation
from beffroi.blocks.rotate.settings import RotateSettings
from beffroi.blocks.rotate.stages import ROUNDS, rounds

__all__ = [
    "ROTATE_COMMANDS",
    "ROUNDS",
    "GiveBack",
    "Group",
    "Leaf",
    "Line",
    "Passing",
    "PutBackIdea",
    "Rotate",
    "RotateSettings",
    "Rotation",
    "Take",
    "TakeBackIdea",
    "TakeDownIdea",
    "Write",
    "grouped",
    "joined",
    "parted",
    "passed_on",
    "rounds",
    "sections_of",
    "table_of",
]
