"""What others say of a sheet: rings true, a question, a doubt; from the gallery, or from a twin table.

Nobody is named, the table is. A method holds them as `said = Reactions(on=portrait)`; where it works with them itself,
its state has a `Feedback` of that name.
"""

from beffroi.blocks.reactions.block import Reactions
from beffroi.blocks.reactions.commands import MOST, OF_ONE, REACTION_COMMANDS, Answered, React, Unreact
from beffroi.blocks.reactions.feedback import KINDS, Feedback, Reaction
from beffroi.blocks.reactions.report import sections_of, table_of
from beffroi.blocks.reactions.stages import GALLERY

__all__ = [
    "GALLERY",
    "KINDS",
    "MOST",
    "OF_ONE",
    "REACTION_COMMANDS",
    "Answered",
    "Feedback",
    "React",
    "Reaction",
    "Reactions",
    "Unreact",
    "sections_of",
    "table_of",
]
