"""The stage of a grid."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

ARRANGE = Stage(
    "arrange",
    _("Arrange"),
    instruction=_("What goes where? What clashes is named above the grid."),
    effect=_("Things are placed in the grid; all see it at once."),
)
