"""A sheet filled in together: slots that hold sentences, each with its evidence; several people write at once.

What somebody changed meanwhile is never overwritten: both wordings stand side by side until somebody keeps one or
joins them. A method holds it as `portrait = Sheet(Slot("name", …), Slot("needs", …))`; where it works with what stands
on it, its state has a `Draft` of that name.
"""

from beffroi.blocks.sheet.block import Sheet
from beffroi.blocks.sheet.commands import SHEET_COMMANDS
from beffroi.blocks.sheet.draft import Draft
from beffroi.blocks.sheet.lines import Line, Rival, Slot, crowd, is_crowded
from beffroi.blocks.sheet.report import sections_of, table_of
from beffroi.blocks.sheet.settings import SheetSettings
from beffroi.blocks.sheet.stages import AMEND, DURING, FILL, READ

__all__ = [
    "AMEND",
    "DURING",
    "FILL",
    "READ",
    "SHEET_COMMANDS",
    "Draft",
    "Line",
    "Rival",
    "Sheet",
    "SheetSettings",
    "Slot",
    "crowd",
    "is_crowded",
    "sections_of",
    "table_of",
]
