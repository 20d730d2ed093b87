"""Cards: collect in silence, reveal all at once, read, group. METHODS: silent brainstorm, affinity map.

A method holds them as `ideas = Cards()`; where it works with the cards itself, its state has a `Deck` of that name.
"""

from beffroi.blocks.cards.binning import Hide, Restore, Reword, ShowCard, TakeOut
from beffroi.blocks.cards.block import Cards
from beffroi.blocks.cards.collected import CardSettings
from beffroi.blocks.cards.commands import CARD_COMMANDS
from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.grouping import MergeClusters, Move, NameCluster, SplitCluster
from beffroi.blocks.cards.notes import Note
from beffroi.blocks.cards.options import options_of
from beffroi.blocks.cards.stages import CLUSTER, COLLECT, READ, REVEAL
from beffroi.blocks.cards.writing import Edit, PaperCards, Write, handed_texts

__all__ = [
    "CARD_COMMANDS",
    "CLUSTER",
    "COLLECT",
    "READ",
    "REVEAL",
    "CardSettings",
    "Cards",
    "Deck",
    "Edit",
    "Hide",
    "MergeClusters",
    "Move",
    "NameCluster",
    "Note",
    "PaperCards",
    "Restore",
    "Reword",
    "ShowCard",
    "SplitCluster",
    "TakeOut",
    "Write",
    "handed_texts",
    "options_of",
]
