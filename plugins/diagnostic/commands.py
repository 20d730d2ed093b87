"""What people do with findings beside wording them: name sources, say what contradicts, contest, ask as questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from beffroi import ANYONE, Card, Choice, Command, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.reactions import React
from beffroi.blocks.sheet import DURING, Line
from plugins.diagnostic.findings import Diagnosis
from plugins.diagnostic.slots import SENTENCE, SOURCES

_ = translator(__name__)

TYPED_MOST, AGAINST_MOST = 60, 10
"""Sources that one table types, and cards that contradict one finding, at most."""

QUESTION, GAP = 240, "…"
PATTERN = _("How might we … so that … ?")
"""What a question begins with: two gaps to fill."""

SIDES = {"for": _("It supports the finding"), "against": _("It contradicts the finding")}

REACTIONS = {"true": _("Fair"), "question": _("To be qualified"), "doubt": _("Contradicted by…")}
"""What others say of a finding, by the kinds that the block has."""


def _line(state: Diagnosis, id: str) -> Line:
    found = next((line for line in state.lines() if line.id == id), None)
    if found is None:
        raise Refused(_("That finding is no longer there."))
    return found


def _text(state: Diagnosis, id: str) -> str:
    line = state.sheet.lines.get(id)
    return line.text if line else ""


class NameSource(Command, stage=DURING, role=ANYONE, title=_("Source written"), announcement=_("Source added")):
    """Write a source that nobody handed over, of what supports a finding, or contradicts it."""

    line: str = Ref(edits=False)
    text: str = Text(_("What it says, and where it is from"), max=SENTENCE, lines=3)
    kind: str = Choice(_("What kind of source?"), SOURCES)
    side: str = Choice(_("On which side?"), SIDES, default="for")

    def check(self, state: Diagnosis, stamp: Stamp) -> None:
        line = _line(state, self.line)
        if sum(card.kind in SOURCES for card in state.sheet.evidence.values()) >= TYPED_MOST:
            raise Refused(_("This table has written enough sources: choose among what is there."))
        _may_stand(state, line, "", is_against=self.side == "against")

    def apply(self, state: Diagnosis, stamp: Stamp) -> None:
        state.sheet.offer([Card(stamp.id, self.text, self.kind)])
        _stand(state, self.line, stamp.id, is_against=self.side == "against")


def _may_stand(state: Diagnosis, line: Line, card: str, *, is_against: bool) -> None:
    if not is_against:
        line.may_rest_on(card)
    elif card not in state.against.get(line.id, ()) and len(state.against.get(line.id, ())) >= AGAINST_MOST:
        raise Refused(_("So many contradict it already, %(most)s: take one off first.", most=AGAINST_MOST))


def _stand(state: Diagnosis, id: str, card: str, *, is_against: bool) -> None:
    """A card supports a finding, or contradicts it: never both."""
    line = state.sheet.lines.get(id)
    if line is None:
        return
    kept = tuple(one for one in line.sources if one != card)
    others = tuple(one for one in state.against.get(id, ()) if one != card)
    state.sheet.lines[id] = replace(line, sources=kept if is_against else (*kept, card))
    state.against[id] = (*others, card) if is_against else others


class Contradict(Command, stage=DURING, role=ANYONE, title=_("Said what contradicts a finding")):
    """Say that a card contradicts a finding; it supports it no longer."""

    line: str = Ref()
    card: str = Ref()

    def undo_label(self, state: Diagnosis) -> str:
        return _text(state, self.line)

    def check(self, state: Diagnosis, stamp: Stamp) -> None:
        line = _line(state, self.line)
        if self.card not in state.sheet.evidence:
            raise Refused(_("That card is no longer here: choose another."))
        _may_stand(state, line, self.card, is_against=True)

    def apply(self, state: Diagnosis, stamp: Stamp) -> None:
        _stand(state, self.line, self.card, is_against=True)


class Agree(Command, stage=DURING, role=ANYONE, title=_("Source taken off")):
    """A card does not contradict a finding after all."""

    line: str = Ref()
    card: str = Ref()

    def undo_label(self, state: Diagnosis) -> str:
        return _text(state, self.line)

    def check(self, state: Diagnosis, stamp: Stamp) -> None:
        _line(state, self.line)

    def apply(self, state: Diagnosis, stamp: Stamp) -> None:
        state.against[self.line] = tuple(one for one in state.against.get(self.line, ()) if one != self.card)


class Contest(React, name="react"):
    """Say of another table's finding that it is fair, to be qualified, or contradicted, and by what."""

    kind: str = Choice(_("What do you say of it?"), REACTIONS, default="true")

    def check(self, state: Any, stamp: Stamp) -> None:
        if self.kind != "true" and not self.text:
            raise Refused(_("Say in a few words what qualifies it, or contradicts it: the table has to answer."))
        super().check(state.reactions, stamp)

    def apply(self, state: Any, stamp: Stamp) -> None:
        super().apply(state.reactions, stamp)
        feedback = state.reactions
        feedback.by_id[stamp.id] = replace(feedback.by_id[stamp.id], said=REACTIONS[self.kind])


class Ask(Command, stage="questions", role=ANYONE, title=_("Question written"), announcement=_("Question kept")):
    """Ask what was kept as a question, or word that anew; `base` is the mark of the wording that its writer saw."""

    finding: str = Ref(edits=False)
    line: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    text: str = Text(_("How might we… so that…?"), max=QUESTION, lines=3)

    def check(self, state: Diagnosis, stamp: Stamp) -> None:
        if self.finding not in state.asked:
            raise Refused(_("That finding is no longer among those that were kept."))
        if GAP in self.text or "..." in self.text:
            raise Refused(_("Fill both gaps: what we might do, and so that what changes for whom."))
        known = state.questions.get(self.finding)
        if known:
            known.may_be_reworded(self.text, self.base)

    def apply(self, state: Diagnosis, stamp: Stamp) -> None:
        known = state.questions.get(self.finding)
        made = known.reworded(self.text, self.base, stamp) if known else Line(stamp.id, "", self.text, stamp.id)
        state.questions[self.finding] = made


COMMANDS: tuple[type[Command], ...] = (NameSource, Contradict, Agree, Contest, Ask)
