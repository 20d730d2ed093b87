"""What is asked of registrations: a place, or one on the waiting list; to give it back, which frees it at once."""

from __future__ import annotations

from beffroi import ANYONE, FACILITATOR, Command, Ref, Refused, Stamp, Text, translator
from plugins.programme.proposing import text_of
from plugins.programme.sessions import NAME, Name, Programme, Registration, Session

_ = translator(__name__)

LIST_MOST = 500
"""Places of one session, those on its waiting list too."""

OF_ONE = 60
"""Registrations of one person, at most."""


def _there(programme: Programme, id: str) -> Session:
    session = programme.there(id)
    if session is None:
        raise Refused(_("That session is not in the programme now."))
    if len(programme.joined.get(id, ())) >= LIST_MOST:
        raise Refused(_("“%(one)s” has %(most)s registrations, which is the most.", one=session.text, most=LIST_MOST))
    return session


class Register(Command, stage="register", affects_others=True, announcement=_("Registered")):
    """Register for a session; where it is full, on its waiting list."""

    session: str = Ref()

    def check(self, programme: Programme, stamp: Stamp) -> None:
        session = _there(programme, self.session)
        if programme.registered(self.session, stamp.who):
            raise Refused(_("You are registered for it already."))
        if len(programme.mine(stamp.who)) >= OF_ONE:
            raise Refused(_("You have %(most)s registrations, which is the most.", most=OF_ONE))
        if other := programme.in_the_way(session, stamp.who):
            raise Refused(
                _(
                    "You are registered for “%(other)s”, which is at the same time: cancel that one first.",
                    other=other.text,
                )
            )

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        if not programme.registered(self.session, stamp.who):
            programme.joined.setdefault(self.session, []).append(Registration(stamp.id, stamp.who))


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
        if not programme.registered(self.session, stamp.who):
            raise Refused(_("You are not registered for it."))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        kept = [one for one in programme.joined.get(self.session, ()) if one.who != stamp.who]
        programme.joined[self.session] = kept


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
        programme.names[stamp.who] = Name(self.text, stamp.id)


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
        made = Registration(stamp.id, "paper:" + stamp.id, self.text)
        programme.joined.setdefault(self.session, []).append(made)


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
        if all(one.id != self.registration for one in programme.joined.get(self.session, ())):
            raise Refused(_("That registration is no longer there."))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        kept = [one for one in programme.joined.get(self.session, ()) if one.id != self.registration]
        programme.joined[self.session] = kept


REGISTERING_COMMANDS: tuple[type[Command], ...] = (
    Register, CancelRegistration, CallMe, PaperRegistration, TakeOffList,
)  # fmt: skip
