"""Data for commands, as a person would come to it: texts, numbers, and what pages and state offer to be named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, is_dataclass
from random import Random
from typing import Any

from pydantic.fields import FieldInfo

from beffroi import FACILITATOR, Command
from beffroi.fields import is_free_text, meta
from beffroi.testing.board import Board
from beffroi.testing.checks.fingerprint import names_of

MOST_IDS = 40
"""Ids of a state that are tried, at most."""

Offered = dict[str, list[Any]]
"""What a command may name: under "" ids of the state, by field what forms carry, by command what buttons do."""


@dataclass
class Filler:
    """Fills in commands of a method, by lot among what is offered."""

    board: Board
    lots: Random = field(default_factory=lambda: Random(1))
    number: int = 0
    """Of the text that is written next."""

    def data(self, command: type[Command], offered: Offered) -> dict[str, Any]:
        """All that a command takes."""
        carried = offered.get(f"/{command.about.name}")
        data = dict(self.lots.choice(carried)) if carried and self.lots.random() < 0.5 else {}  # noqa: PLR2004
        return self.filled(command, data, offered)

    def filled(self, command: type[Command], data: dict[str, Any], offered: Offered) -> dict[str, Any]:
        """What is given, and a value for each field that it leaves out."""
        fields = command.model_fields
        known = {name: self._written(fields[name], value) for name, value in data.items() if name in fields}
        return known | {name: self.value(one, name, offered) for name, one in fields.items() if name not in known}

    def _written(self, info: FieldInfo, value: Any) -> Any:
        """A value as it is carried; of texts that a form asks for by name, what is written in each."""
        if meta(info)["widget"] != "words":
            return value
        return {name: self.text(most, is_lines=False) for name, most in value.items()}

    def value(self, info: FieldInfo, name: str, offered: Offered) -> Any:
        """A value that a field takes."""
        said = meta(info)
        if said["widget"] == "text":
            return self.text(said["most"], said["lines"] > 1)
        if said["widget"] in ("number", "choice", "flag"):
            from app.simulated.filling import values_of  # noqa: PLC0415 - the kit is imported where no host is built

            return self.lots.choice(values_of(info))
        if said["widget"] == "day":
            return "2026-11-25"
        if said["widget"] in ("chosen", "words"):
            return self._written(info, self.lots.choice([*offered.get(name, ()), {}]))
        if said["widget"] == "tables":
            return ("t1", "t2")
        if said["widget"] == "heads":
            return {"s1": 6, "s2": 5}
        return self.lots.choice([*offered.get(name, ()), *offered.get("", ()), ""])

    def text(self, most: int, is_lines: bool) -> str:
        """A text of one of the lengths that are taken."""
        if is_lines and self.lots.random() < 0.3:  # noqa: PLR2004
            return "\n".join("a" * min(8, most // 2))
        length = self.lots.choice((most, min(most, 100), min(most, 12)))
        return f"{self.number} ".ljust(length, "x")[:length]

    def offered(self, who: str = "ana") -> Offered:
        """What somebody may name now."""
        found: Offered = defaultdict(list, {"": self.some_ids()})
        with self.board._glanced_at():
            pages = (
                self.board.html("board", table=table_of(self.board, who)),
                self.board.html("control", FACILITATOR),
                self.board.personal_view(who)["html"],
            )
        from app.host.page_offers import offers_of  # noqa: PLC0415 - the kit is imported where no host is built

        for offer in (offer for html in pages for offer in offers_of(html)):
            found[f"/{offer.command}"].append(offer.data)
            for name, value in offer.data.items():
                found[name].append(value)
        return found

    def some_ids(self) -> list[str]:
        """Ids that stand in the state."""
        ids = sorted(ids_in(self.board.state))
        return self.lots.sample(ids, min(MOST_IDS, len(ids)))


def seated(board: Board, people: Sequence[str]) -> Sequence[str]:
    """These people as they sit down at the tables that are laid, one after the other."""
    return [f"{who}#{n % len(board.tables) + 1}" for n, who in enumerate(people)] if board.tables else people


def table_of(board: Board, who: str) -> int:
    """The table, counted from 1, whose sheet is somebody's; 0 where it is the room's."""
    stage = board.method.stage(board.standing.stage)
    is_together = not board.record.sheets(board.activity) or bool(stage and stage.plenary)
    return 0 if is_together else int(who.partition("#")[2] or 0)


def is_value(info: FieldInfo) -> bool:
    """Whether somebody says something in a field that is neither a text nor a thing pointed at."""
    return meta(info)["widget"] in ("number", "choice", "flag")


def is_pointing(info: FieldInfo) -> bool:
    """Whether a field names a thing of the state."""
    return meta(info)["widget"] == "hidden" and not is_free_text(info)


def ids_in(thing: object) -> set[str]:
    """The keys and ids in a state."""
    found: set[str] = set()
    _gather_ids(thing, found, 0)
    return found


def _gather_ids(thing: object, found: set[str], depth: int) -> None:
    if isinstance(thing, str | int | float | None) or depth > 6:  # noqa: PLR2004 - deep enough for any
        return
    inside: Iterable[object] = ()
    if isinstance(thing, dict):
        found.update(key for key in thing if isinstance(key, str))
        inside = thing.values()
    elif isinstance(thing, list | tuple | set | frozenset):
        found.update(one for one in thing if isinstance(one, str) and one.isprintable() and " " not in one)
        inside = thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        found.update(str(getattr(thing, name)) for name in ("id", "mark") if hasattr(thing, name))
        inside = [getattr(thing, name) for name in names_of(type(thing))]
    elif hasattr(thing, "__dict__"):
        inside = vars(thing).values()
    for one in inside:
        _gather_ids(one, found, depth + 1)
