"""The contract test: a mark is planted in every field, and looked for wherever it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi import FACILITATOR, PARTICIPANT, Command
from beffroi.fields import is_free_text, meta
from beffroi.testing.board import Board
from beffroi.testing.late import host

MARK = "zqmarkqz"


def planted(command: type[Command]) -> dict[str, Any] | None:
    """Data for a command with the mark in every free text; None where it refers to something."""
    data: dict[str, Any] = {}
    for name, field in command.model_fields.items():
        if is_free_text(field):
            data[name] = MARK
        elif meta(field)["widget"] == "hidden" and field.is_required():
            return None
    return data


def leaks(board: Board) -> Iterator[str]:
    """Where something hidden shows: run on a fresh board, one participant writes in each hidden stage."""
    for stage in board.method.stages:
        if stage.id not in board.record.agenda.activities[board.activity].stages:
            continue
        if board.standing.stage != stage.id:
            board.stage(stage.id)
        if stage.hidden:
            _write(board, stage.id)
            yield from _found(board, stage.id, MARK)
        yield from _found(board, stage.id, "ana")


def unnamed(board: Board) -> Iterator[str]:
    """Words that cards hold without naming whose they are, so that no erasure finds them there: see `Card.parts`.

    Run on a board on which people wrote different words, and worded some of them anew.
    """
    entries = [entry for entry in board.record.logs[board.activity] if not entry.is_core]
    wordings = host.Wordings(entries, board.registry.methods, board.record.agenda)
    said = {entry.id: {line for text in wordings.of(entry).texts for line in text.splitlines()} for entry in entries}
    for standing in board.record.scopes[board.activity].values():
        for card in board.method.cards(standing.state):
            named = {id.partition(".")[0] for id in (card.id, *(id for id, _words in card.parts))}
            told = set().union(*(said.get(id, set()) for id in named))
            for line in sorted(set().union(*said.values()) - told):
                if host.stands_in(line, card.text):
                    yield f"{board.method.id}: the card “{card.text}” holds “{line}”, and names nobody of its parts"


def _write(board: Board, stage: str) -> None:
    for command in board.method.commands:
        if stage in command.about.during and command.about.role == PARTICIPANT:
            data = planted(command)
            if data:
                board.do("ana", command.about.name, **data)


def _found(board: Board, stage: str, mark: str) -> Iterator[str]:
    seen = {f"{block} of {audience}": board.html(block, audience) for block, audience in _everywhere()}
    seen["input of another"] = str(board.personal_view("bob"))
    seen["results"] = str(board.results().activities)
    for place, text in seen.items():
        if mark in text:
            yield f"{board.method.id}, stage {stage}: {mark!r} shows in {place}"


def _everywhere() -> list[tuple[str, str]]:
    return [("board", PARTICIPANT), ("board", FACILITATOR), ("control", FACILITATOR), ("screen", host.SCREEN)]
