"""What a facilitator may set of a vote."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Flag, Number, Text
from beffroi.words import translator

_ = translator(__name__)


class BallotSettings(Model):
    """What a facilitator may set of a vote."""

    ballot_question: str = Text(_("Question of the vote"), max=300, required=False)
    budget: int = Number(
        _("Dots a person"), low=0, high=50, default=0, help=_("0: a quarter of the options, between 3 and 5.")
    )
    max_per_item: int = Number(_("Dots at most on one option"), low=1, high=50, default=1)
    keep: int = Number(_("How many go on"), low=1, high=50, default=3)
    blind: bool = Flag(_("Hide the results until the vote closes"), default=True, fixed=True)
    no_self_vote: bool = Flag(_("Nobody votes for their own card"), fixed=True)
