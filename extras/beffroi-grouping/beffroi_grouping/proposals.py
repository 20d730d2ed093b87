"""What was asked of the machine and what it proposes: nothing of it is on the board before a person says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from beffroi.blocks.ballot import Vote
from beffroi.blocks.capture import Commitments
from beffroi.blocks.cards import Deck, Note
from beffroi_grouping import sureness


class Seed(NamedTuple):
    """A group to be filled: a title that was typed, or a group on the board; `id` is its own, or the group's."""

    id: str
    title: str
    is_cluster: bool = False


class Found(NamedTuple):
    """A card that is proposed for a group, and how sure that is, in per cent."""

    card: str
    seed: str
    percent: int


@dataclass
class Asked:
    """One request: its entry's id, the groups to be filled, and the loose cards with the words that they had then."""

    id: str
    seeds: tuple[Seed, ...]
    words: Mapping[str, str]
    found: tuple[Found, ...] = ()
    is_back: bool = False
    """Whether the machine has answered."""
    is_missing: bool = False
    """Whether it could not, for want of its model."""
    turned: set[str] = field(default_factory=set)
    """The cards whose tick is not as it was at the beginning."""
    made: dict[str, str] = field(default_factory=dict)
    """The group on the board that was made of a title, by the title's id."""

    def is_ticked(self, one: Found) -> bool:
        """Whether a person, or the machine for want of one, has chosen it."""
        return (one.percent >= sureness.TICKED) != (one.card in self.turned)


@dataclass
class Board:
    """The state: the cards, the vote, and what was asked last."""

    ideas: Deck
    dots: Vote
    done: Commitments
    asked: Asked | None = None


class Row(NamedTuple):
    """A proposal as it is read."""

    id: str
    number: int
    text: str
    percent: int
    level: str
    is_ticked: bool


class Heap(NamedTuple):
    """What is proposed for one group."""

    id: str
    title: str
    rows: tuple[Row, ...]
    ticked: int


def is_as_it_was(deck: Deck, asked: Asked, card: str) -> bool:
    """Whether a card still lies loose on the board and says what the machine read."""
    note = deck.notes.get(card)
    return note is not None and not (note.cluster or note.hidden) and note.text == asked.words.get(card)


def standing(board: Board, seed: str) -> list[Found]:
    """What is proposed for a group and can still be done, the surest first."""
    asked = board.asked
    if asked is None:
        return []
    return [one for one in asked.found if one.seed == seed and is_as_it_was(board.ideas, asked, one.card)]


def ticked(board: Board, seed: str) -> list[Found]:
    """Of those the ones that are ticked."""
    return [one for one in standing(board, seed) if board.asked and board.asked.is_ticked(one)]


def heaps(board: Board, asked: Asked) -> list[Heap]:
    """All that is proposed, by group, in the order of the titles."""
    made = (_heap(board, asked, seed) for seed in asked.seeds)
    return [heap for heap in made if heap.rows]


def _heap(board: Board, asked: Asked, seed: Seed) -> Heap:
    rows = tuple(_row(board.ideas.notes[one.card], one, asked) for one in standing(board, seed.id))
    return Heap(seed.id, name_of(board.ideas, seed), rows, sum(row.is_ticked for row in rows))


def _row(note: Note, one: Found, asked: Asked) -> Row:
    return Row(note.id, note.number, note.text, one.percent, sureness.level(one.percent), asked.is_ticked(one))


def name_of(deck: Deck, seed: Seed) -> str:
    """What a group is called now; one without a name by its first card."""
    cluster = deck.clusters.get(seed.id)
    if cluster is None or cluster.name:
        return cluster.name if cluster else seed.title
    return next((note.text for note in deck.shown() if note.cluster == seed.id), "")


def seen(board: Board) -> dict[str, Any]:
    """What facilitators read of it."""
    asked = board.asked
    if asked is None:
        return {"state": "none"}
    if not asked.is_back:
        return {"state": "asked"}
    if asked.is_missing:
        return {"state": "missing"}
    left = sum(not is_as_it_was(board.ideas, asked, one.card) for one in asked.found) - _gathered(board, asked)
    return {
        "state": "found",
        "id": asked.id,
        "heaps": heaps(board, asked),
        "left_out": left,
        "unlike": sum(is_as_it_was(board.ideas, asked, one) for one in asked.words) - len(_open(board, asked)),
    }


def _open(board: Board, asked: Asked) -> list[Found]:
    return [one for one in asked.found if is_as_it_was(board.ideas, asked, one.card)]


def _gathered(board: Board, asked: Asked) -> int:
    """How many cards lie where they were proposed to lie: done, and not changed by somebody else."""
    notes = board.ideas.notes
    into = {seed.id: asked.made.get(seed.id, seed.id) for seed in asked.seeds}
    return sum(one.card in notes and notes[one.card].cluster == into[one.seed] for one in asked.found)
