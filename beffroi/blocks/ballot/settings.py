"""What a facilitator may set of a vote."""

from __future__ import annotations

from beffroi.command import Model
from beffroi.fields import Choice, Flag, Number, Text
from beffroi.words import translator

_ = translator(__name__)

WORTH = {"decides": _("It decides"), "proposes": _("It proposes"), "informs": _("It informs")}
"""What a vote is worth."""


class BallotSettings(Model):
    """What a facilitator may set of a vote."""

    ballot_question: str = Text(_("Question of the vote"), max=300, required=False)
    worth: str = Choice(_("What the vote is worth"), WORTH, default="proposes", fixed=True)
    proposes_to: str = Text(
        _("To whom it proposes, and by when they answer"),
        max=140,
        required=False,
        help=_("For instance: the direction, before 30 June. Everybody reads it before they vote."),
    )
    budget: int = Number(
        _("Dots a person"), low=0, high=50, default=0, help=_("0: a quarter of the options, between 3 and 5.")
    )
    max_per_item: int = Number(_("Dots at most on one option"), low=1, high=50, default=1)
    keep: int = Number(_("How many go on"), low=1, high=50, default=3)
    blind: bool = Flag(_("Hide the results until the vote closes"), default=True, fixed=True)
    last_first: bool = Flag(
        _("Show the results from the last to the first"),
        help=_("First those that do not go on, all at once; then, at each press, the next one up. Ties come together."),
    )
    no_self_vote: bool = Flag(_("Nobody votes for their own card"), fixed=True)
