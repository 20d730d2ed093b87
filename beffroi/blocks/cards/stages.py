"""The stages that a method of cards goes through."""

from __future__ import annotations

from beffroi.vocabulary import Stage
from beffroi.words import translator

_ = translator(__name__)

COLLECT = Stage(
    "collect",
    _("Write in silence"),
    hidden=True,
    late="tray",
    instruction=_("One idea a card. Nobody reads it before the reveal."),
    effect=_("Everyone can write; nobody reads the cards before the reveal."),
)
REVEAL = Stage(
    "reveal",
    _("Reveal"),
    instruction=_("Here is what was written, in a shuffled order."),
    effect=_(
        "The cards are shown at once, on every page and screen, or as you read them where they are read first; "
        "writing ends."
    ),
)
READ = Stage(
    "read",
    _("Read and clarify"),
    instruction=_("Ask about what you do not understand; nobody judges yet."),
    effect=_("The cards stay in sight; nothing else changes."),
)
CLUSTER = Stage(
    "cluster",
    _("Group"),
    instruction=_("Cards that say the same thing come together; names come last."),
    effect=_("Facilitators group the cards, and everyone sees it happen."),
)

BEFORE_VOTE = ("collect", "reveal", "read", "cluster")
