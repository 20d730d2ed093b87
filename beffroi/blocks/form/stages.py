"""The stages of a form: people answer, then everyone sees what came of it."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

ANSWER = Stage(
    "answer",
    _("Answer"),
    hidden=True,
    instruction=_("Answer page by page; you can change your answers until the form closes."),
    notice=_(
        "Answers are counted; what you write in your own words is read by the facilitators, "
        "who may show it to everyone."
    ),
    effect=_("Everyone can answer; nobody sees any answer before the form closes."),
)
RESULTS = Stage(
    "results",
    _("Results"),
    instruction=_("Here is what was answered."),
    effect=_("The form closes, and its results are shown on every page and screen."),
)
