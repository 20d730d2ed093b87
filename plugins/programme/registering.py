"""What is asked of registrations: a place, or one on the waiting list; to give it back, which frees it at once."""

from __future__ import annotations

from beffroi import ANYONE, FACILITATOR, Command, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.registration import LIST_MOST, NAME, Name, Registration
from plugins.programme.proposing import text_of
from plugins.programme.sessions import Programme, Session

_ = translator(__name__)

OF_ONE = 60
"""Registrations of one person, at most."""


def _there(programme: Programme, id: str) -> Session:
    session = programme.there(id)
    if session is None:
        raise Refused(_("That session is not in the programme now."))
    if programme.lists.count(id) >= LIST_MOST:
        raise Refused(_("“%(one)s” has %(most)s registrations, which is the most.", one=session.text, most=LIST_MOST))
    return session


class Register(Command, stage="register", affects_others=True, announcement=_("Registered")):
    """Register for a session; where it is full, on its waiting list."""

    session: str = Ref()

    def check(self, programme: Programme, stamp: Stamp) -> None:
        session = _there(programme, self.session)
        if programme.lists.find(self.session, stamp.who):
            raise Refused(_("You are registered for it already."))
        if len(programme.lists.of(stamp.who)) >= OF_ONE:
            raise Refused(_("You have %(most)s registrations, which is the most.", most=OF_ONE))
        if other := programme.in_the_way(session, stamp.who):
            raise Refused(
                _(
                    "You are registered for “%(other)s”, which is at the same time: cancel that one first.",
                    other=other.text,
                )
            )

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.lists.add(self.session, Registration(stamp.id, stamp.who))


class CancelRegistration(
    Command,
    stage="register",
    affects_others=True,
    follows=True,
    announcement=_("Cancelled: the place is free"),
):
    """Give one's place back: whoever waits first has it at once."""

    session: str = Ref()

    def check(self, programme: Programme, stamp: Stamp) -> None:
        if not programme.lists.find(self.session, stamp.who):
            raise Refused(_("You are not registered for it."))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        if one := programme.lists.find(self.session, stamp.who):
            programme.lists.take(self.session, one.id)


class CallMe(Command, stage="register", names=True, affects_others=True, announcement=_("Noted")):
    """Say what one is called on the lists; nothing takes it off them."""

    text: str = Text(
        _("Your name on the lists"),
        max=NAME,
        required=False,
        help=_("You may leave it out. The facilitators and whoever leads the session read it, and nobody else."),
    )

    def check(self, programme: Programme, stamp: Stamp) -> None:
        """Anybody may be called anything."""

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.lists.names[stamp.who] = Name(self.text, stamp.id)


class PaperRegistration(Command, stage="register", role=FACILITATOR, names=True, affects_others=True,
                        title=_("Registration from paper")):  # fmt: skip
    """Register somebody whose name stands on a paper list."""

    session: str = Ref(edits=False)
    text: str = Text(_("Name on the paper list"), max=NAME)

    def undo_label(self, programme: Programme) -> str:
        return " · ".join(filter(None, (text_of(programme, self.session), self.text)))

    def check(self, programme: Programme, stamp: Stamp) -> None:
        _there(programme, self.session)

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.lists.add(self.session, Registration(stamp.id, "paper:" + stamp.id, self.text))


class TakeOffList(Command, stage="register", role=ANYONE, affects_others=True, title=_("Taken off the list")):
    """Take a registration off a list: whoever waits first has the place at once."""

    session: str = Ref()
    registration: str = Ref()

    def undo_label(self, programme: Programme) -> str:
        return text_of(programme, self.session)

    def check(self, programme: Programme, stamp: Stamp) -> None:
        session = programme.sessions.get(self.session)
        leads = session is not None and session.is_led and session.who == stamp.who
        if stamp.role != FACILITATOR and not leads:
            raise Refused(_("Only the facilitators and whoever leads it can do this."))
        if self.registration not in programme.lists.joined.get(self.session, ()):
            raise Refused(_("That registration is no longer there."))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.lists.take(self.session, self.registration)


REGISTERING_COMMANDS: tuple[type[Command], ...] = (
    Register, CancelRegistration, CallMe, PaperRegistration, TakeOffList,
)  # fmt: skip
