"""Cards: collect in silence, reveal all at once, read, cluster. METHODS: silent brainstorm, affinity map.

A method that has a `cards: Cards` in its state lists these commands and calls `Cards.reveal`
when it enters its reveal stage.
"""

from beffroi.blocks.cards.binning import Hide, Restore
from beffroi.blocks.cards.board import CardSettings
from beffroi.blocks.cards.commands import CARD_COMMANDS
from beffroi.blocks.cards.grouping import MergeClusters, Move, NameCluster, SplitCluster
from beffroi.blocks.cards.notes import Note
from beffroi.blocks.cards.shown import Cards
from beffroi.blocks.cards.stages import CLUSTER, COLLECT, READ, REVEAL
from beffroi.blocks.cards.writing import handed_texts

__all__ = [
    "CARD_COMMANDS",
    "CLUSTER",
    "COLLECT",
    "READ",
    "REVEAL",
    "CardSettings",
    "Cards",
    "Hide",
    "MergeClusters",
    "Move",
    "NameCluster",
    "Note",
    "Restore",
    "SplitCluster",
    "handed_texts",
]
