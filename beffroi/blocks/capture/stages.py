"""The stage in which it is said who does what."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

CAPTURE = Stage(
    "capture",
    _("Who does what"),
    instruction=_("For each outcome: who takes it on, for when, and the first step."),
    notice=_("A name that is written here stands in the results: write your own only, if you take it on."),
    effect=_("For each outcome everyone can say who takes it on and for when; it shows on every page."),
)
