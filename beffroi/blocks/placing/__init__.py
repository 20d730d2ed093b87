"""Each puts each thing on one or two scales, unseen; then all see the median, and how far they are apart.

Source: medians and quartiles rather than means, the widest disagreement first, as in Delphi rounds and estimating
poker. A method holds it as `places = Placing(on=typed, scales=(effort, impact))`.
"""

from beffroi.blocks.placing.block import Placing
from beffroi.blocks.placing.commands import (
    PLACING_COMMANDS,
    Decline,
    PaperPlacing,
    PlaceAgain,
    Put,
    ShowAgain,
    TakeAway,
)
from beffroi.blocks.placing.placements import DECLINED, Placed, Placements, Standing
from beffroi.blocks.placing.report import cards_of, chart_of, corner_of, sections_of, tables_of
from beffroi.blocks.placing.stages import PLACE, SHOW

__all__ = [
    "DECLINED",
    "PLACE",
    "PLACING_COMMANDS",
    "SHOW",
    "Decline",
    "PaperPlacing",
    "PlaceAgain",
    "Placed",
    "Placements",
    "Placing",
    "Put",
    "ShowAgain",
    "Standing",
    "TakeAway",
    "cards_of",
    "chart_of",
    "corner_of",
    "sections_of",
    "tables_of",
]
