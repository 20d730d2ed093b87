"""All that is asked of a queue of questions."""

from __future__ import annotations

from beffroi.blocks.queue.asking import Ask, Support, TakeBack, Unsupport
from beffroi.blocks.queue.leading import Answer, PutBack, PutOnAir, SortAnew
from beffroi.blocks.queue.moderating import (
    Admit,
    Merge,
    PaperQuestion,
    Refuse,
    Restore,
    Reword,
    Separate,
    ShowOfHands,
)
from beffroi.command import Command

QUEUE_COMMANDS: tuple[type[Command], ...] = (
    Ask, TakeBack, Support, Unsupport, Admit, Refuse, Restore, Reword, Merge, Separate, PaperQuestion, ShowOfHands,
    PutOnAir, PutBack, Answer, SortAnew,
)  # fmt: skip

__all__ = [
    "QUEUE_COMMANDS",
    "Admit",
    "Answer",
    "Ask",
    "Merge",
    "PaperQuestion",
    "PutBack",
    "PutOnAir",
    "Refuse",
    "Restore",
    "Reword",
    "Separate",
    "ShowOfHands",
    "SortAnew",
    "Support",
    "TakeBack",
    "Unsupport",
]
