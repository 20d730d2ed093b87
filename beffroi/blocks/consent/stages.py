"""The stages of a consent."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

STANCES = Stage(
    "stances",
    _("Say where you stand"),
    instruction=_("For each article, by yourself: do you object? Nobody sees it before all is shown."),
    notice=_("Reservations and the reasons of objections are shown to everybody, without a name."),
    effect=_("Everyone says where they stand on each article; nobody sees anything yet, but how many answered."),
)
SETTLE = Stage(
    "settle",
    _("Settle the objections"),
    instruction=_("What nobody objects to is adopted. Of each objection: is it a risk, or a preference?"),
    effect=_("Stances no longer change and are shown: what nobody objects to is adopted together."),
)
