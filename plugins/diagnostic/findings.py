"""What a table holds: findings, what supports and contradicts each; in the room, those of all, merged and ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, translator
from beffroi.blocks.ballot import OUTCOMES, Vote
from beffroi.blocks.cards import Deck, Note, options_of
from beffroi.blocks.reactions import Feedback
from beffroi.blocks.sheet import Draft, Line, Slot
from plugins.diagnostic.slots import FIELDS, FINDINGS, of_finding

_ = translator(__name__)


class Findings(Draft):
    """The sheet of a table: a place for findings, and, of each that stands there, one for all that is said of it."""

    def slot(self, id: str) -> Slot | None:
        """The place of findings, or of what is said of one that is there."""
        line, _colon, name = id.partition(":")
        found = self.lines.get(line)
        if found is not None and found.slot == FINDINGS.id and name in FIELDS:
            return of_finding(line, name)
        return self.slots.get(id)


@dataclass(frozen=True)
class Going:
    """A finding, or a group of them, that goes on."""

    id: str
    text: str
    audience: str = ""
    origin: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass
class Diagnosis:
    """A sheet of findings; in the room's state also those of all the tables, the vote on them, and the questions."""

    ballot: Vote
    sheet: Findings = field(default_factory=lambda: Findings({FINDINGS.id: FINDINGS}))
    board: Deck = field(default_factory=Deck)
    reactions: Feedback = field(init=False)
    against: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By finding, the cards that contradict it."""
    brought: dict[str, Card] = field(default_factory=dict)
    """What the tables brought, findings and the sources that they typed."""
    questions: dict[str, Line] = field(default_factory=dict)
    """By what was kept, how it was asked as a question."""
    asked: tuple[str, ...] = ()
    """What is to be asked, as it was kept when that stage was entered."""

    def __post_init__(self) -> None:
        self.reactions = Feedback(self.sheet)

    # --- the sheet -----------------------------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """The findings of the sheet."""
        return self.sheet.at(FINDINGS.id)

    def said(self, line: Line, name: str) -> str:
        """What is chosen of a finding: whom it is about, whether it is a strength."""
        return self.sheet.picked.get(f"{line.id}:{name}", "")

    def stake(self, line: Line) -> str:
        """What is at stake."""
        return self.sheet.text(f"{line.id}:stake")

    def supports(self, line: Line) -> tuple[Card, ...]:
        """What supports a finding."""
        return self.sheet.quoted(line)

    def contradicts(self, line: Line) -> tuple[Card, ...]:
        """What contradicts it."""
        known = self.sheet.evidence
        return tuple(known[id] for id in self.against.get(line.id, ()) if id in known)

    def sources(self) -> list[Card]:
        """What the sheet's findings rest on, and what contradicts them."""
        used = [card for line in self.lines() for card in (*self.supports(line), *self.contradicts(line))]
        return list({card.id: card for card in used}.values())

    def progress(self) -> tuple[int, int]:
        """How many findings have a source, of those there are; three at least."""
        lines = self.lines()
        return sum(bool(self.supports(line)) for line in lines), max(3, len(lines))

    def card(self, line: Line) -> Card:
        """A finding, with what it rests on."""
        rests = tuple((card.id, card.text) for card in self.supports(line))
        return Card(line.id, line.text, "finding", self.said(line, "audience"), details=rests, parts=(line.part,))

    # --- all of them ---------------------------------------------------------------------------

    def bring(self, cards: Iterable[Card]) -> None:
        """Take what the tables made; what was worded anew since follows."""
        for card in cards:
            self.brought[card.id] = card
            if card.kind != "finding":
                continue
            known = self.board.notes.get(card.id)
            if known:
                self.board.change(known, text=card.text, audience=card.audience)
            else:
                self.board.add(Note(card.id, card.text, "", audience=card.audience, origin=card.origin))

    def gather(self) -> None:
        """Take the room's own findings, where it worked on one sheet: the board follows them."""
        own = {line.id: line for line in self.lines()}
        for line in own.values():
            known, audience = self.board.notes.get(line.id), self.said(line, "audience")
            if known:
                self.board.change(known, text=line.text, audience=audience, parts=(line.part,))
            else:
                self.board.add(Note(line.id, line.text, "", audience=audience, parts=(line.part,)))
        self.board.take_out([id for id in self.board.notes if id not in own and id not in self.brought])

    @property
    def has_begun(self) -> bool:
        """Whether findings came together here: a table's sheet lives through that, but nobody acts there."""
        return bool(self.board.notes)

    def made_of(self, id: str) -> list[str]:
        """The findings that something on the board stands for: itself, or those of a group."""
        return [note.id for note in self.board.shown() if id in (note.id, note.cluster)]

    def resting_on(self, finding: str) -> tuple[Card, ...]:
        """What supports one finding on the board, whoever wrote it."""
        line = self.sheet.lines.get(finding)
        if line is not None:
            return self.supports(line)
        card = self.brought.get(finding)
        known = {**self.sheet.evidence, **{one.origin: one for one in self.brought.values()}}
        return tuple(known[id] for id, _text in card.details if id in known) if card else ()

    def outcomes(self) -> dict[str, Any]:
        """In words what was decided, by what was voted on."""
        decided = self.ballot.decisions if self.ballot.is_over else {}
        return {id: OUTCOMES[decision.outcome] for id, decision in decided.items()}

    def kept(self) -> list[Going]:
        """What goes on, the most dots first: what was decided to keep, else those above the line, else everything."""
        ballot = self.ballot
        if not ballot.options or not ballot.is_over:
            return [self._going(one) for one in options_of(self.board)]
        decided = {id for id, decision in ballot.decisions.items() if decision.outcome == "keep"}
        rows = [row.option for row in ballot.ranked() if (row.option.id in decided if ballot.decisions else row.kept)]
        return [self._going(option) for option in rows]

    def _going(self, option: Any) -> Going:
        audiences = {self.board.notes[id].audience for id in option.content if id in self.board.notes} - {""}
        audience = "both" if len(audiences) > 1 else next(iter(audiences), "")
        return Going(option.id, option.text, audience, option.origin, option.parts)

    # --- questions -----------------------------------------------------------------------------

    def ask(self) -> None:
        """What is kept is to be asked as questions; what was written of it before is there again."""
        self.asked = tuple(one.id for one in self.kept())

    def to_ask(self) -> list[tuple[Going, Line | None]]:
        """Each thing that is kept, with its question once it is written."""
        kept = {one.id: one for one in self.kept()}
        return [(kept[id], self.questions.get(id)) for id in self.asked if id in kept]

    def written(self) -> list[tuple[Going, Line]]:
        """Those that have their question."""
        return [(going, line) for going, line in self.to_ask() if line]
