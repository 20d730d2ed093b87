"""A sheet filled in together: slots that hold sentences, each with its evidence; several people write at once.

What somebody changed meanwhile is never overwritten: both wordings stand side by side until somebody
at the table keeps one or joins them. A method whose state has a `sheet: Sheet` and says with `slot(id)`
which slots there are lists these commands; its stages "fill" and "amend" take them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.method import Card, Stage, Trace
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, Stamp
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 500
"""Characters of a sentence, at most; a slot may take fewer."""

MOST = 2000
"""Wordings on one sheet, at most: sentences, those taken out too, and what stands beside them."""

RIVALS_MOST = 5
"""Wordings that stand beside a sentence, at most."""

STRUCK_MOST = 20
"""Sentences taken out of one slot, at most, before no other is written in it."""

SOURCES_MOST = 20
"""Cards that a sentence rests on, at most."""

FILL = Stage(
    "fill", _("Fill in the sheet"), late="tray", effect=_("Each table fills in its own sheet; several people at once.")
)
AMEND = Stage(
    "amend",
    _("Amend"),
    instruction=_("Read what the others made of your sheet, and change what has to change."),
    effect=_("Each table is back at its own sheet, with what the others said of it beside it."),
)
DURING = ("fill", "amend")


@dataclass(frozen=True)
class Slot:
    """A place on a sheet: `most` sentences of `max` characters each, or one of `choices` as (kept, read) pairs.

    `sourced` says whether its sentences rest on evidence: an invented name does not.
    """

    id: str
    label: Any
    most: int = 1
    max: int = 200
    lines: int = 2
    help: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    sourced: bool = True


@dataclass(frozen=True)
class Rival:
    """Another wording of a sentence, written meanwhile."""

    id: str
    text: str


def is_crowded(rivals: Sequence[Rival], adds_none: bool) -> bool:
    """Whether one wording more beside these would be too many."""
    return not adds_none and len(rivals) >= RIVALS_MOST


def crowd() -> str:
    """What is said of it."""
    return _("%(n)s wordings stand side by side here: keep one or join them, then write yours.", n=RIVALS_MOST + 1)


@dataclass(frozen=True)
class Line:
    """A sentence on the sheet. `mark` is the id of what changed it last; `sources` are the cards that it rests on.

    `said` is the id of whose words it says now: the entry that worded it, or a card it was taken from; "": its own.
    """

    id: str
    slot: str
    text: str
    mark: str
    rivals: tuple[Rival, ...] = ()
    sources: tuple[str, ...] = ()
    struck: bool = False
    said: str = ""

    def reworded(self, text: str, base: str, stamp: Stamp, said: str = "") -> Line:
        """The line with this wording, or, where it is no longer as its writer saw it, with this wording beside it.

        `said` is whose words they are, where they are not the writer's.
        """
        if self.mark == base:
            return replace(self, text=text, rivals=(), mark=stamp.id, struck=False, said=said or stamp.id)
        if text in (self.text, *(rival.text for rival in self.rivals)):
            return self
        return replace(self, rivals=(*self.rivals, Rival(stamp.id, text)), mark=stamp.id, struck=False)

    def may_be_reworded(self, text: str, base: str) -> None:
        """Refuse one wording too many beside it: they are all drawn together, on every page."""
        if is_crowded(self.rivals, self.mark == base or text in (self.text, *(one.text for one in self.rivals))):
            raise Refused(crowd())

    def may_rest_on(self, card: str) -> None:
        """Refuse one source too many."""
        if card not in self.sources and len(self.sources) >= SOURCES_MOST:
            raise Refused(_("A sentence rests on %(most)s sources at most: take one off first.", most=SOURCES_MOST))

    @property
    def part(self) -> tuple[str, str]:
        """Whose words it says, and which: what a card made of it is put together from."""
        return self.said or self.id, self.text

    @property
    def joined(self) -> str:
        """All the wordings, one after the other: what joining them begins with."""
        return "\n".join((self.text, *(rival.text for rival in self.rivals)))


@dataclass
class Sheet:
    """The sentences of a sheet in the order of writing, what was picked in its choices, the evidence at hand."""

    lines: dict[str, Line] = field(default_factory=dict)
    picked: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Card] = field(default_factory=dict)

    def at(self, slot: str) -> tuple[Line, ...]:
        """The sentences of a slot, those taken out left aside."""
        return tuple(line for line in self.lines.values() if line.slot == slot and not line.struck)

    def text(self, slot: str) -> str:
        """The sentences of a slot as one text."""
        return "\n".join(line.text for line in self.at(slot))

    def struck(self) -> tuple[Line, ...]:
        """The sentences that were taken out; they can come back."""
        return tuple(line for line in self.lines.values() if line.struck)

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

    def quoted(self, line: Line) -> tuple[Card, ...]:
        """The evidence that a sentence rests on."""
        return tuple(self.evidence[id] for id in line.sources if id in self.evidence)

    def quotes(self, lines: Iterable[Line]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
        """The evidence of each of these sentences, as (line id, cards)."""
        return tuple((line.id, self.quoted(line)) for line in lines)

    def view(self) -> dict[str, Any]:
        """What templates read: `sheet` with its methods, the evidence as (id, text) pairs."""
        return {"sheet": self, "evidence": [(card.id, card.text) for card in self.evidence.values()]}

    def rows(self, slots: Iterable[Slot]) -> list[tuple[Any, Any, str]]:
        """The sheet as rows of a table: slot, sentence, what it rests on."""
        rows: list[tuple[Any, Any, str]] = []
        for slot in slots:
            if slot.id in self.picked:
                rows.append((slot.label, dict(slot.choices).get(self.picked[slot.id], ""), ""))
            for line in self.at(slot.id):
                rested = " | ".join(card.text for card in self.quoted(line))
                rows.append((slot.label, line.text, rested or (str(_("imagined")) if slot.sourced else "")))
                rows.extend((slot.label, rival.text, str(_("another wording"))) for rival in line.rivals)
        return rows

    def traces(self, kinds: Sequence[tuple[str, str]]) -> Iterable[Trace]:
        """The links of the evidence chain: the evidence, and what rests on it; `kinds` are (slot, kind) pairs."""
        for card in self.evidence.values():
            yield Trace(card.id, card.text, card.kind, (card.origin,) if card.origin else (), card.audience)
        for slot, kind in kinds:
            for line in self.at(slot):
                yield Trace(line.id, line.text, kind, line.sources)


class HasSheet(Protocol):
    """A state with a sheet in it, that knows its slots."""

    sheet: Sheet

    def slot(self, id: str) -> Slot | None:
        """The slot of that id; None where there is none now."""


def _slot(state: HasSheet, id: str) -> Slot:
    slot = state.slot(id)
    if slot is None:
        raise Refused(_("That place of the sheet is no longer there: your text is given back to you."))
    return slot


def _line(state: HasSheet, id: str) -> Line:
    line = state.sheet.lines.get(id)
    if line is None:
        raise Refused(_("That sentence is no longer there."))
    return line


def _fits(slot: Slot, text: str) -> None:
    if slot.choices:
        raise Refused(_("Choose one of the answers offered."))
    if len(text) > slot.max:
        raise Refused(_("%(most)s characters at most here.", most=slot.max))


class Add(Command, stage=DURING, role=ANYONE, title=_("Sentence written")):
    """Write a sentence in a slot. In a slot for one, written meanwhile by somebody else, it stands beside theirs."""

    slot: str = Ref(edits=False)
    text: str = Text(_("Your text"), max=LONGEST, lines=3)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        slot = _slot(state, self.slot)
        _fits(slot, self.text)
        here = state.sheet.at(self.slot)
        if slot.most == 1 and here:
            here[0].may_be_reworded(self.text, "")
        elif len(here) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))
        else:
            state.sheet.room_for(self.slot)

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        slot, here = state.slot(self.slot), state.sheet.at(self.slot)
        if slot is not None and slot.most == 1 and here:
            state.sheet.lines[here[0].id] = here[0].reworded(self.text, "", stamp)
        else:
            state.sheet.lines[stamp.id] = Line(stamp.id, self.slot, self.text, stamp.id)


class Reword(Command, stage=DURING, role=ANYONE, title=_("Sentence reworded")):
    """Change a sentence; `base` is the mark of the wording that its writer saw."""

    line: str = Ref(edits=True)
    base: str = Ref()
    text: str = Text(_("New wording"), max=LONGEST, lines=3)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        line = _line(state, self.line)
        _fits(_slot(state, line.slot), self.text)
        line.may_be_reworded(self.text, self.base)

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        if self.line in state.sheet.lines:
            line = state.sheet.lines[self.line]
            state.sheet.lines[self.line] = line.reworded(self.text, self.base, stamp)


class Strike(Command, stage=DURING, role=ANYONE, title=_("Sentence taken out")):
    """Take a sentence out; it stays at the foot of the sheet and can come back."""

    line: str = Ref()

    def told(self, state: HasSheet) -> str:
        return _told(state, self.line)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        _line(state, self.line)

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        if self.line in state.sheet.lines:
            state.sheet.lines[self.line] = replace(state.sheet.lines[self.line], struck=True)


class PutBack(Command, stage=DURING, role=ANYONE, title=_("Sentence put back")):
    """Put back a sentence that was taken out."""

    line: str = Ref()

    def told(self, state: HasSheet) -> str:
        return _told(state, self.line)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        slot = _slot(state, _line(state, self.line).slot)
        if len(state.sheet.at(slot.id)) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        if self.line in state.sheet.lines:
            state.sheet.lines[self.line] = replace(state.sheet.lines[self.line], struck=False)


class Shift(Command, stage=DURING, role=ANYONE, title=_("Sentence moved")):
    """Move a sentence to another slot of its kind: an irritant that belongs to the next step."""

    line: str = Ref()
    slot: str = Ref()

    def told(self, state: HasSheet) -> str:
        return _told(state, self.line)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        slot = _slot(state, self.slot)
        _fits(slot, _line(state, self.line).text)
        if len(state.sheet.at(self.slot)) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        line = state.sheet.lines.pop(self.line, None)
        if line is not None:
            state.sheet.lines[self.line] = replace(line, slot=self.slot)


class Pick(Command, stage=DURING, role=ANYONE, title=_("Answer chosen")):
    """Choose one of a slot's answers; "" takes the choice back. The last one holds, in everybody's sight."""

    slot: str = Ref()
    value: str = Ref(default="")

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        if self.value not in ("", *dict(_slot(state, self.slot).choices)):
            raise Refused(_("Choose one of the answers offered."))

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        if self.value:
            state.sheet.picked[self.slot] = self.value
        else:
            state.sheet.picked.pop(self.slot, None)


class Cite(Command, stage=DURING, role=ANYONE, title=_("Source named")):
    """Say what a sentence rests on."""

    line: str = Ref()
    card: str = Ref()

    def told(self, state: HasSheet) -> str:
        return _told(state, self.line)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        line = _line(state, self.line)
        if self.card not in state.sheet.evidence:
            raise Refused(_("That card is no longer here: choose another."))
        line.may_rest_on(self.card)

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        line = state.sheet.lines.get(self.line)
        if line is not None and self.card not in line.sources:
            state.sheet.lines[self.line] = replace(line, sources=(*line.sources, self.card))


class Uncite(Command, stage=DURING, role=ANYONE, title=_("Source taken off")):
    """A sentence does not rest on that after all."""

    line: str = Ref()
    card: str = Ref()

    def told(self, state: HasSheet) -> str:
        return _told(state, self.line)

    def check(self, state: HasSheet, stamp: Stamp) -> None:
        _line(state, self.line)

    def apply(self, state: HasSheet, stamp: Stamp) -> None:
        line = state.sheet.lines.get(self.line)
        if line is not None:
            kept = tuple(card for card in line.sources if card != self.card)
            state.sheet.lines[self.line] = replace(line, sources=kept)


def _told(state: HasSheet, line: str) -> str:
    found = state.sheet.lines.get(line)
    return found.text if found else ""


SHEET_COMMANDS: tuple[type[Command], ...] = (Add, Reword, Strike, PutBack, Shift, Pick, Cite, Uncite)
