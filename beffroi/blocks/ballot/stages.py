"""The stages of a vote, and what may become of an option."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

VOTE = Stage(
    "vote",
    _("Vote"),
    instruction=_("Place your dots; you can move them until the vote closes."),
    effect=_("Everyone places their dots; dots on clusters that changed since go back to their owners."),
)
DECIDE = Stage(
    "decide",
    _("Decide"),
    instruction=_("Here are the results; what do we keep?"),
    effect=_("The vote closes, and its results are shown on every page and screen."),
)

OUTCOMES = {"keep": _("Kept"), "park": _("Set aside"), "drop": _("Dropped")}
"""What became of an option, as it is shown; the form that decides says it as acts."""

ACTS = {"keep": _("Keep"), "park": _("Park"), "drop": _("Drop")}
