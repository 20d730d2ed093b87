"""Questions to whoever answers: asked in writing, read by a moderator, upvoted, put on air one by one, answered.

Source: the question boxes of public debates. A method holds it as `line = Queue()`; where it works with the questions
itself, its state has `Questions` of that name.
"""

from beffroi.blocks.queue.block import Queue
from beffroi.blocks.queue.commands import (
    QUEUE_COMMANDS,
    Admit,
    Answer,
    Ask,
    Merge,
    PaperQuestion,
    PutBack,
    PutOnAir,
    Refuse,
    Restore,
    Reword,
    Separate,
    ShowOfHands,
    SortAnew,
    Support,
    TakeBack,
    Unsupport,
)
from beffroi.blocks.queue.question import STATES, Question, ShownQuestion, Supported
from beffroi.blocks.queue.questions import Questions
from beffroi.blocks.queue.settings import QueueSettings
from beffroi.blocks.queue.stages import AIR, BOX, CLOSE

__all__ = [
    "AIR",
    "BOX",
    "CLOSE",
    "QUEUE_COMMANDS",
    "STATES",
    "Admit",
    "Answer",
    "Ask",
    "Merge",
    "PaperQuestion",
    "PutBack",
    "PutOnAir",
    "Question",
    "Questions",
    "Queue",
    "QueueSettings",
    "Refuse",
    "Restore",
    "Reword",
    "Separate",
    "ShowOfHands",
    "ShownQuestion",
    "SortAnew",
    "Support",
    "Supported",
    "TakeBack",
    "Unsupport",
]
