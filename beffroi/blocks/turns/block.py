"""The turns of a method, as it holds them: `floor = Turns(during=("discuss",))`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from beffroi.block import Block
from beffroi.blocks.turns.commands import TURN_COMMANDS
from beffroi.blocks.turns.floor import Floor
from beffroi.command import Command
from beffroi.play import NoSettings
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card


class Turns(Block[Floor, NoSettings]):
    """A queue to speak: nobody is called who did not enter it, and sites take turns where the activity keeps them.

    `during` are the stages of the method in which it is drawn; entering any other closes it. Nothing of it leaves: it
    is in no table, in no report, and what people wished to be called goes with the names of the workshop.
    """

    kind = "turns"
    template = "blocks/turns.html"
    commands: ClassVar[tuple[type[Command], ...]] = TURN_COMMANDS

    def __init__(self, during: Sequence[str], *, title: Any = "") -> None:
        super().__init__(title=title)
        self.during = tuple(during)
        self.commands = tuple(_placed(one, self.during) for one in TURN_COMMANDS)  # type: ignore[misc]  # of its stages

    def own_id(self, stage: str) -> str:
        return stage if stage in self.during else ""

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Floor:
        return Floor()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self.of(state).shut()

    def view(self, floor: Floor, /) -> dict[str, Any]:
        return {"is_open": floor.is_open, "n_waiting": len(floor.waiting), "on": floor.on, "speaking": floor.speaking}

    def facilitator_view(self, floor: Floor, /) -> dict[str, Any]:
        following = floor.next_one()
        others = [hand for who, hand in floor.waiting.items() if who != following]
        return {**self.view(floor), "following": floor.waiting.get(following), "others": tuple(others)}

    def personal_view(self, floor: Floor, who: str, /) -> dict[str, Any]:
        return {
            "is_open": floor.is_open,
            "is_waiting": who in floor.waiting,
            "is_called": floor.called == who,
            "is_speaking": floor.called == who and floor.speaking,
        }


def _placed(command: type[Command], during: tuple[str, ...]) -> type[Command]:
    """A command of turns, asked in these stages alone."""

    class Placed(command, name=command.about.name, stage=during, defer_build=True):  # type: ignore[valid-type, misc, call-arg]
        __doc__ = command.__doc__

    Placed.__name__, Placed.__qualname__, Placed.__module__ = command.__name__, command.__qualname__, command.__module__
    return Placed
