"""All the commands of cards, for a method to list."""

from __future__ import annotations

from beffroi.blocks.cards.binning import Hide, Restore, Reword, ShowCard, TakeOut
from beffroi.blocks.cards.dealing import Deal, TakeIn
from beffroi.blocks.cards.grouping import Concern, MergeClusters, Move, NameCluster, PutUnder, SplitCluster
from beffroi.blocks.cards.writing import Edit, PaperCards, TakeBack, Write
from beffroi.command import Command

CARD_COMMANDS: tuple[type[Command], ...] = (
    Write, Edit, TakeBack, PaperCards, Hide, Restore, Reword, TakeOut, ShowCard, Deal, TakeIn, Move,
    MergeClusters, SplitCluster, NameCluster, Concern, PutUnder,
)  # fmt: skip
