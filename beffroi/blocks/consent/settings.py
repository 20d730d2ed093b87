"""What a facilitator may set of a consent, and what its outcomes are worth."""

from __future__ import annotations

from typing import Any

from beffroi.command import Model
from beffroi.fields import Choice, Flag, Text
from beffroi.words import translator

_ = translator(__name__)

WORTH = {"decides": _("It decides"), "proposes": _("It proposes"), "informs": _("It informs")}


class ConsentSettings(Model):
    """What a facilitator may set of a consent."""

    consent_question: str = Text(_("What these articles are for"), max=300, required=False, lines=2)
    worth: str = Choice(_("What the consent is worth"), WORTH, default="proposes", fixed=True)
    proposes_to: str = Text(
        _("To whom it proposes, and by when they answer"),
        max=140,
        required=False,
        help=_("For instance: the direction, before 30 June. Everybody reads it before they answer."),
    )
    signed: bool = Flag(
        _("Reservations and objections are signed"),
        fixed=True,
        help=_("Each writes the name that stands beside their words: on pages alone, and gone with the names."),
    )


def worth_of(rules: ConsentSettings) -> Any:
    """In a sentence, what the consent is worth."""
    if rules.worth == "decides":
        return _("This consent decides: what it adopts holds.")
    if rules.worth == "informs":
        return _("This consent informs: it decides nothing by itself.")
    if rules.proposes_to:
        return _("This consent proposes to: %(to)s", to=rules.proposes_to)
    return _("This consent proposes: others decide, and say what they decided.")
