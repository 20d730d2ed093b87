"""What people do with sheets that pass on: write on the one they hold, take one that waits, give theirs back."""

from __future__ import annotations

from dataclasses import replace

from beffroi.blocks.rotate.rotation import Line, Rotation
from beffroi.blocks.rotate.stages import ROUNDS
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.moderation import MOTIVES, motive_said
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.vocabulary import Here
from beffroi.words import translator

_ = translator(__name__)

LONGEST = 140
"""Characters of an idea, at most."""

DURING = tuple(stage.id for stage in ROUNDS)


class Write(Command, stage=DURING, title=_("Idea written"), announcement=_("Idea written on the sheet")):
    """Write an idea on a sheet that one has, or had: what was being sent as it went on is not lost."""

    leaf: str = Ref(edits=False)
    text: str = Text(_("Your idea"), max=LONGEST, lines=3)

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        if not rotation.round_of(self.leaf, stamp.who):
            raise Refused(_("This sheet never came to you: write on the one that is shown."))
        if len(rotation.by(stamp.who, self.leaf)) >= rotation.each:
            told = _.many(
                "This sheet takes %(n)s idea of yours: take it back to write another.",
                "This sheet takes %(n)s of your ideas at most: take one back to write another.",
                rotation.each,
            )
            raise Refused(told)

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        if number := rotation.round_of(self.leaf, stamp.who):
            rotation.put(Line(stamp.id, self.leaf, number, self.text), stamp.who)


class TakeBackIdea(Command, stage=DURING, announcement=_("Idea taken back")):
    """Take back an idea, while the sheet is still with its author."""

    idea: str = Ref()

    def undo_label(self, rotation: Rotation) -> str:
        return rotation.lines[self.idea].text if self.idea in rotation.lines else ""

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        line = rotation.lines.get(self.idea)
        if line is None or rotation.writers.get(self.idea) != stamp.who:
            raise Refused(_("That idea is no longer here, or is not yours."))
        if rotation.held.get(stamp.who) != line.leaf:
            raise Refused(_("The sheet has gone on: somebody is building on this idea."))

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        rotation.take_out(self.idea)


class Take(Command, stage=DURING, title=_("Sheet taken"), announcement=_("Here is a sheet")):
    """Take the sheet that waits first, or begin one: who comes later, or comes back."""

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        if stamp.who in rotation.held:
            raise Refused(_("You have a sheet already: write on it, it will go on."))
        if not rotation.may_take(stamp.who, stamp.site):
            raise Refused(_("No sheet waits that you have not had: one comes as the sheets go on."))

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        rotation.take(Here(stamp.who, stamp.site, stamp.table), stamp.id)


class GiveBack(
    Command, stage=DURING, title=_("Sheet given back"), announcement=_("Your sheet waits for somebody else")
):
    """Give one's sheet back, as one has to go: it waits for somebody else."""

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        if stamp.who not in rotation.held:
            raise Refused(_("You have no sheet."))

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        rotation.give_back(stamp.who)


class TakeDownIdea(Command, role=FACILITATOR, affects_others=True, title=_("Idea taken down")):
    """Take an idea down, and say why: it leaves every page, and its author is told."""

    idea: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, rotation: Rotation) -> str:
        text = rotation.lines[self.idea].text if self.idea in rotation.lines else ""
        return " · ".join(filter(None, (text, str(motive_said(self.motive)))))

    def moderated(self) -> str:
        return self.idea

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        line = rotation.lines.get(self.idea)
        if line is None or line.motive:
            raise Refused(_("That idea is no longer there."))

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        if self.idea in rotation.lines:
            rotation.lines[self.idea] = replace(rotation.lines[self.idea], motive=self.motive)


class PutBackIdea(Command, role=FACILITATOR, affects_others=True, title=_("Idea put back")):
    """Put back an idea that was taken down."""

    idea: str = Ref()

    def undo_label(self, rotation: Rotation) -> str:
        return rotation.lines[self.idea].text if self.idea in rotation.lines else ""

    def moderated(self) -> str:
        return self.idea

    def check(self, rotation: Rotation, stamp: Stamp) -> None:
        line = rotation.lines.get(self.idea)
        if line is None or not line.motive:
            raise Refused(_("That idea is no longer there."))

    def apply(self, rotation: Rotation, stamp: Stamp) -> None:
        if self.idea in rotation.lines:
            rotation.lines[self.idea] = replace(rotation.lines[self.idea], motive="")


ROTATE_COMMANDS: tuple[type[Command], ...] = (Write, TakeBackIdea, Take, GiveBack, TakeDownIdea, PutBackIdea)
