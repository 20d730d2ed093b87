"""Whether what a stage hides stays hidden: things are planted in every field, and looked for wherever others look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from pydantic import ValidationError

from beffroi import ANYONE, FACILITATOR, PARTICIPANT, Command, Refused
from beffroi.fields import is_free_text, meta
from beffroi.testing.board import Board
from beffroi.testing.filling import Filler, Offered, is_pointing, is_value, seated
from beffroi.testing.playing import must_have_played, play_stage

AUTHOR, OTHERS = "anastasia", ("bob", "cleo")
"""The first has a name that no id holds by chance: three letters stand in one of some thousands."""

MARK, OTHER = "zqmarkqz", "zqkramqz"
"""Two texts of one length that nobody writes by chance, and that no page may tell apart."""

TRIES = 80
"""Ways of filling in a command that are tried before it counts as refused."""

Pages = dict[str, str]
"""By place, what others see there."""


def assert_no_leaks(board: Board) -> None:
    """Fail where something that a stage hides shows elsewhere, or a person's id anywhere; run it on a fresh board.

    Others play what they can in each stage. In those that hide, one participant fills in every command, before the
    others and after them: with a text that nobody else writes, and with each value, and each thing to point at, in
    turn. No page of the others, no count
    and no export may hold the text, or differ by the value. Fails as well where a command of a hidden stage is never
    taken, and where nothing was done at all. It is not for sheets that pass on, which somebody else is to read.
    """
    author, *others = seated(board, (AUTHOR, *OTHERS))
    told = list(dict.fromkeys(_leaks(board, author, others)))
    assert not told, "\n".join(told)
    must_have_played(board, [entry.id for entry in board.record.entries if not entry.is_core])


def _leaks(board: Board, author: str, others: Sequence[str]) -> Iterator[str]:
    activity = board.record.agenda.activities[board.activity]
    for stage in activity.stages:
        if board.standing.stage != stage:
            board.stage(stage)
        at, where = board.method.stage(stage), f"{board.method.id}, stage {stage}"
        if at is not None and at.hidden:
            planted: set[str] = set()
            yield from _hidden(board, where, author, planted, is_first=True)  # all may be shown what came first
            play_stage(board, others)
            yield from _hidden(board, where, author, planted)
        else:
            play_stage(board, (*others, author))
        for id in {author, board.record.who_in(activity, board.grant(author))}:
            yield from (f"{where}: the id of a person shows in {place}" for place, told in _seen(board) if id in told)


def _hidden(board: Board, where: str, author: str, planted: set[str], *, is_first: bool = False) -> Iterator[str]:
    """What shows of what one participant does in a hidden stage; `planted` are the commands that were taken so far."""
    stage = board.standing.stage
    commands = [one for one in board.method.commands if _is_of_participants(one, stage)]
    if not commands:
        yield f"{where}: nothing was planted, for no command of participants belongs to it"
    for command in commands:
        name, planting = command.about.name, _Planting(board, command, author)
        yield from (f"{where}, command “{name}”: {fault}" for fault in planting.faults())
        if planting.has_planted:
            planted.add(name)
        elif name not in planted and not is_first:
            yield f"{where}, command “{name}”: nothing was planted with it: {planting.said} {WAY_OUT}"


WAY_OUT = "Bring the board to where it can be done before this"


def _is_of_participants(command: type[Command], stage: str) -> bool:
    return command.about.role in (PARTICIPANT, ANYONE) and (not command.about.during or stage in command.about.during)


class _Planting(Filler):
    """One participant who fills in one command in all the ways that it takes, and looks at what others see of it."""

    def __init__(self, board: Board, command: type[Command], author: str) -> None:
        super().__init__(board, Random(1))
        self.command = command
        self.author = author
        self.has_planted = False
        self.said = "it takes no such data"
        """Why it was refused last."""

    def text(self, most: int, is_lines: bool) -> str:
        return MARK[:most]

    def faults(self) -> Iterator[str]:
        offered = self.offered(self.author)
        ways = (self.data(self.command, offered) for _ in range(TRIES))
        found = next(((data, seen) for data in ways if (seen := self._tried(data)) is not None), None)
        if found is None:
            return
        self.has_planted = True
        data, seen = found
        texts = {MARK[: meta(one)["most"]] for one in self.command.model_fields.values() if is_free_text(one)}
        for text in texts:
            yield from (f"what was written shows in {place}" for place, told in seen.items() if text in told)
        yield from self._differences(data, seen, offered)
        self.board.do(self.author, self.command.about.name, **data)

    def _differences(self, data: dict[str, Any], seen: Pages, offered: Offered) -> Iterator[str]:
        for name, field in self.command.model_fields.items():
            for value in _others_of(name, field, offered, data.get(name)):
                now = (self._tried({**data, name: value}) if value != data.get(name) else None) or {}
                for place in now:
                    if now[place] != seen[place] and not self._may_differ(place):
                        yield f"“{name}” shows in {place}, which is not the same with {data.get(name)!r} and {value!r}"

    def _may_differ(self, place: str) -> bool:
        return place == ANOTHER and self.command.about.affects_others

    def _tried(self, data: dict[str, Any]) -> Pages | None:
        """What others would see of it, were it done; None where it is refused. Nothing is changed."""
        board = self.board
        try:
            entry = board.decided(self.author, self.command.about.name, board.activity, data)
        except Refused as refused:
            self.said = f"“{refused.sentence}”"
            return None
        except ValidationError:
            return None
        try:
            return {place: told.replace(entry.id, "(entry)") for place, told in _seen(board)}
        finally:
            board.record.rollback()


def _others_of(name: str, field: Any, offered: Offered, now: Any) -> list[Any]:
    if meta(field)["widget"] == "words":
        return [dict.fromkeys(now, OTHER)]
    if meta(field)["widget"] == "chosen":
        return [one for one in offered.get(name, ()) if one.keys() == now.keys()]
    if is_free_text(field):
        return [OTHER[: meta(field)["most"]]]
    if is_value(field):
        from app.simulated.filling import values_of  # noqa: PLC0415 - the kit is imported where no host is built

        return values_of(field)
    return [*offered.get(name, ()), *offered[""]] if is_pointing(field) else []


ANOTHER = "input of another"

EVERYWHERE = (
    ("board", PARTICIPANT), ("board", FACILITATOR), ("control", FACILITATOR), ("screen", "screen"),
    ("print", "reader"),
)  # fmt: skip


def _seen(board: Board) -> Iterator[tuple[str, str]]:
    """By place, all that those who did not write it see."""
    state, stage = board.state, board.standing.stage
    for block, audience in EVERYWHERE:
        yield f"{block} of {audience}", board.html(block, audience)
    for table in range(1, len(board.record.sheets(board.activity)) + 1):
        yield f"board of table {table}", board.html("board", table=table)
    yield ANOTHER, str(board.personal_view(seated(board, (AUTHOR, *OTHERS))[1]))
    yield "results", str(board.results().activities)
    yield "how many have taken part", str((board.method.participants(state, stage), board.method.progress(state)))
