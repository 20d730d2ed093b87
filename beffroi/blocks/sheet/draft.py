"""What stands on a sheet: the sentences in its slots, what was picked, the evidence at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.sheet.lines import Line, Slot
from beffroi.moderation import MOTIVES, motive_said, tally
from beffroi.refused import Refused
from beffroi.vocabulary import Card, Trace
from beffroi.words import translator

_ = translator(__name__)

MOST = 2000
"""Wordings on one sheet, at most: sentences, those taken out too, and what stands beside them."""

STRUCK_MOST = 20
"""Sentences taken out of one slot, at most, before no other is written in it."""


@dataclass
class Draft:
    """What stands on a sheet: its `lines` by id in the order of writing, what was `picked` in the choices of its
    `slots`, the `evidence` at hand; `writers` are who worded each line last."""

    slots: dict[str, Slot] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    picked: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Card] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, slots: Iterable[Slot], cards: Iterable[Card] = ()) -> Draft:
        """An empty one with these slots, and these cards at hand as evidence."""
        return cls({slot.id: slot for slot in slots}, evidence={card.id: card for card in cards})

    def slot(self, id: str) -> Slot | None:
        """The slot of that id; None where there is none now."""
        return self.slots.get(id)

    @property
    def is_begun(self) -> bool:
        """Whether anything stands on it."""
        return bool(self.picked) or any(not line.struck and not line.motive for line in self.lines.values())

    def at(self, slot: str) -> tuple[Line, ...]:
        """The sentences of a slot, those taken out or down left aside."""
        here = (line for line in self.lines.values() if line.slot == slot)
        return tuple(line for line in here if not line.struck and not line.motive)

    def text(self, slot: str) -> str:
        """The sentences of a slot as one text."""
        return "\n".join(line.text for line in self.at(slot))

    def struck(self) -> tuple[Line, ...]:
        """The sentences that were taken out; they can come back."""
        return tuple(line for line in self.lines.values() if line.struck and not line.motive)

    def down(self) -> tuple[tuple[Line, Any], ...]:
        """The sentences that facilitators took down, each with the motive in words; they can come back."""
        return tuple((line, motive_said(line.motive)) for line in self.lines.values() if line.motive)

    def down_of(self, who: str) -> tuple[tuple[Line, Any], ...]:
        """Those that somebody worded."""
        return tuple(one for one in self.down() if self.writers.get(one[0].id) == who)

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many were taken down, by motive, in words."""
        return tally(line.motive for line in self.lines.values() if line.motive)

    def room_for(self, slot: str) -> None:
        """Refuse a sentence more on a sheet that is full, or in a slot out of which too many were taken."""
        if sum(1 + len(line.rivals) for line in self.lines.values()) >= MOST:
            raise Refused(_("This sheet is full: change a sentence that stands there."))
        if sum(line.struck for line in self.lines.values() if line.slot == slot) >= STRUCK_MOST:
            raise Refused(_("Many sentences were taken out here: put one back, and change its words."))

    def is_filled(self, slot: str) -> bool:
        """Whether something stands in a slot."""
        return bool(self.picked.get(slot)) or bool(self.at(slot))

    def progress(self, slots: Iterable[str]) -> tuple[int, int]:
        """How many of these slots are filled, of how many."""
        wanted = list(slots)
        return sum(map(self.is_filled, wanted)), len(wanted)

    def offer(self, cards: Iterable[Card]) -> None:
        """Put evidence at hand."""
        self.evidence.update({card.id: card for card in cards})

    def bring(self, cards: Iterable[Card]) -> None:
        """Put what tables wrote on the room's sheet; what comes again has other words, and stays where it stands."""
        places = {slot.kind: slot.id for slot in reversed(self.slots.values()) if slot.kind}
        for card in cards:
            said = card.parts[0][0] if card.parts else card.origin
            if here := self.lines.get(card.id):
                self.lines[card.id] = replace(here, text=card.text, said=said)
            elif card.kind in places:
                made = Line(card.id, places[card.kind], card.text, card.id, said=said, table=card.table)
                self.lines[card.id] = replace(made, sources=(card.origin,) if card.origin else ())

    def quoted(self, line: Line) -> tuple[Card, ...]:
        """The evidence that a sentence rests on."""
        return tuple(self.evidence[id] for id in line.sources if id in self.evidence)

    def quotes(self, lines: Iterable[Line]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
        """The evidence of each of these sentences, as (line id, cards)."""
        return tuple((line.id, self.quoted(line)) for line in lines)

    def view(self) -> dict[str, Any]:
        """What templates read: `sheet` with its methods, the evidence and the motives as (id, text) pairs."""
        evidence = [(card.id, card.text) for card in self.evidence.values()]
        return {"sheet": self, "evidence": evidence, "motives": tuple(MOTIVES.items())}

    def rows(self, slots: Iterable[Slot]) -> list[tuple[Any, Any, str]]:
        """These slots as rows of a table: slot, sentence, what it rests on."""
        return [row for _id, row in self.told(slots)]

    def told(self, slots: Iterable[Slot]) -> Iterable[tuple[str, tuple[Any, Any, str]]]:
        """The same, each row with the id of the sentence or the wording that it says; "" for a choice."""
        for slot in slots:
            if slot.id in self.picked:
                yield "", (slot.label, dict(slot.choices).get(self.picked[slot.id], ""), "")
            for line in self.at(slot.id):
                rested = " | ".join(card.text for card in self.quoted(line))
                yield (
                    line.id,
                    (slot.label, line.text, rested or (str(_("imagined")) if slot.sourced and not line.table else "")),
                )
                for rival in line.rivals:
                    yield rival.id, (slot.label, rival.text, str(_("another wording")))

    def cards(self) -> list[Card]:
        """The sentences, to be handed over, slot by slot."""
        return [Card(line.id, line.text, slot.kind, parts=(line.part,)) for slot, line in self._traced()]

    def traces(self) -> Iterable[Trace]:
        """The links of the evidence chain: the evidence, and what rests on it."""
        for card in self.evidence.values():
            yield Trace(card.id, card.text, card.kind, (card.origin,) if card.origin else (), card.audience)
        for slot, line in self._traced():
            yield Trace(line.id, line.text, slot.kind, line.sources)

    def _traced(self) -> Iterable[tuple[Slot, Line]]:
        return ((slot, line) for slot in self.slots.values() if slot.kind for line in self.at(slot.id))
