"""Whether what people make has a bound: one person plays a command over and over, until it makes nothing more.

def test_nothing_grows_without_a_bound(board_of):
    assert_bounded(board_of(Mood()))
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from beffroi import FACILITATOR, PARTICIPANT, Command, Refused, Stamp
from beffroi.testing.board import NOON, Board
from beffroi.testing.filling import Filler, Offered

if TYPE_CHECKING:
    from app.domain.log import ActivityState

__all__ = ["assert_bounded", "cost", "unbounded"]

TIMES = 7000
"""As often as a command is played."""

HEAVIEST = 6_000_000
"""Characters of a state that everybody's plays made, at most, written out."""

PATIENCE = 60
"""Refusals in a row after which a command has nothing more to change."""

LOOK_EVERY = 100
"""Plays between two looks at how much a state holds."""


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time that a piece of work takes this thread, the best of three: to compare two of them."""
    times = []
    for _ in range(3):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def assert_bounded(board: Board) -> None:
    """Fail where one person makes a state grow for as long as they like by a command, and where none was ever taken.

    Each is played on a fresh board on which every command was played before.
    """
    play = _Play(board)
    told = [f"{name}: {said}" for name, said in play.unbounded()]
    assert not told, f"{board.method.id}: " + "\n".join(told)
    assert play.taken or not board.method.commands, f"{board.method.id}: no command was taken, so nothing was tried"


def unbounded(board: Board) -> Iterator[tuple[str, str]]:
    """The commands by which a state grows without an end, each with what it came to."""
    return _Play(board).unbounded()


@dataclass
class _Play(Filler):
    """Somebody at a board who presses whatever there is, with texts of all the lengths that are taken."""

    taken: int = 0
    begun: dict[str, ActivityState] = field(default_factory=dict)
    """How the activity stands, stage by stage, once every command was played."""
    offers: dict[str, Offered] = field(default_factory=dict)
    """What may be named there: drawn and read once a stage, since each command begins on the same state."""

    def __post_init__(self) -> None:
        for stage in self.board.record.agenda.activities[self.board.activity].stages:
            if self.board.standing.stage != stage:
                self.board.stage(stage)
            for _ in range(2):
                offered = self.offered()
                for command in self.board.method.commands:
                    for _again in range(3):
                        self._press(command, offered)
            self.begun[stage] = self.board.standing.copy()
            self.offers[stage] = self.offered()

    def unbounded(self) -> Iterator[tuple[str, str]]:
        """The commands that find no end, with what they came to."""
        for command in self.board.method.commands:
            if said := self.over_and_over(command):
                yield command.about.name, said

    def over_and_over(self, command: type[Command]) -> str:
        """What it grows to without an end; "" where it comes to one."""
        stage = next((stage for stage in self.begun if stage in command.about.during), next(iter(self.begun)))
        self.board.record.agenda.activities[self.board.activity].stage = stage
        self.board.record.scopes[self.board.activity][""] = self.begun[stage].copy()
        offered, refused, sizes = self.offers[stage] | {"": self.some_ids()}, 0, [self._size()]
        for n in range(1, TIMES + 1):
            refused = 0 if self._press(command, offered) else refused + 1
            if refused >= PATIENCE:
                break
            if not n % LOOK_EVERY:
                sizes.append(self._size())
                if sizes[-1] <= max(sizes[:-1]):  # what is replaced or taken back makes nothing
                    break
                offered[""] = self.some_ids()
        else:
            return f"{TIMES} times, from {sizes[0]} to {sizes[-1]} characters, and it goes on"
        size = self._size()
        return f"the state holds {size} characters" if size > HEAVIEST else ""

    def _size(self) -> int:
        return len(repr(self.board.state))

    def _press(self, command: type[Command], offered: dict[str, list[Any]]) -> bool:
        """Ask it once, with data drawn by lot among what is offered; whether it was taken."""
        self.number += 1
        about, state = command.about, self.board.state
        if about.during and self.board.standing.stage not in about.during:
            return False
        role, who = (FACILITATOR, "f:fac") if about.role == FACILITATOR else (PARTICIPANT, "ana")
        stamp = Stamp(f"t{self.number}", who, role, "s1", "", NOON, self.number)
        try:
            said = command.model_validate(self.data(command, offered))
            said.check(state, stamp)
        except (Refused, ValidationError):
            return False
        said.apply(state, stamp)
        self.taken += 1
        return True
