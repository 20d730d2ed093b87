"""Who does an action: a name stands only where its person takes it on; until then it is proposed."""

from __future__ import annotations

from beffroi import (
    ANYONE,
    FACILITATOR,
    PARTICIPANT,
    Choice,
    Command,
    Ref,
    Refused,
    SomebodyHere,
    Stamp,
    Text,
    translator,
)
from plugins.actionplan.plan import NOTHING, STATES, Plan, Row, Said
from plugins.actionplan.writing import LONGEST, SERVICE_HELP, must_be_a_service, must_be_there, text_of

_ = translator(__name__)

DURING = ("plan", "follow")

NAME_HELP = _(
    "It is read on every page and in the results, and erased 30 days after the day of the action. You can take it back."
)


def _nobody_yet(plan: Plan, id: str) -> Row:
    found = must_be_there(plan, id)
    if found.owner:
        raise Refused(_("Somebody took it on just before: %(name)s.", name=found.name.shown or _("name erased")))
    return found


class GiveToService(
    Command, stage=DURING, role=ANYONE, affects_others=True, title=_("Who does it"), announcement=_("Noted")
):
    """Say which function or service does it."""

    action: str = Ref(edits=False)
    text: str = Text(_("A function or a service"), max=80, help=SERVICE_HELP)

    def undo_label(self, plan: Plan) -> str:
        return f"{text_of(plan, self.action)} · {self.text}"

    def check(self, plan: Plan, stamp: Stamp) -> None:
        _nobody_yet(plan, self.action)
        must_be_a_service(self.text)

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, to=Said(self.text, stamp.id), is_service=True, whom="", owner="", name=NOTHING)


class Propose(
    Command, stage=DURING, role=ANYONE, affects_others=True, names=True, title=_("Proposed to somebody"),
    announcement=_("Proposed"),
):  # fmt: skip
    """Propose it to somebody who is here: it is theirs once they accept."""

    action: str = Ref(edits=False)
    text: str = Text(
        _("The name of somebody here"),
        max=60,
        help=_(
            "As they joined; where several have it, with their site or table: “Ana, Lille”. They accept or decline "
            "on their own page."
        ),
    )
    whom: str = SomebodyHere(called="text")

    def undo_label(self, plan: Plan) -> str:
        return f"{text_of(plan, self.action)} · {self.text}"

    def check(self, plan: Plan, stamp: Stamp) -> None:
        _nobody_yet(plan, self.action)
        if not self.whom:
            raise Refused(
                _(
                    "Nobody here is called “%(name)s”, or several are: write the name as they joined, and their site "
                    "or table where several have it, as in “Ana, Lille”. For somebody who is absent, write their "
                    "function or their service.",
                    name=self.text,
                )
            )

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, to=Said(self.text, stamp.id), is_service=False, whom=self.whom, owner="", name=NOTHING)


class TakeIt(
    Command, stage=DURING, role=PARTICIPANT, names=True, affects_others=True, title=_("Taken on"),
    announcement=_("It is yours"),
):  # fmt: skip
    """Take it on, under a name that one writes oneself."""

    action: str = Ref(edits=False)
    text: str = Text(_("Your name, as it is read"), max=60, help=NAME_HELP)

    def undo_label(self, plan: Plan) -> str:
        return text_of(plan, self.action)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        if not _nobody_yet(plan, self.action).due:
            raise Refused(_("It has no day yet: say first by which day it is done, then take it on."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, owner=stamp.who, name=Said(self.text, stamp.id), to=NOTHING, whom="")


class Decline(
    Command, stage=DURING, role=PARTICIPANT, affects_others=True, title=_("Declined"), announcement=_("Declined")
):
    """Decline what was proposed to one."""

    action: str = Ref()

    def undo_label(self, plan: Plan) -> str:
        return text_of(plan, self.action)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        if must_be_there(plan, self.action).whom != stamp.who:
            raise Refused(_("It is no longer proposed to you."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, to=NOTHING, whom="")


class GiveBack(
    Command, stage=DURING, role=ANYONE, affects_others=True, blanks=True, follows=True, title=_("Given back"),
    announcement=_("Given back, and your name is erased"),
):  # fmt: skip
    """Give back what one took on: the name is erased for good. Facilitators do it for whoever asks them to."""

    taken: str = Ref(edits=True)
    why: str = Text(_("In a word, why"), max=LONGEST, required=False)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        found = self._found(plan)
        if found is None or (stamp.role != FACILITATOR and found.owner != stamp.who):
            raise Refused(_("It is no longer yours."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        if found := self._found(plan):
            line = Said(self.why, stamp.id) if self.why else found.line
            plan.change(found.id, owner="", name=NOTHING, line=line)

    def _found(self, plan: Plan) -> Row | None:
        return next((one for one in plan.here() if one.name.id == self.taken and one.is_taken), None)


class Tell(
    Command, stage=DURING, role=ANYONE, affects_others=True, follows=True, title=_("How far it is"),
    announcement=_("Noted"),
):  # fmt: skip
    """Say how far it is, in a line; `base` is what its writer saw: of two who write at once both keep their words."""

    action: str = Ref(edits=False)
    base: str = Ref(default="", edits=False)
    state: str = Choice(_("How far it is"), STATES)
    line: str = Text(_("In a line"), max=LONGEST, required=False)

    def undo_label(self, plan: Plan) -> str:
        return " · ".join(filter(None, (text_of(plan, self.action), str(STATES.get(self.state, "")), self.line)))

    def check(self, plan: Plan, stamp: Stamp) -> None:
        found = must_be_there(plan, self.action)
        if stamp.role != FACILITATOR and found.owner != stamp.who:
            raise Refused(_("Whoever took it on says how far it is, or the facilitators do."))
        if self.state == "dropped" and not self.line:
            raise Refused(_("Say in a line why it is given up: others may need to know."))
        if self.base != found.line.id:
            line = found.line.shown
            stands = _("%(state)s · %(line)s", state=found.stands, line=line) if line else found.stands
            raise Refused(
                _("Somebody said something else meanwhile: “%(said)s”. What you wrote is still here: send it again "
                  "to put it in its place.", said=stands)
            )  # fmt: skip

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        if self.state in STATES:
            plan.change(self.action, state=self.state, line=Said(self.line, stamp.id))


TAKING = (GiveToService, Propose, TakeIt, Decline, GiveBack, Tell)
