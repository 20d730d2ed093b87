"""What people ask: to react to a sheet, to take that back, and, at its own table, to say that it was taken in."""

from __future__ import annotations

from dataclasses import replace

from beffroi.blocks.reactions.feedback import KINDS, Feedback, Reaction
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, Stamp
from beffroi.words import translator

_ = translator(__name__)

MOST = 300
"""Reactions to one sheet, at most."""

OF_ONE = 40
"""Reactions of one person to one sheet, at most: nobody fills it alone."""


class React(Command, stage=("fill", "gallery", "amend"), role=ANYONE, from_other_tables=True, title=_("Reaction")):
    """React to another table's sheet: the twin's, or any in the gallery."""

    line: str = Ref(default="", edits=False)
    kind: str = Choice(_("Reaction"), KINDS, default="true")
    text: str = Text(_("In a few words"), max=200, required=False, lines=2)

    def check(self, feedback: Feedback, stamp: Stamp) -> None:
        if self.kind != "true" and not self.text:
            raise Refused(_("Say your question or your doubt in a few words: the table has to be able to answer."))
        if len(feedback.by_id) >= MOST:
            raise Refused(_("This sheet holds no more reactions."))
        if sum(who == stamp.who for who in feedback.who.values()) >= OF_ONE:
            raise Refused(_("You have reacted %(most)s times to this sheet: take one back first.", most=OF_ONE))

    def apply(self, feedback: Feedback, stamp: Stamp) -> None:
        feedback.by_id[stamp.id] = Reaction(stamp.id, self.kind, self.text, self.line, stamp.table)
        feedback.who[stamp.id] = stamp.who


class Unreact(
    Command, stage=("fill", "gallery", "amend"), role=ANYONE, from_other_tables=True, title=_("Reaction taken back")
):
    """Take one's own reaction back."""

    reaction: str = Ref()

    def check(self, feedback: Feedback, stamp: Stamp) -> None:
        if feedback.who.get(self.reaction) != stamp.who:
            raise Refused(_("That reaction is no longer here, or is not yours."))

    def apply(self, feedback: Feedback, stamp: Stamp) -> None:
        feedback.by_id.pop(self.reaction, None)
        feedback.who.pop(self.reaction, None)


class Answered(Command, stage=("fill", "amend"), role=ANYONE, title=_("Reaction taken in")):
    """The table has taken a reaction into account, or opens it again."""

    reaction: str = Ref()

    def check(self, feedback: Feedback, stamp: Stamp) -> None:
        if self.reaction not in feedback.by_id:
            raise Refused(_("That reaction is no longer here, or is not yours."))

    def apply(self, feedback: Feedback, stamp: Stamp) -> None:
        one = feedback.by_id.get(self.reaction)
        if one is not None:
            feedback.by_id[self.reaction] = replace(one, answered=not one.answered)


REACTION_COMMANDS: tuple[type[Command], ...] = (React, Unreact, Answered)
