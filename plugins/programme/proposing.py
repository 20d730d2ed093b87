"""What is asked of proposals: to make one, word it anew, take it back; facilitators take some down."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Choice, Command, Flag, Number, Ref, Refused, Stamp, Text, translator
from beffroi.moderation import MOTIVES, motive_said
from plugins.programme.sessions import ALL_MOST, KINDS, LENGTHS, OF_ONE, PEOPLE_MOST, TITLE, WORDS, Programme, Session

_ = translator(__name__)

MORE = _("More about it")
OPEN = ("propose", "vote", "decide", "arrange", "register")
"""While a proposal can be worded anew or taken down."""


class _Said(Command):
    text: str = Text(_("Title"), max=TITLE)
    kind: str = Choice(_("Kind"), KINDS, default="workshop")
    leads: str = Text(
        _("Who leads it"),
        max=TITLE,
        required=False,
        help=_("A service, a function, a first name; a comma between two."),
    )
    minutes: str = Choice(_("How long"), LENGTHS, default="45")
    people: int = Number(_("People expected"), low=0, high=PEOPLE_MOST, default=0, help=_("0: nobody knows yet."))
    needs: str = Text(_("What it needs"), max=WORDS, required=False, under=MORE)

    def _told(self, session: Session) -> Session:
        """A session as this says it."""
        return replace(
            session, text=self.text, kind=self.kind, leads=self.leads, minutes=int(self.minutes), people=self.people,
            needs=self.needs,
        )  # fmt: skip


class Propose(_Said, stage="propose", role=ANYONE, title=_("Proposal"), announcement=_("Proposal added")):
    """Propose a session."""

    is_led: bool = Flag(_("I lead it myself: I read the names of those who register"))

    def check(self, programme: Programme, stamp: Stamp) -> None:
        if len(programme.sessions) >= ALL_MOST:
            raise Refused(_("There are %(most)s proposals, which is the most.", most=ALL_MOST))
        if stamp.role != FACILITATOR and len(programme.of(stamp.who)) >= OF_ONE:
            raise Refused(_("You have made %(most)s proposals: change one, or take one back.", most=OF_ONE))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        is_led = self.is_led and stamp.role != FACILITATOR
        made = Session(stamp.id, "", authors=frozenset((stamp.who,)), is_led=is_led, worded=stamp.id)
        programme.add(self._told(made))


def _own(programme: Programme, id: str, stamp: Stamp) -> None:
    session = programme.sessions.get(id)
    if session is None or session.motive or (stamp.role != FACILITATOR and session.who != stamp.who):
        raise Refused(_("That proposal is no longer here, or is not yours."))


class ChangeProposal(_Said, stage=OPEN, role=ANYONE, affects_others=True, title=_("Proposal worded anew"),
                     announcement=_("Changed")):  # fmt: skip
    """Say a proposal of one's own anew; facilitators, any."""

    session: str = Ref(edits=True)

    def check(self, programme: Programme, stamp: Stamp) -> None:
        _own(programme, self.session, stamp)

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        session = programme.sessions.get(self.session)
        if session:
            programme.add(replace(self._told(session), worded=stamp.id))


class TakeProposalBack(Command, stage="propose", role=ANYONE, affects_others=True, title=_("Proposal taken back"),
                       announcement=_("Taken back")):  # fmt: skip
    """Take a proposal of one's own back."""

    session: str = Ref()

    def undo_label(self, programme: Programme) -> str:
        return text_of(programme, self.session)

    def check(self, programme: Programme, stamp: Stamp) -> None:
        _own(programme, self.session, stamp)

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.drop(self.session)


class TakeDown(Command, role=FACILITATOR, affects_others=True, title=_("Proposal taken down")):
    """Take a proposal down, and say why: whoever made it is told."""

    session: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, programme: Programme) -> str:
        return " · ".join(filter(None, (text_of(programme, self.session), str(motive_said(self.motive)))))

    def check(self, programme: Programme, stamp: Stamp) -> None:
        _own(programme, self.session, stamp)

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.mark(self.session, self.motive)


class PutProposalBack(Command, role=FACILITATOR, affects_others=True, title=_("Proposal put back")):
    """Put back a proposal that was taken down."""

    session: str = Ref()

    def undo_label(self, programme: Programme) -> str:
        return text_of(programme, self.session)

    def check(self, programme: Programme, stamp: Stamp) -> None:
        session = programme.sessions.get(self.session)
        if session is None or not session.motive:
            raise Refused(_("That proposal is no longer here."))

    def apply(self, programme: Programme, stamp: Stamp) -> None:
        programme.mark(self.session, "")


def text_of(programme: Programme, id: str) -> str:
    """The title of a session."""
    session = programme.sessions.get(id)
    return session.text if session else ""


PROPOSING_COMMANDS: tuple[type[Command], ...] = (Propose, ChangeProposal, TakeProposalBack, TakeDown, PutProposalBack)
