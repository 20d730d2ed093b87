"""The stages of a description."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

DESCRIBE = Stage(
    "describe",
    _("Describe"),
    instruction=_("Say what you know of each; leave open what nobody knows."),
    effect=_("Everyone can say what they know of each; all see it at once."),
)
SEE = Stage(
    "see",
    _("See it whole"),
    instruction=_("What do we see, and what is missing?"),
    effect=_("What was said, and what is missing, shows on every page and screen."),
)
DURING = (DESCRIBE.id, SEE.id)
