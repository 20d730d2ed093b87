"""Whether what people make has a bound: one person plays a command over and over, until it makes nothing more.

def test_nothing_grows_without_a_bound(board_of):
    assert list(boundless(board_of(Mood()))) == []
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from html import unescape
from random import Random
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from beffroi import FACILITATOR, PARTICIPANT, Command, Refused, Stamp
from beffroi.fields import meta
from beffroi.patterns import linear
from beffroi.testing.board import NOON, Board

if TYPE_CHECKING:
    from app.domain.log import ActivityState

TIMES = 4500
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


_CARRIED = linear(r'data-(?:command|write|choose)="(\w+)"[^>]*?data-data="([^"]*)"')
_HIDDEN = linear(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def boundless(board: Board) -> Iterator[str]:
    """The commands of a method by which one person makes a state grow for as long as they like; none where all is well.

    Each is played on a fresh board on which every command was played before.
    """
    play = _Play(board)
    for command in board.method.commands:
        told = play.over_and_over(command)
        if told:
            yield f"{command.about.name}: {told}"


@dataclass
class _Play:
    """Somebody at a board who presses whatever there is, with texts of all the lengths that are taken."""

    board: Board
    lots: Random = field(default_factory=lambda: Random(1))
    number: int = 0
    begun: dict[str, ActivityState] = field(default_factory=dict)
    """How the activity stands, stage by stage, once every command was played."""

    def __post_init__(self) -> None:
        for stage in self.board.record.agenda.activities[self.board.activity].stages:
            if self.board.standing.stage != stage:
                self.board.stage(stage)
            for _ in range(2):
                offered = self._offered()
                for command in self.board.method.commands:
                    for _again in range(3):
                        self._press(command, offered)
            self.begun[stage] = self.board.standing.copy()

    def over_and_over(self, command: type[Command]) -> str:
        """What it grows to without an end; "" where it comes to one."""
        stage = next((stage for stage in self.begun if stage in command.about.during), next(iter(self.begun)))
        self.board.record.agenda.activities[self.board.activity].stage = stage
        self.board.record.scopes[self.board.activity][""] = self.begun[stage].copy()
        offered, refused, sizes = self._offered(), 0, [self._size()]
        for n in range(1, TIMES + 1):
            refused = 0 if self._press(command, offered) else refused + 1
            if refused >= PATIENCE:
                break
            if not n % LOOK_EVERY:
                sizes.append(self._size())
                if sizes[-1] <= max(sizes[:-1]):  # what is replaced or taken back makes nothing
                    break
                offered[""] = self._some_ids()
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
            said = command.model_validate(self._data(command, offered))
            said.check(state, stamp)
        except (Refused, ValidationError):
            return False
        said.apply(state, stamp)
        return True

    def _data(self, command: type[Command], offered: dict[str, list[Any]]) -> dict[str, Any]:
        carried = offered.get(f"/{command.about.name}")
        data = dict(self.lots.choice(carried)) if carried and self.lots.random() < 0.5 else {}  # noqa: PLR2004
        for name in command.model_fields.keys() - data.keys():
            value = self._value(command, name, offered)
            if value is not None:
                data[name] = value
        return {name: value for name, value in data.items() if name in command.model_fields}

    def _value(self, command: type[Command], name: str, offered: dict[str, list[Any]]) -> Any:
        info = command.model_fields[name]
        said = meta(info)
        limits = {type(limit).__name__: limit for limit in info.metadata}
        if said["widget"] == "text":
            return self._text(said["most"], said["lines"] > 1)
        if said["widget"] == "number":
            return self.lots.randint(limits["Ge"].ge, limits["Le"].le)
        if said["widget"] == "choice":
            return self.lots.choice(list(said["options"]))
        if said["widget"] == "flag":
            return self.lots.random() < 0.5  # noqa: PLR2004
        if said["widget"] == "day":
            return "2026-11-25"
        if said["widget"] == "tables":
            return ("t1", "t2")
        return self.lots.choice([*offered.get(name, ()), *offered[""], ""])

    def _text(self, most: int, is_lines: bool) -> str:
        if is_lines and self.lots.random() < 0.3:  # noqa: PLR2004
            return "\n".join("a" * min(8, most // 2))
        length = self.lots.choice((most, min(most, 100), min(most, 12)))
        return f"{self.number} ".ljust(length, "x")[:length]

    def _offered(self) -> dict[str, list[Any]]:
        """What a command may name: under "" ids of the state, by field what forms carry, by command what buttons do."""
        found: dict[str, list[Any]] = defaultdict(list, {"": self._some_ids()})
        pages = (
            self.board.html("board"),
            self.board.html("control", FACILITATOR),
            self.board.personal_view("ana")["html"],
        )
        for html in pages:
            for name, value in _HIDDEN.findall(html):
                found[name].append(unescape(value))
            for name, carried in _CARRIED.findall(html):
                found[f"/{name}"].append(json.loads(unescape(carried)))
        return found

    def _some_ids(self) -> list[str]:
        ids = sorted(_ids(self.board.state))
        return self.lots.sample(ids, min(40, len(ids)))


def _ids(thing: object, depth: int = 0) -> set[str]:
    """The keys and ids in a state."""
    if depth > 6:  # noqa: PLR2004 - deep enough for any
        return set()
    if isinstance(thing, dict):
        own = {key for key in thing if isinstance(key, str)}
        return own.union(*(_ids(value, depth + 1) for value in thing.values()))
    if isinstance(thing, list | tuple | set | frozenset):
        return set().union(*(_ids(one, depth + 1) for one in thing))
    if is_dataclass(thing):
        own = {str(getattr(thing, name)) for name in ("id", "mark") if hasattr(thing, name)}
        return own.union(*(_ids(getattr(thing, one.name), depth + 1) for one in fields(thing)))
    return set()
