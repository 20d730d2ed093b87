"""A diagnosis as its templates read it: each finding with what it rests on; then those of all the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import AUDIENCES
from beffroi.blocks.sheet import Line
from plugins.diagnostic.commands import PATTERN, QUESTION, REACTIONS
from plugins.diagnostic.findings import Diagnosis
from plugins.diagnostic.slots import FINDINGS, QUALITIES, SOURCES, crossed, kind_of, of_finding


@dataclass(frozen=True)
class Rest:
    """A source as it is drawn: what it says, and of which kind it is."""

    id: str
    text: str
    kind: Any


@dataclass(frozen=True)
class Found:
    """A finding as it is drawn."""

    number: int
    line: Line
    audience: str
    quality: str
    stake: tuple[Line, ...]
    supports: tuple[Rest, ...]
    against: tuple[Rest, ...]
    sure: Any
    reactions: tuple[Any, ...]

    @property
    def id(self) -> str:
        """That of its sentence."""
        return self.line.id

    @property
    def text(self) -> str:
        """Its sentence."""
        return self.line.text

    @property
    def audience_said(self) -> Any:
        """Whom it is about, in words."""
        return AUDIENCES.get(self.audience, "")

    @property
    def quality_said(self) -> Any:
        """Strength or weakness, in words."""
        return QUALITIES.get(self.quality, "")


@dataclass(frozen=True)
class Together:
    """A finding among those of all the tables."""

    id: str
    number: int
    text: str
    table: str
    audience: Any
    sure: Any


def sheet_view(state: Diagnosis) -> dict[str, Any]:
    """What the templates of a table's sheet read."""
    return {
        **state.sheet.view(),
        **state.reactions.view(),
        "found": tuple(_found(state, line, n) for n, line in enumerate(state.lines(), 1)),
        "spec": FINDINGS,
        "audience_spec": tuple(AUDIENCES.items()),
        "quality_spec": tuple(QUALITIES.items()),
        "stakes": tuple((line.id, of_finding(line.id, "stake")) for line in state.lines()),
        "reaction_words": tuple(REACTIONS.items()),
    }


def _found(state: Diagnosis, line: Line, number: int) -> Found:
    supports = state.supports(line)
    return Found(
        number,
        line,
        state.said(line, "audience"),
        state.said(line, "quality"),
        state.sheet.at(f"{line.id}:stake"),
        tuple(_rest(card) for card in supports),
        tuple(_rest(card) for card in state.contradicts(line)),
        crossed(supports),
        state.reactions.about(line.id),
    )


def _rest(card: Any) -> Rest:
    return Rest(card.id, card.text, SOURCES[kind_of(card)])


def room_view(state: Diagnosis) -> dict[str, Any]:
    """What the templates of the plenary read: the groups, and what is asked of what was kept."""
    return {
        "together": tuple(
            (cluster.id if cluster else "loose", cluster.name if cluster else "", tuple(_one(state, n) for n in notes))
            for cluster, notes in state.board.groups()
            if notes
        ),
        "to_ask": tuple((one.id, one.text, line) for one, line in state.to_ask()),
        "again": tuple(_again(state, one.id, one.text) for one in state.ballot.options.values()),
        "pattern": PATTERN,
        "question_most": QUESTION,
    }


def _again(state: Diagnosis, id: str, text: str) -> tuple[str, str, Any, tuple[Rest, ...]]:
    """What is voted on, to be read again: how sure it is, and what supports it."""
    rests = {card.id: _rest(card) for one in state.made_of(id) for card in state.resting_on(one)}
    return id, text, crossed(card for one in state.made_of(id) for card in state.resting_on(one)), tuple(rests.values())


def _one(state: Diagnosis, note: Any) -> Together:
    card = state.brought.get(note.id)
    sure = crossed(state.resting_on(note.id))
    table = card.table if card else ""
    return Together(note.id, note.number, note.text, table, AUDIENCES.get(note.audience, ""), sure)
