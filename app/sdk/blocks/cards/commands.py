"""All the commands of cards, for a method to list."""

from __future__ import annotations

from app.sdk.blocks.cards.binning import Hide, Restore
from app.sdk.blocks.cards.dealing import Deal, TakeIn
from app.sdk.blocks.cards.grouping import Concern, MergeClusters, Move, NameCluster, SplitCluster
from app.sdk.blocks.cards.writing import Edit, PaperCards, TakeBack, Write
from app.sdk.command import Command

CARD_COMMANDS: tuple[type[Command], ...] = (
    Write, Edit, TakeBack, PaperCards, Hide, Restore, Deal, TakeIn, Move, MergeClusters, SplitCluster, NameCluster,
    Concern,
)  # fmt: skip
