"""What a table makes of a proof of concept; in plenary those of all tables, the vote, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Card, Trace, translator
from beffroi.blocks.ballot import Option, Vote
from beffroi.blocks.capture import Commitments
from beffroi.blocks.reactions import Feedback
from beffroi.blocks.sheet import Draft, Line
from plugins.poc.slots import IDEA, PROOF, SLOTS

_ = translator(__name__)

CAME_OF = {"go": _("Go on"), "adjust": _("Adjust, and test again"), "stop": _("Stop")}
"""What is decided after a test, by the key that a log has."""


@dataclass(frozen=True)
class Learned:
    """What came of a test: a key of `CAME_OF`, what was learnt, and the entry that says so."""

    came_of: str
    text: str
    id: str

    @property
    def said(self) -> Any:
        """What was decided, in words."""
        return CAME_OF.get(self.came_of, "")


@dataclass(frozen=True)
class Proof:
    """A proof of concept as it is read: its card's `id`, its idea, its `table`, what it says place by place."""

    id: str
    text: str
    table: str
    rows: tuple[tuple[str, Any, str], ...]
    learned: Learned | None = None

    def said(self, slot: str) -> str:
        """What stands in one place."""
        return next((text for id, _title, text in self.rows if id == slot), "")


@dataclass
class Proofs:
    """One sheet; in plenary also those that the tables brought."""

    ballot: Vote
    sheet: Draft
    done: Commitments = field(default_factory=Commitments)
    reactions: Feedback = field(init=False)
    brought: dict[str, Card] = field(default_factory=dict)
    learned: dict[str, Learned] = field(default_factory=dict)
    stage: str = ""

    def __post_init__(self) -> None:
        self.reactions = Feedback(self.sheet)

    def idea(self) -> Line | None:
        """The sentence that names it."""
        return next(iter(self.sheet.at(IDEA.id)), None)

    def card(self) -> Card | None:
        """The sheet as one card, with all that it says; None before its idea is written."""
        idea = self.idea()
        if idea is None:
            return None
        said = [(slot.id, line.part[0], line.text) for slot in SLOTS for line in self.sheet.at(slot.id)]
        return Card(idea.id, idea.text, PROOF, parts=(idea.part,), said=tuple(said))

    def bring(self, cards: Iterable[Card]) -> None:
        """Take what the tables made: a table has one, the last that it named."""
        for card in cards:
            if card.kind == PROOF:
                self.brought = {id: old for id, old in self.brought.items() if old.table != card.table or id == card.id}
                self.brought[card.id] = card

    def cards(self) -> list[Card]:
        """Those that stand for the vote."""
        own = self.card()
        return list(self.brought.values()) or ([own] if own else [])

    def options(self) -> Iterable[Option]:
        """What can be voted for."""
        for card in self.cards():
            yield Option(card.id, card.text, content=frozenset({card.id}), origin=card.origin, parts=card.parts)

    def proofs(self) -> list[Proof]:
        """Each, place by place."""
        return [_proof(card, self.learned.get(card.id)) for card in self.cards()]

    def going_on(self) -> list[Proof]:
        """Those that the vote, or the facilitators, had go on."""
        kept = {one.id for one in self.ballot.kept()}
        return [one for one in self.proofs() if one.id in kept]

    def handed(self) -> Sequence[Card]:
        """A table's, or in plenary those that go on."""
        if not self.brought or not self.ballot.is_over:
            return self.cards()
        kept = {one.id for one in self.ballot.kept()}
        return [card for card in self.cards() if card.id in kept]

    def traces(self) -> Iterable[Trace]:
        """The sheet's sentences on their evidence; the proof on its sentences; what was learnt, on the proof."""
        for one in self.sheet.traces():
            yield replace(one, kind="source") if one.id in self.sheet.evidence else one
        own = self.idea()
        for card in self.cards():
            rests = [line.id for slot in ("user", "irritant") for line in self.sheet.at(slot)] if own else []
            source = (card.origin,) if card.origin else ()
            if card.id in self.brought:
                yield Trace(card.id, card.text, PROOF, source, outcome=self._outcome(card.id))
            elif own and rests:
                yield Trace(f"{own.id}:proof", card.text, PROOF, (own.id, *rests), outcome=self._outcome(card.id))

    def _outcome(self, id: str) -> Any:
        found = self.learned.get(id)
        return found.said if found else ""


def _proof(card: Card, learned: Learned | None) -> Proof:
    texts: dict[str, list[str]] = {}
    for name, _id, words in card.said:
        texts.setdefault(name, []).append(words)
    rows = tuple((slot.id, slot.label, " · ".join(texts[slot.id])) for slot in SLOTS if slot.id in texts)
    return Proof(card.id, card.text, card.table, rows, learned)
