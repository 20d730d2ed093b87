"""Consent: articles are understood and reacted to; where everybody stands on them, unseen; the rest is settled."""

from __future__ import annotations

from beffroi import Glance, Method, hookimpl, translator
from beffroi.blocks.consent import Consent
from beffroi.blocks.listed import Listed
from beffroi.blocks.turns import Turns

_ = translator(__name__)


class ConsentMethod(Method):
    """Understand → react → say where you stand → settle the objections."""

    api = 1
    id = "consent"
    title = _("Consent")
    at_a_glance = Glance(
        "decide",
        people=(5, 60),
        takes=_("proposals or articles"),
        gives=_("what nobody objects to"),
        takes_from=("ideation",),
    )
    minutes = 45
    floor = Turns(during=("clarify", "react", "settle"))
    typed = Listed()
    agreed = Consent(on=typed, discussed=True)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [ConsentMethod()]
