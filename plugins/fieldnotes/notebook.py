"""The notes of a field team: what they hold, what of it may be shown, and the cards that are made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from beffroi import ERASED, Card, Refused, Trace, translator
from beffroi.blocks.cards import Deck, Note
from beffroi.folding import counted, distinct

from .contacts import Contacts
from .kinds import KINDS, SAID
from .notes import FieldNote, Head, Sentence, Shown, Whole, label_of, on_a_card
from .walks import Walk, Walks

_ = translator(__name__)

_RANK = {kind: rank for rank, kind in enumerate(SAID)}

NOTE_MOST = 60
"""Sentences of a note, at most."""

SENTENCES_MOST = 2000
"""Sentences of all the notes together, at most: what a board of cards can be grouped from."""

TEXT_MOST = 250_000
"""Characters of all the notes together, at most: what a page can be sent whole."""

RECENT = 8
"""Verbatims on the screens, the latest first."""


@dataclass
class Sentences(Deck):
    """The cards of the notes. Those of a note set aside, and those erased, stay where they were grouped, unseen."""

    aside: set[str] = field(default_factory=set)

    def shown(self) -> list[Note]:
        """The cards on the board, by number."""
        return [card for card in super().shown() if self._is_in_sight(card)]

    def binned(self) -> list[Note]:
        """The cards put in the bin one by one."""
        return [card for card in super().binned() if self._is_in_sight(card)]

    def _is_in_sight(self, card: Note) -> bool:
        return card.origin not in self.aside and card.text != ERASED


@dataclass
class Notebook:
    """All the notes, and their sentences as cards; `asked` are the cards handed over: what to find out."""

    notes: dict[str, FieldNote] = field(default_factory=dict)
    board: Sentences = field(default_factory=Sentences)
    walks: Walks = field(default_factory=Walks)
    contacts: Contacts = field(default_factory=Contacts)
    asked: tuple[str, ...] = ()
    taken_out: set[str] = field(default_factory=set)
    """The sentences that their writer took out, or took back with their note."""
    _where: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The note that each sentence is of, or was."""
    _sentences: int = field(default=0, repr=False, compare=False)
    _characters: int = field(default=0, repr=False, compare=False)
    """How much all the notes hold, counted as they come and go: it is asked before each of them."""

    # --- writing ---------------------------------------------------------------------------------

    def keep(self, note: FieldNote) -> None:
        """Keep a note as it now stands, and its cards with it."""
        before, self.notes[note.id] = self.notes.get(note.id), note
        self._count(before, -1)
        self._count(note, 1)
        self._where.update(dict.fromkeys(note.said, note.id))
        self.taken_out |= before.said.keys() - note.said.keys() if before else set()
        quoted = [sentence for sentence in note.said.values() if note.may_be_quoted(sentence)]
        if before is not None:
            self.board.take_out(before.said.keys() - {sentence.id for sentence in quoted})
        for sentence in quoted:
            card = self.board.notes.get(sentence.id)
            if card is None:
                card = Note(sentence.id, sentence.text, note.who, paper=note.paper, origin=note.id)
                self.board.add(card)
                card = self.board.notes[sentence.id]  # with its number
            self.board.change(card, text=on_a_card(sentence), audience=note.head.audience)

    def take_out(self, id: str) -> None:
        """Take a note out, and its cards."""
        note = self.notes.pop(id, None)
        self._count(note, -1)
        self.taken_out |= note.said.keys() if note else set()
        self.board.aside.discard(id)
        self.board.take_out(note.said if note else ())

    # --- how much it holds -----------------------------------------------------------------------

    def _count(self, note: FieldNote | None, times: int) -> None:
        if note is not None:
            self._sentences += times * len(note.said)
            self._characters += times * sum(len(one.text) for one in note.said.values())

    def room_for(self, said: Sequence[str], there: int = 0) -> None:
        """Refuse sentences beyond the bounds: of their note, in which so many are `there`, and of the notebook."""
        if there + len(said) > NOTE_MOST:
            raise Refused(
                _("A note holds %(most)s sentences at most; this one has %(n)s.", most=NOTE_MOST, n=there + len(said))
            )
        if self._sentences + len(said) > SENTENCES_MOST:
            raise Refused(_("The notebook is full: %(most)s sentences.", most=SENTENCES_MOST))
        self.room_for_words(sum(map(len, said)))

    def room_for_words(self, more: int) -> None:
        """Refuse that many characters more than the notebook holds."""
        if more > 0 and self._characters + more > TEXT_MOST:
            raise Refused(_("The notebook is full: %(most)s characters.", most=TEXT_MOST))

    # --- finding ---------------------------------------------------------------------------------

    def of(self, who: str) -> list[FieldNote]:
        """What one person wrote, the latest first."""
        return [note for note in reversed(self.notes.values()) if note.who == who]

    def with_sentence(self, id: str) -> FieldNote | None:
        """The note that holds a sentence."""
        note = self.notes.get(self._where.get(id, ""))
        return note if note and id in note.said else None

    def in_sight(self) -> list[FieldNote]:
        """The notes not set aside, the latest day first; within a day their order says nothing."""
        seen = (note for note in self.notes.values() if note.id not in self.board.aside)
        return sorted(sorted(seen, key=lambda note: note.id), key=lambda note: note.head.day, reverse=True)

    def readable(self, note: FieldNote) -> list[Sentence]:
        """The sentences of a note that others may read, by kind: those that are cards, in no bin, and not erased."""
        cards = self.board.notes
        carded = (sentence for sentence in note.said.values() if sentence.id in cards and sentence.text != ERASED)
        kept = [sentence for sentence in carded if not cards[sentence.id].hidden]
        return sorted(kept, key=lambda sentence: _RANK[sentence.kind])

    # --- as others read it -------------------------------------------------------------------------

    def shown(self, note: FieldNote) -> Shown:
        """A note as others read it."""
        read = self.readable(note)
        groups = [(kind, tuple(one for one in read if one.kind == kind)) for kind in SAID]
        kept_back = sum(one.text != ERASED and not note.may_be_quoted(one) for one in note.said.values())
        return Shown(note.id, note.head, tuple(group for group in groups if group[1]), kept_back, note.paper)

    def by_kind(self) -> list[tuple[str, list[Shown]]]:
        """The notes, kind by kind."""
        seen = self.in_sight()
        found = [(kind, [self.shown(note) for note in seen if note.head.kind == kind]) for kind in KINDS]
        return [(kind, notes) for kind, notes in found if notes]

    def set_aside(self) -> list[Whole]:
        """The notes set aside, with all that can be erased of them."""
        notes = sorted((note for note in self.notes.values() if note.id in self.board.aside), key=lambda one: one.id)
        return [note.whole for note in notes]

    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many of each kind."""
        kinds = Counter(note.head.kind for note in self.notes.values() if note.id not in self.board.aside)
        kinds["walk"] = len(self.walked())
        return tuple((kind, kinds[kind]) for kind in (*KINDS, "walk") if kinds[kind])

    def walked(self) -> list[Walk]:
        """The walks not set aside."""
        return self.walks.in_sight(self.board.aside)

    def walks_aside(self) -> list[Walk]:
        """The walks set aside."""
        return [walk for id, walk in sorted(self.walks.by_id.items()) if id in self.board.aside]

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The tags with how many notes bear them, the most frequent first."""
        return tuple(counted(tag for note in self.in_sight() for tag in distinct(note.head.tags) if tag != ERASED))

    def recent(self) -> list[tuple[Sentence, Head]]:
        """The latest verbatims that may be shown, each with where it comes from."""
        found = ((one, note.head) for note in self.in_sight() for one in self.readable(note) if one.kind == "verbatim")
        return list(islice(found, RECENT))

    # --- what leaves -----------------------------------------------------------------------------

    def handed(self) -> list[Card]:
        """Each sentence that may be read, and each step of a walk, as a card."""
        said = [
            Card(one.id, one.text, one.kind, note.head.audience, parts=((one.said or one.id, ""),))
            for note in self.in_sight()
            for one in self.readable(note)
        ]
        return [*said, *self.walks.cards(self.board.aside)]

    def withheld(self) -> set[str]:
        """The sentences that may be read nowhere else: taken out, or verbatims whose consent is not there any more."""
        notes = self.notes.values()
        return self.taken_out | {one.id for note in notes for one in note.said.values() if not note.may_be_quoted(one)}

    def cluster_of(self, sentence: str) -> str:
        """The name of the cluster that a sentence was put in."""
        card = self.board.notes.get(sentence)
        cluster = self.board.clusters.get(card.cluster) if card else None
        return cluster.name if cluster else ""

    def traces(self) -> Iterator[Trace]:
        """A note, its sentences that come from it, the clusters that come from these."""
        for note in self.in_sight():
            yield Trace(note.id, label_of(note.head), note.head.kind, (), note.head.audience)
            for one in self.readable(note):
                yield Trace(one.id, one.text, one.kind, (note.id,), note.head.audience)
        yield from self.walks.traces(self.board.aside)
        for cluster, cards in self.board.groups() if self.board.revealed else ():
            if cluster:
                about = self.board.audience_of_all(cluster, cards)
                sources = tuple(card.id for card in cards)
                yield Trace(cluster.id, cluster.name or cards[0].text, "cluster", sources, about)
