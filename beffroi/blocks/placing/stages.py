"""The stages of a placing."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

PLACE = Stage(
    "place",
    _("Place"),
    instruction=_("Each for yourself: press a number on each scale. Nobody sees it before all are shown."),
    effect=_("Everyone places each thing by themselves; nobody sees anything yet."),
)
SHOW = Stage(
    "show",
    _("See where we stand"),
    instruction=_("First where we are furthest apart: what did each of us see that the others did not?"),
    effect=_("Placing ends; where the group stands shows on every page and screen."),
)
