"""What people ask: to say who takes an outcome on, to correct that, and to take it back."""

from __future__ import annotations

from dataclasses import replace

from beffroi.blocks.capture.commitments import Commitments
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.vocabulary import Action
from beffroi.words import translator

_ = translator(__name__)

MOST = 300
"""Actions in one capture, at most."""

ON_ONE = 12
"""Actions that follow from one outcome, at most: what a screen can show of it."""

OF_ONE = 30
"""Actions that one person writes, at most."""


OWNER_HELP = _("A function, a service, or your own name if you take it on.")


def _must_be_theirs(done: Commitments, action: str, stamp: Stamp) -> None:
    if action not in done.by_id or (stamp.role != FACILITATOR and done.who.get(action) != stamp.who):
        raise Refused(_("That is no longer here, or is not yours."))


class TakeOn(Command, stage="capture", role=ANYONE, apart=True, title=_("Who does what"), announcement=_("Noted")):
    """Say who takes on an outcome, for when, and the first step."""

    kept: str = Ref(edits=False)
    owner: str = Text(_("Who"), max=80, help=OWNER_HELP)
    when: str = Text(_("For when"), max=60, required=False)
    first: str = Text(_("First step"), max=140, required=False)

    def undo_label(self, done: Commitments) -> str:
        return " · ".join(filter(None, (self.owner, self.when, self.first)))

    def check(self, done: Commitments, stamp: Stamp) -> None:
        if all(one.id != self.kept for one in done.kept):
            raise Refused(_("That outcome is no longer here."))
        if len(done.of(self.kept)) >= ON_ONE:
            raise Refused(_("There are %(most)s for this one: take one back first.", most=ON_ONE))
        if len(done.by_id) >= MOST or sum(who == stamp.who for who in done.who.values()) >= OF_ONE:
            raise Refused(_("No more can be noted here: take one back first."))

    def apply(self, done: Commitments, stamp: Stamp) -> None:
        done.by_id[stamp.id] = Action(stamp.id, self.kept, self.owner, self.when, self.first)
        done.who[stamp.id] = stamp.who


class Correct(
    Command, stage="capture", role=ANYONE, apart=True, affects_others=True, title=_("Who does what, corrected"),
    announcement=_("Corrected"),
):  # fmt: skip
    """Say otherwise what one said; facilitators, what anybody did. `base` is what its writer saw."""

    action: str = Ref(edits=True)
    base: str = Ref(default="", edits=False)
    owner: str = Text(_("Who"), max=80, help=OWNER_HELP)
    when: str = Text(_("For when"), max=60, required=False)
    first: str = Text(_("First step"), max=140, required=False)

    def undo_label(self, done: Commitments) -> str:
        return " · ".join(filter(None, (self.owner, self.when, self.first)))

    def check(self, done: Commitments, stamp: Stamp) -> None:
        _must_be_theirs(done, self.action, stamp)
        if self.base != done.base(self.action):
            stands = done.by_id[self.action]
            raise Refused(
                _("Somebody corrected it meanwhile: “%(said)s”. What you wrote is still here: send it again to put it "
                  "in its place.", said=" · ".join(filter(None, (stands.who, stands.when, stands.first))))
            )  # fmt: skip

    def apply(self, done: Commitments, stamp: Stamp) -> None:
        if found := done.by_id.get(self.action):
            done.by_id[self.action] = replace(found, who=self.owner, when=self.when, first=self.first)
            done.worded[self.action] = stamp.id


class LetGo(Command, stage="capture", role=ANYONE, apart=True, affects_others=True, announcement=_("Taken back")):
    """Take back what one said; facilitators, what anybody did."""

    action: str = Ref()

    def check(self, done: Commitments, stamp: Stamp) -> None:
        _must_be_theirs(done, self.action, stamp)

    def apply(self, done: Commitments, stamp: Stamp) -> None:
        done.by_id.pop(self.action, None)
        done.who.pop(self.action, None)
        done.worded.pop(self.action, None)


CAPTURE_COMMANDS: tuple[type[Command], ...] = (TakeOn, Correct, LetGo)
