"""Who does what: at each outcome that was kept, who takes it on, for when, and the first step.

Source: METHODS, the shared stage « capture ». A method holds it after what decides: `done = Capture(on=dots)`; where it
works with it itself, its state has `Commitments` of that name.
"""

from beffroi.blocks.capture.block import Capture
from beffroi.blocks.capture.commands import CAPTURE_COMMANDS, Correct, LetGo, TakeOn
from beffroi.blocks.capture.commitments import Captured, Commitments
from beffroi.blocks.capture.stages import CAPTURE

__all__ = ["CAPTURE", "CAPTURE_COMMANDS", "Capture", "Captured", "Commitments", "Correct", "LetGo", "TakeOn"]
