"""What a facilitator may set of sheets that pass on."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Flag, Number
from beffroi.words import translator

_ = translator(__name__)

EACH, EACH_MOST = 3, 5


class RotateSettings(Model):
    """How much each writes before the sheet passes on."""

    each: int = Number(_("Ideas a person and a round"), low=1, high=EACH_MOST, default=EACH)
    by_clock: bool = Flag(
        _("The sheets pass on as the timer runs out"),
        help=_("Else they do when the facilitator goes on to the next round."),
    )
