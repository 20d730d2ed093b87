"""Texts amended together: every version stays, and what changed shows word by word; nobody writes over another.

A version is one command, so nothing of how it was typed is kept. A method holds it as `texts = Versions(on=typed)`.
"""

from beffroi.blocks.versions.block import Versions
from beffroi.blocks.versions.commands import VERSIONS_COMMANDS, Propose, PutTextBack, TakeDownText, Word
from beffroi.blocks.versions.difference import Run, changes_in_words, difference
from beffroi.blocks.versions.report import log_of, sections_of, tables_of
from beffroi.blocks.versions.shown import TextShown, text_shown
from beffroi.blocks.versions.stages import GATHER, WORD
from beffroi.blocks.versions.texts import Amendment, Texts, Version, Worded

__all__ = [
    "GATHER",
    "VERSIONS_COMMANDS",
    "WORD",
    "Amendment",
    "Propose",
    "PutTextBack",
    "Run",
    "TakeDownText",
    "TextShown",
    "Texts",
    "Version",
    "Versions",
    "Word",
    "Worded",
    "changes_in_words",
    "difference",
    "log_of",
    "sections_of",
    "tables_of",
    "text_shown",
]
