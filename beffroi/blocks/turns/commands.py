"""What people ask of turns: to enter the queue and leave it, to take the floor; facilitators, to open it and to call.

A block has them name the stages that it is drawn in: rows then join who spoke with nothing that is asked in others.
"""

from __future__ import annotations

from beffroi.blocks.turns.floor import Floor, Hand
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

MOST = 300
"""People in one queue, at most."""


def _must_be_open(floor: Floor) -> None:
    if not floor.is_open:
        raise Refused(_("The queue to speak is closed for now."))


def _must_be_called(floor: Floor, stamp: Stamp) -> None:
    if floor.called != stamp.who:
        raise Refused(_("It is not your turn now: you stay in the queue if you are in it."))


class OpenFloor(Command, role=FACILITATOR, affects_others=True, title=_("Queue to speak opened")):
    """Open the queue: anybody may ask to speak."""

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        floor.is_open = True


class CloseFloor(Command, role=FACILITATOR, affects_others=True, title=_("Queue to speak closed")):
    """Close the queue and empty it."""

    def check(self, floor: Floor, stamp: Stamp) -> None:
        _must_be_open(floor)

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        floor.shut()


class RaiseHand(Command, names=True, announcement=_("You are in the queue to speak")):
    """Enter the queue."""

    called: str = Text(
        _("Your name, or your table’s, to be called by"),
        max=40,
        required=False,
        help=_("As you like: it is read on the console and on the screens."),
    )

    def check(self, floor: Floor, stamp: Stamp) -> None:
        _must_be_open(floor)
        if stamp.who in floor.waiting or floor.called == stamp.who:
            raise Refused(_("You are in the queue already."))
        if len(floor.waiting) >= MOST:
            raise Refused(_("%(most)s people wait to speak, and no more are taken.", most=MOST))

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        if floor.is_open and stamp.who not in floor.waiting and floor.called != stamp.who:
            floor.waiting[stamp.who] = Hand(stamp.id, stamp.site, stamp.table, self.called)


class LowerHand(Command, announcement=_("You left the queue")):
    """Leave the queue."""

    def check(self, floor: Floor, stamp: Stamp) -> None:
        if stamp.who not in floor.waiting:
            raise Refused(_("You are not in the queue."))

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        floor.waiting.pop(stamp.who, None)


class CallNext(Command, role=FACILITATOR, affects_others=True, title=_("Somebody called")):
    """Call somebody who waits: the one that is proposed, or another."""

    hand: str = Ref()

    def check(self, floor: Floor, stamp: Stamp) -> None:
        _must_be_open(floor)
        if not floor.of(self.hand):
            raise Refused(_("That person is no longer in the queue."))

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        if who := floor.of(self.hand):
            floor.call(who)


class TakeFloor(Command, announcement=_("You have the floor")):
    """Speak, being called."""

    def check(self, floor: Floor, stamp: Stamp) -> None:
        _must_be_called(floor, stamp)

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        if floor.called == stamp.who:
            floor.take()


class LetPass(Command, announcement=_("The floor goes to somebody else")):
    """Not speak now, being called: it counts as no turn."""

    def check(self, floor: Floor, stamp: Stamp) -> None:
        _must_be_called(floor, stamp)

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        if floor.called == stamp.who:
            floor.end()


class EndTurn(Command, role=ANYONE, affects_others=True, title=_("Turn ended"), announcement=_("Thank you")):
    """End the turn of whoever is called: themselves, or a facilitator."""

    def check(self, floor: Floor, stamp: Stamp) -> None:
        if stamp.role != FACILITATOR:
            _must_be_called(floor, stamp)
        elif not floor.called:
            raise Refused(_("Nobody has the floor."))

    def apply(self, floor: Floor, stamp: Stamp) -> None:
        if stamp.role == FACILITATOR or floor.called == stamp.who:
            floor.end()


TURN_COMMANDS: tuple[type[Command], ...] = (
    OpenFloor, CloseFloor, RaiseHand, LowerHand, CallNext, TakeFloor, LetPass, EndTurn,
)  # fmt: skip
