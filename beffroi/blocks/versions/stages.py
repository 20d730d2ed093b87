"""The stages in which texts are proposed, and worded together."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

GATHER = Stage(
    "gather",
    _("Gather the texts"),
    instruction=_("Read what is there. Is one missing? Propose it, in one sentence."),
    effect=_("Everyone reads the texts that are there, and may propose others; all see them at once."),
)
WORD = Stage(
    "word",
    _("Word them together"),
    late="tray",
    instruction=_("Change what has to change: every version stays, and who wrote before you keeps their words."),
    effect=_("Everyone may word the texts anew; each version stays, and what changed shows word by word."),
)
DURING = (GATHER.id, WORD.id)
