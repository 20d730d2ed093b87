"""What can be voted on of cards."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi.blocks.ballot.options import Option
from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.notes import Cluster, Note


def options_of(deck: Deck) -> Iterable[Option]:
    """A group once there is one, else each card."""
    for cluster, notes in deck.groups():
        if cluster:
            yield _of_group(deck, cluster, notes)
        else:
            yield from (_of_card(deck, note) for note in notes)


def _of_group(deck: Deck, cluster: Cluster, notes: list[Note]) -> Option:
    return Option(
        cluster.id,
        cluster.name or notes[0].text,
        tuple(note.text for note in notes),
        frozenset(note.id for note in notes),
        frozenset(note.who for note in notes),
        parts=((cluster.named, ""),) if cluster.name else notes[0].parts or ((notes[0].id, ""),),
        asked=deck.question_of(*notes),
    )


def _of_card(deck: Deck, note: Note) -> Option:
    content, authors, asked = frozenset({note.id}), frozenset({note.who}), deck.question_of(note)
    return Option(note.id, note.text, (), content, authors, note.origin, parts=note.parts, asked=asked)
