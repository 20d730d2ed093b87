"""What people wrote is coded together: read for names, then codes made on the way, then what two readers see apart.

Source: open coding by two readers, with agreement by code rather than one figure for all. A method holds it as
`read = Coding(on=written)`, where `written` gives the texts of its state.
"""

from beffroi.blocks.coding.agreement import Agreement, agreement, kappa
from beffroi.blocks.coding.block import Coding, CodingSettings
from beffroi.blocks.coding.commands import (
    CODING_COMMANDS,
    DealAgain,
    DropCode,
    HoldBack,
    KeepCode,
    NewCode,
    NoCode,
    ReadAgain,
    Release,
    ReleaseUpTo,
    RenameCode,
    Tag,
    TakeTexts,
    Untag,
)
from beffroi.blocks.coding.readings import Apart, Coded, Readings
from beffroi.blocks.coding.stages import CODE, COMPARE, REREAD

__all__ = [
    "CODE",
    "CODING_COMMANDS",
    "COMPARE",
    "REREAD",
    "Agreement",
    "Apart",
    "Coded",
    "Coding",
    "CodingSettings",
    "DealAgain",
    "DropCode",
    "HoldBack",
    "KeepCode",
    "NewCode",
    "NoCode",
    "ReadAgain",
    "Readings",
    "Release",
    "ReleaseUpTo",
    "RenameCode",
    "Tag",
    "TakeTexts",
    "Untag",
    "agreement",
    "kappa",
]
