"""A sheet filled in together: slots that hold sentences, each with its evidence; several people write at once.

What somebody changed meanwhile is never overwritten: both wordings stand side by side until somebody
at the table keeps one or joins them. A method whose state has a `sheet: Sheet` and says with `slot(id)`
which slots there are lists these commands; its stages "fill" and "amend" take them.
"""

from beffroi.blocks.sheet.commands import SHEET_COMMANDS, HasSheet
from beffroi.blocks.sheet.lines import Line, Rival, Slot, crowd, is_crowded
from beffroi.blocks.sheet.sheet import Sheet
from beffroi.blocks.sheet.stages import AMEND, DURING, FILL

__all__ = [
    "AMEND",
    "DURING",
    "FILL",
    "SHEET_COMMANDS",
    "HasSheet",
    "Line",
    "Rival",
    "Sheet",
    "Slot",
    "crowd",
    "is_crowded",
]
