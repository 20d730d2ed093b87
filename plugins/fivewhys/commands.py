"""What is asked of five whys: to say the problem, answer a why, answer it otherwise, word anew and take back."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Command, Flag, Ref, Refused, Stamp, Text, translator
from plugins.fivewhys.sheet import CHAINS_MOST, MOST, Link, Sheet

_ = translator(__name__)

LENGTH = 140
"""Characters of an answer."""


def _touchable(sheet: Sheet, id: str, stamp: Stamp) -> None:
    """Refuse what something was built on, and what is another's; facilitators may touch any end."""
    end = next((link for link in sheet.ends() if link.id == id), None)
    if end is None:
        raise Refused(_("Only the end of a chain can be changed or taken back: read it again."))
    if stamp.role != FACILITATOR and end.who != stamp.who:
        raise Refused(_("Somebody else wrote this: ask them, or the facilitator."))


class Pose(
    Command, stage="ask", role=ANYONE, affects_others=True, announcement=_("Problem written"), title=_("Problem")
):
    """Say the problem, where no setting says it."""

    text: str = Text(_("The problem"), max=LENGTH, lines=2)

    def check(self, sheet: Sheet, stamp: Stamp) -> None:
        if sheet.problem:
            raise Refused(_("The problem is said already: answer the why."))

    def apply(self, sheet: Sheet, stamp: Stamp) -> None:
        sheet.problem = Link(stamp.id, self.text, who=stamp.who, worded=stamp.id)


class Answer(
    Command, stage="ask", role=ANYONE, affects_others=True, announcement=_("Answer added"), title=_("Answer to a why")
):
    """Answer the why at the end of a chain."""

    after: str = Ref(default="", edits=False)
    text: str = Text(_("Because…"), max=LENGTH, lines=2)
    is_checked: bool = Flag(_("We went and checked it"))

    def check(self, sheet: Sheet, stamp: Stamp) -> None:
        if sheet.problem is None:
            raise Refused(_("Say the problem first."))
        if sheet.below(self.after) or (self.after and self.after not in sheet.links):
            raise Refused(_("The chain changed meanwhile: read it, then answer the last why."))
        if self.after and len(sheet.path(sheet.links[self.after])) >= MOST:
            raise Refused(_("The five whys are answered: change the last one, or go on."))

    def apply(self, sheet: Sheet, stamp: Stamp) -> None:
        sheet.links[stamp.id] = Link(stamp.id, self.text, self.after, stamp.who, self.is_checked, stamp.id)


class Branch(
    Command, stage="ask", role=ANYONE, affects_others=True, announcement=_("Branch opened"), title=_("Another answer")
):
    """Answer a why otherwise than it was: another chain begins there."""

    beside: str = Ref(edits=False)
    text: str = Text(_("Because…"), max=LENGTH, lines=2)

    def check(self, sheet: Sheet, stamp: Stamp) -> None:
        if self.beside not in sheet.links:
            raise Refused(_("That answer is no longer here."))
        if len(sheet.chains()) >= CHAINS_MOST:
            raise Refused(_("There are %(most)s chains, which is the most: work those out first.", most=CHAINS_MOST))

    def apply(self, sheet: Sheet, stamp: Stamp) -> None:
        beside = sheet.links.get(self.beside)
        if beside:
            sheet.links[stamp.id] = Link(stamp.id, self.text, beside.after, stamp.who, worded=stamp.id)


class Change(Command, stage="ask", role=ANYONE, affects_others=True, announcement=_("Changed"), title=_("Worded anew")):
    """Word the end of a chain anew."""

    link: str = Ref(edits=True)
    text: str = Text(_("In other words"), max=LENGTH, lines=2)
    is_checked: bool = Flag(_("We went and checked it"))

    def check(self, sheet: Sheet, stamp: Stamp) -> None:
        _touchable(sheet, self.link, stamp)

    def apply(self, sheet: Sheet, stamp: Stamp) -> None:
        if sheet.problem and sheet.problem.id == self.link:
            sheet.problem = replace(sheet.problem, text=self.text, worded=stamp.id)
        elif found := sheet.links.get(self.link):
            sheet.links[self.link] = replace(found, text=self.text, is_checked=self.is_checked, worded=stamp.id)


class TakeBack(
    Command, stage="ask", role=ANYONE, affects_others=True, announcement=_("Taken back"), title=_("Answer taken back")
):
    """Take the end of a chain back."""

    link: str = Ref()

    def undo_label(self, sheet: Sheet) -> str:
        return next((link.text for link in sheet.ends() if link.id == self.link), "")

    def check(self, sheet: Sheet, stamp: Stamp) -> None:
        _touchable(sheet, self.link, stamp)

    def apply(self, sheet: Sheet, stamp: Stamp) -> None:
        if sheet.problem and sheet.problem.id == self.link:
            sheet.problem = None
        sheet.links.pop(self.link, None)


COMMANDS: tuple[type[Command], ...] = (Pose, Answer, Branch, Change, TakeBack)
