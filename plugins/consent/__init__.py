"""Consent: where everybody stands on articles, unseen; what nobody objects to is adopted, the rest is settled."""

from __future__ import annotations

from beffroi import Method, hookimpl, translator
from beffroi.blocks.consent import Consent
from beffroi.blocks.listed import Listed

_ = translator(__name__)


class ConsentMethod(Method):
    """Say where you stand → settle the objections."""

    api = 1
    id = "consent"
    title = _("Consent")
    minutes = 30
    typed = Listed()
    agreed = Consent(on=typed)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [ConsentMethod()]
