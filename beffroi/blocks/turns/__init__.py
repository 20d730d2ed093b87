"""Turns to speak: a queue that anyone enters or leaves; facilitators call, and the phone of whoever is called says so.

A method holds it as `floor = Turns(during=("discuss",))`, first of its blocks, so that it stands above the others.
"""

from beffroi.blocks.turns.block import Turns
from beffroi.blocks.turns.commands import (
    TURN_COMMANDS,
    CallNext,
    CloseFloor,
    EndTurn,
    LetPass,
    LowerHand,
    OpenFloor,
    RaiseHand,
    TakeFloor,
)
from beffroi.blocks.turns.floor import Floor, Hand

__all__ = [
    "TURN_COMMANDS",
    "CallNext",
    "CloseFloor",
    "EndTurn",
    "Floor",
    "Hand",
    "LetPass",
    "LowerHand",
    "OpenFloor",
    "RaiseHand",
    "TakeFloor",
    "Turns",
]
