"""What a table makes of a person: the sheet, its evidence, what others said of it; in plenary, the vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, Table, Trace, translator
from beffroi.blocks.ballot import OUTCOMES, Option, Vote, tables_of
from beffroi.blocks.reactions import Feedback, table_of
from beffroi.blocks.sheet import Draft, Line, Slot
from plugins.persona.slots import CHANNELS, PORTRAIT, REQUIRED, asked

_ = translator(__name__)

PLENARY = ("vote", "decide")

UNDRAWN = ("",) * len(PORTRAIT)
"""The look of a persona whose face nobody drew: an outline, so that all of a vote stand alike."""

REMEMBERED = "remembered"
"""The kind of a card that somebody at the table wrote from memory."""


@dataclass(frozen=True)
class Told:
    """A persona as it is read again beside the vote."""

    id: str
    text: str
    audience: str
    table: str
    needs: tuple[str, ...]
    irritants: tuple[str, ...]


@dataclass
class Portrait:
    """One persona; in plenary also those that the tables brought, and the vote on which go on."""

    ballot: Vote
    sheet: Draft
    demographics: tuple[str, ...] = ()
    """Which demographics the facilitators asked for."""
    reactions: Feedback = field(init=False)
    gathered: list[str] = field(default_factory=list)
    """The cards that speak of this person, in the order in which they were chosen."""
    channels: tuple[str, ...] = ()
    interviews: int = 0
    review: str = ""
    brought: dict[str, Card] = field(default_factory=dict)
    stage: str = ""

    def __post_init__(self) -> None:
        self.reactions = Feedback(self.sheet)

    @property
    def slots(self) -> dict[str, Slot]:
        """What is asked, by id, in its order."""
        return {slot.id: slot for slot in asked(self.demographics)}

    # --- the sheet -------------------------------------------------------------------------

    @property
    def audience(self) -> str:
        """Whom this person stands for."""
        return self.sheet.picked.get("audience", "")

    @property
    def face(self) -> tuple[str, ...]:
        """The parts of the portrait that were chosen, "" for each that was not."""
        return tuple(self.sheet.picked.get(part.id, "") for part in PORTRAIT)

    @property
    def look(self) -> tuple[str, ...]:
        """The same, as its card has it; () where nothing of it was drawn."""
        return self.face if any(self.face) else ()

    def sentences(self) -> tuple[Line, ...]:
        """The sentences that are to rest on evidence."""
        return tuple(line for slot in self.slots.values() if slot.sourced for line in self.sheet.at(slot.id))

    def rested(self) -> tuple[int, int]:
        """How many sentences rest on evidence, of how many."""
        sentences = self.sentences()
        return sum(1 for line in sentences if self.sheet.quoted(line)), len(sentences)

    def read(self, slot: str) -> tuple[tuple[str, bool], ...]:
        """The sentences of a slot, each with whether it is imagined."""
        return tuple((line.text, not self.sheet.quoted(line)) for line in self.sheet.at(slot))

    def missing(self) -> tuple[str, ...]:
        """The slots that a persona needs and that are empty yet, by id."""
        return tuple(slot.id for slot in REQUIRED if not self.sheet.is_filled(slot.id))

    def answered(self, slots: Iterable[Slot]) -> int:
        """In how many of these slots something stands."""
        return sum(1 for slot in slots if self.sheet.is_filled(slot.id))

    def evidence(self) -> list[Card]:
        """The evidence at hand, what speaks of this person first."""
        chosen = [self.sheet.evidence[id] for id in self.gathered if id in self.sheet.evidence]
        gathered = set(self.gathered)
        return [*chosen, *(card for card in self.sheet.evidence.values() if card.id not in gathered)]

    def card(self) -> Card | None:
        """The persona as one card: its name and situation; None before either is written."""
        lines = [*self.sheet.at("name"), *self.sheet.at("situation")]
        if not lines:
            return None
        text, parts = " — ".join(line.text for line in lines), tuple(line.part for line in lines)
        return Card(lines[0].id, text, "persona", self.audience, parts=parts, look=self.look)

    def made(self) -> list[Card]:
        """The persona, its needs, its irritants, as cards."""
        persona = self.card()
        kinds = (("needs", "need"), ("irritants", "irritant"))
        parts = [
            Card(line.id, line.text, kind, self.audience, parts=(line.part,))
            for id, kind in kinds
            for line in self.sheet.at(id)
        ]
        return [persona, *parts] if persona else parts

    # --- the vote --------------------------------------------------------------------------

    def bring(self, cards: Iterable[Card]) -> None:
        """Take what the tables made; a table has one persona, the last that it named."""
        for card in cards:
            if card.kind == "persona":
                self.brought = {id: old for id, old in self.brought.items() if not _is_replaced(old, card)}
            self.brought[card.id] = card

    def personas(self) -> list[Told]:
        """Those that stand for the vote: one of each table, or the only one of the room."""
        cards = list(self.brought.values()) or self.made()
        return [
            Told(card.id, card.text, card.audience, card.table, _of(cards, card, "need"), _of(cards, card, "irritant"))
            for card in cards
            if card.kind == "persona"
        ]

    def options(self) -> Iterable[Option]:
        """What can be voted for: the personas."""
        for card in self.brought.values() or self.made():
            if card.kind == "persona":
                yield Option(
                    card.id, card.text, content=frozenset({card.id}), origin=card.origin, look=card.look or UNDRAWN
                )

    @property
    def was_voted_on(self) -> bool:
        """Whether the vote took place here: a table's sheet lives through the room's vote, but nobody votes there."""
        return bool(self.brought or self.ballot.voters() or self.ballot.decisions)

    def outcomes(self) -> dict[str, tuple[bool, Any]]:
        """Once the vote is over: by persona, whether it goes on, and in which words that was decided."""
        if not self.ballot.is_over or not self.was_voted_on:
            return {}
        told: dict[str, tuple[bool, Any]] = {}
        for row in self.ballot.ranked():
            decision = self.ballot.decisions.get(row.option.id)
            if decision:
                told[row.option.id] = decision.outcome == "keep", OUTCOMES[decision.outcome]
            else:
                told[row.option.id] = row.kept, _("Goes on") if row.kept else _("Does not go on")
        return told

    def handed(self) -> Sequence[Card]:
        """What goes on: a table's persona with its needs and irritants; in plenary, of those that were kept."""
        if not self.brought:
            return self.made()
        kept = [id for id, (goes_on, _words) in self.outcomes().items() if goes_on and id in self.brought]
        tables = [self.brought[id].table for id in kept]
        parts = [card for table in tables for card in self.brought.values() if card.table == table]
        return [*(self.brought[id] for id in kept), *(card for card in parts if card.kind != "persona")]

    # --- what leaves it --------------------------------------------------------------------

    def results(self) -> Iterable[Table]:
        """The sheet, what was said of it, and the result of the vote."""
        rows = [*self.sheet.rows(self.slots.values()), *self._method_rows()]
        if self.sheet.lines or self.sheet.picked:
            yield Table("persona", (_("Part"), _("Text"), _("Rests on")), rows)
        if self.reactions.by_id:
            yield table_of(self.reactions)
        if self.was_voted_on:
            yield from tables_of(self.ballot)

    def _method_rows(self) -> Iterable[tuple[Any, Any, str]]:
        if self.channels:
            yield _("Preferred channels"), ", ".join(str(CHANNELS[one]) for one in self.channels), ""
        if self.interviews:
            yield _("Interviews it rests on"), self.interviews, ""
        if self.review:
            yield _("To be reviewed on"), self.review, ""

    def traces(self) -> Iterable[Trace]:
        """The evidence, the sentences that rest on it, the persona that rests on those, what became of it."""
        persona, outcomes = self.card(), self.outcomes()
        for trace in self.sheet.traces():
            if persona is None or trace.id != persona.id:
                yield trace
        if persona:
            sources = dict.fromkeys(id for line in self.sentences() for id in line.sources)
            yield Trace(persona.id, persona.text, "persona", tuple(sources), persona.audience, _said(outcomes, persona))
        for card in self.brought.values():
            outcome = _said(outcomes, card)
            yield Trace(card.id, card.text, card.kind, (card.origin,), card.audience, outcome)


def _is_replaced(old: Card, by: Card) -> bool:
    return old.kind == "persona" and old.table == by.table


def _said(outcomes: dict[str, tuple[bool, Any]], card: Card) -> Any:
    return outcomes[card.id][1] if card.id in outcomes else ""


def _of(cards: Iterable[Card], persona: Card, kind: str) -> tuple[str, ...]:
    return tuple(card.text for card in cards if card.kind == kind and card.table == persona.table)
