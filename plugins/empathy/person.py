"""The map of one person, as a table or a room makes it: notes by area, and what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from beffroi import Card
from plugins.empathy.areas import AREAS, HEARD, WEIGHING, Area


@dataclass(frozen=True)
class Note:
    """A note on the map; `worded` is the entry that worded it last; `who` is never shown, and nobody for a copy."""

    id: str
    area: str
    text: str
    who: str = ""
    heard: bool = False
    origin: str = ""
    worded: str = ""

    @property
    def kind(self) -> str:
        """Its kind as a card: its area, and whether it was heard or seen."""
        return self.area + HEARD if self.heard else self.area

    def as_card(self) -> Card:
        """The note, to be handed over."""
        return Card(self.id, self.text, self.kind, origin=self.origin, parts=((self.worded or self.id, ""),))


def copied(card: Card) -> Note:
    """A note that a table brings to the map of the room; `who` wrote it is not told."""
    area = card.kind.removesuffix(HEARD)
    worded = card.parts[0][0] if card.parts else ""
    heard = card.kind.endswith(HEARD)
    return Note(card.id, area if area in AREAS else "says", card.text, "", heard, card.origin, worded)


ACROSS, DOWN = 36, 26
"""Signs in a line, and half lines in both rows of areas, of a screen that shows all six at once."""


def _height(notes: Sequence[Note]) -> int:
    """In half lines: what is written, and the edges of each note."""
    return sum(3 + 2 * (len(note.text) // ACROSS) for note in notes)


@dataclass
class PersonMap:
    """The state: the notes by id, and the cards that were handed over."""

    hands_all: bool = False
    known: list[Card] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    is_read: bool = False

    def listed(self) -> list[Note]:
        """Notes by their ids, which are drawn by lot: nothing is told of who wrote first."""
        return sorted(self.notes.values(), key=lambda note: note.id)

    def by_area(self) -> tuple[tuple[str, Area, tuple[Note, ...]], ...]:
        """The six areas, each with its notes."""
        listed = self.listed()
        return tuple((key, area, tuple(note for note in listed if note.area == key)) for key, area in AREAS.items())

    @property
    def is_crowded(self) -> bool:
        """Whether the areas hold more than a screen shows of all six at once."""
        heights = [_height(notes) for _key, _area, notes in self.by_area()]
        return max(heights[::2]) + max(heights[1::2]) > DOWN

    def of(self, who: str) -> list[Note]:
        """What one person wrote."""
        return [note for note in self.listed() if note.who == who]

    def authors(self) -> int:
        """How many people wrote a note on a device."""
        return len({note.who for note in self.notes.values() if note.who})

    def bring(self, cards: Sequence[Card]) -> None:
        """Put what the tables made on one map; a note that comes again has other words."""
        self.notes.update({card.id: copied(card) for card in cards})

    def as_cards(self) -> list[Card]:
        """All notes as cards, area by area."""
        return [note.as_card() for _key, _area, notes in self.by_area() for note in notes]

    def handed(self) -> list[Card]:
        """What goes on: every note of a table to the map of the room, of that one what was set."""
        everything = self.hands_all or not self.is_read
        return [card for card in self.as_cards() if everything or card.kind.removesuffix(HEARD) in WEIGHING]
