"""What people ask of the actions themselves: written, worded anew, given a day, taken out."""

from __future__ import annotations

from typing import Any

from beffroi import ANYONE, FACILITATOR, Command, Day, Ref, Refused, Stamp, Text, translator
from beffroi.fields import Chosen
from beffroi.patterns import linear
from plugins.actionplan.plan import ASPECTS, NOTHING, Plan, Row, Said, day_of

_ = translator(__name__)

MOST = 150
"""Actions of one plan, at most: each is drawn on every page."""

OF_ONE = 20
"""Actions that one person writes, at most."""

LONGEST = 140
"""Characters of a line, at most."""

TITLED = linear(
    r"^[\pP\pS\pZ]*(?:(?i:mme|mlle|mr|mrs|ms|monsieur|madame|mademoiselle)(?:\PL|$)"
    r"|[Mm](?:\.\pZ+\pL|\.\p{Lu}\p{Ll}|\pZ+\p{Lu}\p{Ll}))"
)
"""What a person's name begins with."""

SERVICE_HELP = _("A function or a service. Somebody’s name stands only once they take it on themselves.")


def must_be_there(plan: Plan, id: str) -> Row:
    """The action, or a sentence that it is no longer there."""
    found = plan.find(id)
    if found is None:
        raise Refused(_("That action is no longer here: your text is given back to you."))
    return found


def must_be_to_come(day: str, stamp: Stamp) -> None:
    """Refuse a day that is over."""
    if day and day < day_of(stamp):
        raise Refused(_("That day is over: choose one that is still to come."))


def must_be_a_service(said: str) -> None:
    """Refuse what reads like somebody's name."""
    if TITLED.search(said):
        raise Refused(
            _("“%(text)s” reads like a person: write a function or a service, or propose it to them.", text=said[:60])
        )


def text_of(plan: Plan, id: str) -> str:
    """What an action says, in the list of what can be taken back."""
    found = plan.rows.get(id)
    return found.text if found else ""


class AddAction(Command, stage="plan", role=ANYONE, title=_("Action"), announcement=_("Action added")):
    """Add an action, with the day by which it is done."""

    of: dict[str, Any] = Chosen()
    """`outcome`, the one that it follows from."""
    text: str = Text(_("What is done"), max=LONGEST, lines=2)
    due: str = Day(_("By which day"), required=True)
    service: str = Text(_("A function or a service"), max=80, required=False, help=SERVICE_HELP, under=_("More"))
    first: str = Text(ASPECTS["first"], max=LONGEST, required=False, under=_("More"))
    partner: str = Text(ASPECTS["partner"], max=LONGEST, required=False, under=_("More"))
    indicator: str = Text(ASPECTS["indicator"], max=LONGEST, required=False, under=_("More"))

    @property
    def _outcome(self) -> str:
        return str(self.of.get("outcome", ""))

    def check(self, plan: Plan, stamp: Stamp) -> None:
        must_be_to_come(self.due, stamp)
        must_be_a_service(self.service)
        if self._outcome and self._outcome not in dict(plan.outcomes()):
            raise Refused(_("That outcome is no longer here."))
        written = sum(one.by == stamp.who for one in plan.rows.values())
        if len(plan.rows) >= MOST or written >= OF_ONE:
            raise Refused(_("No more actions are taken here: take one out first."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        said = dict(plan.outcomes())
        plan.rows[stamp.id] = Row(
            stamp.id,
            Said(self.text, stamp.id),
            by=stamp.who,
            outcome=Said(said[self._outcome], self._outcome) if self._outcome in said else NOTHING,
            due=self.due,
            to=Said(self.service, stamp.id),
            is_service=True,
            first=Said(self.first, stamp.id),
            partner=Said(self.partner, stamp.id),
            indicator=Said(self.indicator, stamp.id),
        )


class WordAction(
    Command, stage="plan", role=ANYONE, affects_others=True, title=_("Action worded anew"), announcement=_("Kept")
):
    """Say in other words what is done."""

    action: str = Ref(edits=True)
    text: str = Text(_("What is done"), max=LONGEST, lines=2)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        must_be_there(plan, self.action)

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, wording=Said(self.text, stamp.id))


class SayAspect(
    Command, stage="plan", role=ANYONE, affects_others=True, title=_("Of an action"), announcement=_("Kept")
):
    """Say the first step, with whom, or how one sees that it is done; nothing takes out what stood there."""

    action: str = Ref(edits=False)
    aspect: str = Ref(default="first", edits=False)
    text: str = Text(_("Your text"), max=LONGEST, required=False, lines=2)

    def undo_label(self, plan: Plan) -> str:
        return " · ".join(filter(None, (text_of(plan, self.action), self.text)))

    def check(self, plan: Plan, stamp: Stamp) -> None:
        must_be_there(plan, self.action)
        if self.aspect not in ASPECTS:
            raise Refused(_("This page is out of date: reload it."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        if self.aspect in ASPECTS:
            plan.change(self.action, **{self.aspect: Said(self.text, stamp.id)})


class SetDay(
    Command, stage=("plan", "follow"), role=ANYONE, affects_others=True, title=_("Day"), announcement=_("Kept")
):
    """Say by which day it is done."""

    action: str = Ref()
    due: str = Day(_("By which day"), required=True)

    def undo_label(self, plan: Plan) -> str:
        return text_of(plan, self.action)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        found = must_be_there(plan, self.action)
        must_be_to_come(self.due, stamp)
        if stamp.role != FACILITATOR and found.owner not in ("", stamp.who):
            raise Refused(_("Somebody took it on: they, or the facilitators, say by which day."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, due=self.due)


class TakeOut(
    Command, stage=("plan", "follow"), role=ANYONE, affects_others=True, title=_("Action taken out"),
    announcement=_("Taken out"),
):  # fmt: skip
    """Take an action out: whoever wrote it while nobody took it on, else facilitators."""

    action: str = Ref()

    def undo_label(self, plan: Plan) -> str:
        return text_of(plan, self.action)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        found = must_be_there(plan, self.action)
        if stamp.role != FACILITATOR and (found.by != stamp.who or found.is_taken):
            raise Refused(_("Only the facilitators take this one out."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, in_bin=True)


class PutBack(
    Command, stage=("plan", "follow"), role=FACILITATOR, affects_others=True, title=_("Action put back")
):  # fmt: skip
    """Put an action back."""

    action: str = Ref()

    def undo_label(self, plan: Plan) -> str:
        return text_of(plan, self.action)

    def check(self, plan: Plan, stamp: Stamp) -> None:
        if self.action not in plan.rows:
            raise Refused(_("That action is no longer here."))

    def apply(self, plan: Plan, stamp: Stamp) -> None:
        plan.change(self.action, in_bin=False)


WRITING = (AddAction, WordAction, SayAspect, SetDay, TakeOut, PutBack)
