"""The stages in which a sheet is filled in."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

FILL = Stage(
    "fill", _("Fill in the sheet"), late="tray", effect=_("Each table fills in its own sheet; several people at once.")
)
AMEND = Stage(
    "amend",
    _("Amend"),
    instruction=_("Read what the others made of your sheet, and change what has to change."),
    effect=_("Each table is back at its own sheet, with what the others said of it beside it."),
)
READ = Stage(
    "read",
    _("Read together"),
    plenary=True,
    instruction=_("Here is what all tables wrote: one part after the other."),
    effect=_("Nobody writes any more; what the tables wrote stands on one sheet, each sentence with its table."),
)
DURING = ("fill", "amend")
