"""What is asked of registrations: a place, or one on the waiting list; to give it back, which frees it at once.

A block has them name the stages that it is held for, and those alone: rows join who registers, and their name, with
nothing that the same person writes by commands of other stages.
"""

from __future__ import annotations

from beffroi.blocks.registration.places import Attendance, Place
from beffroi.blocks.registration.registrations import LIST_MOST, NAME, Name, Registration
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)


def _open_place(attendance: Attendance, id: str) -> Place:
    place = attendance.places.get(id)
    if place is None:
        raise Refused(_("That place is no longer one to register for."))
    if attendance.lists.count(id) >= LIST_MOST:
        raise Refused(_("“%(one)s” has %(most)s registrations, which is the most.", one=place.text, most=LIST_MOST))
    return place


class Register(Command, affects_others=True, announcement=_("Registered")):
    """Register for a place; where it is full, on its waiting list."""

    place: str = Ref()

    def check(self, attendance: Attendance, stamp: Stamp) -> None:
        _open_place(attendance, self.place)
        for id, _one in attendance.lists.of(stamp.who):
            if id == self.place:
                raise Refused(_("You are registered for it already."))
            if place := attendance.places.get(id):
                raise Refused(_("You are registered for “%(other)s”: cancel that one first.", other=place.text))

    def apply(self, attendance: Attendance, stamp: Stamp) -> None:
        attendance.lists.add(self.place, Registration(stamp.id, stamp.who))


class CancelRegistration(Command, affects_others=True, announcement=_("Cancelled: the place is free")):
    """Give one's place back: whoever waits first has it at once."""

    place: str = Ref()

    def check(self, attendance: Attendance, stamp: Stamp) -> None:
        if not attendance.lists.find(self.place, stamp.who):
            raise Refused(_("You are not registered for it."))

    def apply(self, attendance: Attendance, stamp: Stamp) -> None:
        if one := attendance.lists.find(self.place, stamp.who):
            attendance.lists.take(self.place, one.id)


class CallMe(Command, names=True, affects_others=True, announcement=_("Noted")):
    """Say what one is called on the lists; nothing takes it off them."""

    text: str = Text(
        _("Your name or a pseudonym, for the list"),
        max=NAME,
        required=False,
        help=_("You may leave it out. The facilitators read it, and nobody else."),
    )

    def check(self, attendance: Attendance, stamp: Stamp) -> None:
        """Anybody may be called anything."""

    def apply(self, attendance: Attendance, stamp: Stamp) -> None:
        attendance.lists.names[stamp.who] = Name(self.text, stamp.id)


class PaperRegistration(Command, role=FACILITATOR, names=True, affects_others=True,
                        title=_("Registration from paper")):  # fmt: skip
    """Register somebody whose name stands on a paper list."""

    place: str = Ref(edits=False)
    text: str = Text(_("Name on the paper list"), max=NAME)

    def undo_label(self, attendance: Attendance) -> str:
        place = attendance.places.get(self.place)
        return " · ".join(filter(None, (place.text if place else "", self.text)))

    def check(self, attendance: Attendance, stamp: Stamp) -> None:
        _open_place(attendance, self.place)

    def apply(self, attendance: Attendance, stamp: Stamp) -> None:
        attendance.lists.add(self.place, Registration(stamp.id, "paper:" + stamp.id, self.text))


class TakeOffList(Command, role=FACILITATOR, affects_others=True, title=_("Taken off the list")):
    """Take a registration off a list: whoever waits first has the place at once."""

    place: str = Ref()
    registration: str = Ref()

    def undo_label(self, attendance: Attendance) -> str:
        place = attendance.places.get(self.place)
        return place.text if place else ""

    def check(self, attendance: Attendance, stamp: Stamp) -> None:
        if self.registration not in attendance.lists.joined.get(self.place, ()):
            raise Refused(_("That registration is no longer there."))

    def apply(self, attendance: Attendance, stamp: Stamp) -> None:
        attendance.lists.take(self.place, self.registration)


REGISTRATION_COMMANDS: tuple[type[Command], ...] = (
    Register, CancelRegistration, CallMe, PaperRegistration, TakeOffList,
)  # fmt: skip
