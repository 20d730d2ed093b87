"""What people do with a sheet."""

from __future__ import annotations

from dataclasses import replace

from beffroi.blocks.sheet.draft import Draft
from beffroi.blocks.sheet.lines import Line, Slot
from beffroi.blocks.sheet.stages import DURING
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.moderation import MOTIVES, motive_said
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 500
"""Characters of a sentence, at most; a slot may take fewer."""


def _slot(draft: Draft, id: str) -> Slot:
    slot = draft.slot(id)
    if slot is None:
        raise Refused(_("That place of the sheet is no longer there: your text is given back to you."))
    return slot


def _line(draft: Draft, id: str) -> Line:
    line = draft.lines.get(id)
    if line is None or line.motive:
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

    def check(self, draft: Draft, stamp: Stamp) -> None:
        slot = _slot(draft, self.slot)
        _fits(slot, self.text)
        here = draft.at(self.slot)
        if slot.most == 1 and here:
            here[0].may_be_reworded(self.text, "")
        elif len(here) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))
        else:
            draft.room_for(self.slot)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        slot, here = draft.slot(self.slot), draft.at(self.slot)
        if slot is not None and slot.most == 1 and here:
            draft.lines[here[0].id] = here[0].reworded(self.text, "", stamp)
        else:
            draft.lines[stamp.id] = Line(stamp.id, self.slot, self.text, stamp.id)
            draft.writers[stamp.id] = stamp.who


class Reword(Command, stage=DURING, role=ANYONE, title=_("Sentence reworded")):
    """Change a sentence; `base` is the mark of the wording that its writer saw."""

    line: str = Ref(edits=True)
    base: str = Ref()
    text: str = Text(_("New wording"), max=LONGEST, lines=3)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        line = _line(draft, self.line)
        _fits(_slot(draft, line.slot), self.text)
        line.may_be_reworded(self.text, self.base)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.line in draft.lines:
            line = draft.lines[self.line]
            draft.lines[self.line] = made = line.reworded(self.text, self.base, stamp)
            if made.said == stamp.id:
                draft.writers[self.line] = stamp.who


class Strike(Command, stage=DURING, role=ANYONE, title=_("Sentence taken out")):
    """Take a sentence out; it stays at the foot of the sheet and can come back."""

    line: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        _line(draft, self.line)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.line in draft.lines:
            draft.lines[self.line] = replace(draft.lines[self.line], struck=True)


class PutBack(Command, stage=DURING, role=ANYONE, title=_("Sentence put back")):
    """Put back a sentence that was taken out."""

    line: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        slot = _slot(draft, _line(draft, self.line).slot)
        if len(draft.at(slot.id)) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.line in draft.lines:
            draft.lines[self.line] = replace(draft.lines[self.line], struck=False)


class TakeDownLine(Command, role=FACILITATOR, affects_others=True, title=_("Sentence taken down")):
    """Take a sentence down, and say why: it leaves every page, and whoever worded it last is told."""

    line: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, draft: Draft) -> str:
        return " · ".join(filter(None, (_told(draft, self.line), str(motive_said(self.motive)))))

    def moderated(self) -> str:
        return self.line

    def check(self, draft: Draft, stamp: Stamp) -> None:
        _line(draft, self.line)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.line in draft.lines:
            draft.lines[self.line] = replace(draft.lines[self.line], motive=self.motive)


class RestoreLine(Command, role=FACILITATOR, affects_others=True, title=_("Sentence put back")):
    """Put back a sentence that was taken down."""

    line: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def moderated(self) -> str:
        return self.line

    def check(self, draft: Draft, stamp: Stamp) -> None:
        line = draft.lines.get(self.line)
        if line is None or not line.motive:
            raise Refused(_("That sentence is no longer there."))
        slot = _slot(draft, line.slot)
        if not line.struck and len(draft.at(slot.id)) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.line in draft.lines:
            draft.lines[self.line] = replace(draft.lines[self.line], motive="")


class Shift(Command, stage=DURING, role=ANYONE, title=_("Sentence moved")):
    """Move a sentence to another slot of its kind: an irritant that belongs to the next step."""

    line: str = Ref()
    slot: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        slot = _slot(draft, self.slot)
        _fits(slot, _line(draft, self.line).text)
        if len(draft.at(self.slot)) >= slot.most:
            raise Refused(_("This place is full: change a sentence, or take one out."))

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        line = draft.lines.pop(self.line, None)
        if line is not None:
            draft.lines[self.line] = replace(line, slot=self.slot)


class Pick(Command, stage=DURING, role=ANYONE, title=_("Answer chosen")):
    """Choose one of a slot's answers; "" takes the choice back. The last one holds, in everybody's sight."""

    slot: str = Ref()
    value: str = Ref(default="")

    def check(self, draft: Draft, stamp: Stamp) -> None:
        if self.value not in ("", *dict(_slot(draft, self.slot).choices)):
            raise Refused(_("Choose one of the answers offered."))

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        if self.value:
            draft.picked[self.slot] = self.value
        else:
            draft.picked.pop(self.slot, None)


class Cite(Command, stage=DURING, role=ANYONE, title=_("Source named")):
    """Say what a sentence rests on."""

    line: str = Ref()
    card: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        line = _line(draft, self.line)
        if self.card not in draft.evidence:
            raise Refused(_("That card is no longer here: choose another."))
        line.may_rest_on(self.card)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        line = draft.lines.get(self.line)
        if line is not None and self.card not in line.sources:
            draft.lines[self.line] = replace(line, sources=(*line.sources, self.card))


class Uncite(Command, stage=DURING, role=ANYONE, title=_("Source taken off")):
    """A sentence does not rest on that after all."""

    line: str = Ref()
    card: str = Ref()

    def undo_label(self, draft: Draft) -> str:
        return _told(draft, self.line)

    def check(self, draft: Draft, stamp: Stamp) -> None:
        _line(draft, self.line)

    def apply(self, draft: Draft, stamp: Stamp) -> None:
        line = draft.lines.get(self.line)
        if line is not None:
            kept = tuple(card for card in line.sources if card != self.card)
            draft.lines[self.line] = replace(line, sources=kept)


def _told(draft: Draft, line: str) -> str:
    found = draft.lines.get(line)
    return found.text if found else ""


SHEET_COMMANDS: tuple[type[Command], ...] = (
    Add, Reword, Strike, PutBack, TakeDownLine, RestoreLine, Shift, Pick, Cite, Uncite,
)  # fmt: skip
