"""The cards of one scope: those that are written, how they are grouped, the tables they are dealt to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Self

from beffroi.blocks.cards.notes import Cluster, Note, copied
from beffroi.command import Model
from beffroi.fields import Flag, Number, Text
from beffroi.vocabulary import Card
from beffroi.words import translator

_ = translator(__name__)


class CardSettings(Model):
    """What a facilitator may set of a collection of cards."""

    question: str = Text(_("Question"), max=300, required=False, lines=2)
    per_person: int = Number(_("Cards a person"), low=1, high=20, default=3)
    moderated: bool = Flag(
        _("Read cards before they are shown"),
        help=_("From the reveal on, each card waits until a facilitator shows it; the page says so where one writes."),
        fixed=True,
    )


@dataclass
class Collected:
    """What `Deck` are made of: what was written, revealed, grouped and dealt, before anything of it is shown.

    `notes` are the cards, `clusters` their groups, each by id; `per_person` is how many anybody may write, and
    `revealed` whether they are read yet.
    """

    per_person: int = 3
    notes: dict[str, Note] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    revealed: bool = False
    dealt: dict[str, str] = field(default_factory=dict)
    """The table that groups each card, where cards were dealt to tables."""
    moderated: bool = False
    """Whether a card waits until a facilitator shows it."""
    read: set[str] = field(default_factory=set)
    """The cards that a facilitator has shown, where they wait for one."""
    asked: dict[str, Card] = field(default_factory=dict)
    """The questions that were handed over, by id: cards answer them."""
    _last: Note | None = field(default=None, repr=False, compare=False)
    """The card with the highest number, as long as it is here: nobody looks through all of them for each new one."""

    @classmethod
    def begin(cls, settings: CardSettings, handed: Sequence[Card]) -> Self:
        """The cards at the start: those handed over, already written by nobody in the room; questions are asked."""
        notes = {card.id: copied(card) for card in handed if not card.asks}
        asked = {card.id: card for card in handed if card.asks}
        return cls(per_person=settings.per_person, notes=notes, moderated=settings.moderated, asked=asked)

    def add_cards(self, handed: Iterable[Card]) -> None:
        """Cards handed over later: beside those that are there, grouped with none of them."""
        handed = list(handed)
        self.asked |= {card.id: card for card in handed if card.asks}
        self.add_all(copied(card) for card in handed if not card.asks)

    def answered_by(self, question: str) -> str:
        """The question that a card answers which names this one: the only one there is, where it names none."""
        return question if question in self.asked else next(iter(self.asked)) if len(self.asked) == 1 else ""

    def question_of(self, *notes: Note) -> str:
        """The question that these cards answer, in words, where there are several and all answer the same; else ""."""
        answered = {note.question for note in notes}
        asked = self.asked.get(answered.pop()) if len(answered) == 1 and len(self.asked) > 1 else None
        return asked.text if asked else ""

    def audience_of(self, note: Note) -> str:
        """Whom a card is about: as it says itself, else as its cluster does."""
        cluster = self.clusters.get(note.cluster)
        return note.audience or (cluster.audience if cluster else "")

    def of(self, who: str) -> list[Note]:
        """What one person wrote, oldest first."""
        return [note for note in self.notes.values() if note.who == who]

    def shown(self) -> list[Note]:
        """The cards on the board, by number: the order of writing cannot be read from it."""
        seen = (note for note in self.notes.values() if not note.hidden and not self.waits(note))
        return sorted(seen, key=lambda note: note.number)

    def waits(self, note: Note) -> bool:
        """Whether a card is still to be read by a facilitator; those from paper or handed over have been."""
        return self.moderated and bool(note.who) and not note.paper and note.id not in self.read

    def waiting(self) -> list[Note]:
        """The cards that a facilitator is to read, by number."""
        found = (note for note in self.notes.values() if not note.hidden and self.waits(note))
        return sorted(found, key=lambda note: note.number) if self.moderated else []

    def binned(self) -> list[Note]:
        """The cards taken down, by number."""
        return sorted((note for note in self.notes.values() if note.hidden), key=lambda note: note.number)

    def reveal(self) -> None:
        """Number what has none yet. Ids are random, so their order is a shuffle that replays the same."""
        self.revealed = True
        for note in sorted((note for note in self.notes.values() if not note.number), key=lambda note: note.id):
            self._number(note)

    def add(self, note: Note) -> None:
        """A new card; once the others are numbered it takes the next number."""
        self.notes[note.id] = note
        if self.revealed:
            self._number(note)

    def add_all(self, notes: Iterable[Note]) -> None:
        """New cards; once the others are numbered they take the next numbers, in their order."""
        for note in notes:
            self.add(note)

    def _number(self, note: Note) -> None:
        last = self._last
        if last is None or self.notes.get(last.id) is not last:
            last = max(self.notes.values(), key=lambda other: other.number, default=None)
        self._last = self.change(note, number=1 + (last.number if last else 0))

    def change(self, note: Note, **what: Any) -> Note:
        """Put a card that says something else in the place of one that is here."""
        changed = self.notes[note.id] = replace(note, **what)
        if self._last is note:
            self._last = changed
        return changed

    def deal(self, tables: Sequence[str], lots: Random) -> None:
        """Give every table its part of the cards: clusters whole, then single cards, the smallest heap first."""
        heaps: dict[str, int] = dict.fromkeys(tables, 0)
        groups = [notes for cluster, notes in self.groups() if cluster and notes]
        single = [[note] for note in self.shown() if not note.cluster]
        lots.shuffle(single)
        self.dealt = {}
        for notes in [*groups, *single]:
            table = min(heaps, key=lambda one: heaps[one])
            heaps[table] += len(notes)
            self.dealt.update({note.id: table for note in notes})

    def table_of(self, cluster: str) -> str:
        """The table that a cluster belongs to: that of all its cards; "" where they are of several, or of none."""
        tables = {self.dealt.get(note.id, "") for note in self.notes.values() if note.cluster == cluster}
        return tables.pop() if len(tables) == 1 else ""

    def take_out(self, ids: Iterable[str]) -> None:
        """Take cards off the board; clusters that they leave empty go with them."""
        gone = [self.notes.pop(id) for id in list(ids) if id in self.notes]
        left = {note.cluster for note in gone} - {""}
        for cluster in left - {note.cluster for note in self.notes.values()} if left else ():
            self.clusters.pop(cluster, None)

    def leave_cluster(self, note: Note) -> None:
        """Take a card out of its cluster; an empty cluster goes with its last card."""
        left = note.cluster
        self.change(note, cluster="")
        if left and not any(other.cluster == left for other in self.notes.values()):
            self.clusters.pop(left, None)

    def groups(self) -> list[tuple[Cluster | None, list[Note]]]:
        """Clusters with their cards, then (None, the cards in no cluster)."""
        inside: dict[str, list[Note]] = defaultdict(list)
        for note in self.shown():
            inside[note.cluster].append(note)
        grouped: list[tuple[Cluster | None, list[Note]]] = [
            (cluster, inside[cluster.id]) for cluster in self.clusters.values() if inside[cluster.id]
        ]
        return [*grouped, (None, inside[""])]

    def audience_of_all(self, cluster: Cluster, notes: Iterable[Note]) -> str:
        """Whom a cluster is about: as was said of it, else as all its cards say."""
        said = {note.audience for note in notes}
        if cluster.audience or "" in said:
            return cluster.audience
        return next(iter(said)) if len(said) == 1 else "both"
