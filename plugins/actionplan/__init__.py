"""Action plan, « qui fait quoi »: actions with who does them, by which day, and how far they are, weeks later too.

A name stands only where its person takes the action on; until then it is proposed, or a service's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import Action, Card, Follower, Glance, Kind, Method, NoSettings, Stage, Table, Trace, hookimpl, translator
from beffroi.report import OfTable, Section
from plugins.actionplan import results, shown
from plugins.actionplan.plan import Plan
from plugins.actionplan.taking import TAKING
from plugins.actionplan.writing import WRITING

_ = translator(__name__)

PLAN = Stage(
    "plan",
    _("Say who does what"),
    instruction=_("One action a line: what is done, by which day. Whoever takes it on says so on their own page."),
    notice=_(
        "What you take on stands under the name that you write. It is erased 30 days after the day of the action, and "
        "at once where you give it back."
    ),
    effect=_("Everyone adds actions, gives them a day, proposes and takes on; all see it at once."),
)
FOLLOW = Stage(
    "follow",
    _("Where are we?"),
    instruction=_("What is done, what is under way, what do we give up, and why?"),
    effect=_("Whoever took an action on says how far it is; the actions show by day on every page and screen."),
)


class ActionPlan(Method[Plan, NoSettings]):
    """Say who does what → see, weeks later, where that is."""

    api = 1
    id = "actionplan"
    title = _("Action plan")
    at_a_glance = Glance(
        "conclude", people=(3, 60), takes=_("what was kept"), gives=_("actions, each with who and for when")
    )
    minutes = 30
    stages = (PLAN, FOLLOW)
    commands = (*WRITING, *TAKING)
    anonymous = False
    always_signed = True
    takes_outcomes = True
    followed_at = "follow"
    kinds = {"action": Kind(_("Action"), "outcome")}

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Plan:
        plan = Plan()
        plan.take(cards)
        return plan

    def add_cards(self, plan: Plan, cards: Sequence[Card]) -> None:
        plan.take(cards)

    def view(self, plan: Plan) -> dict[str, Any]:
        return shown.view(plan)

    def facilitator_view(self, plan: Plan) -> dict[str, Any]:
        return shown.facilitator_view(plan)

    def personal_view(self, plan: Plan, who: str) -> dict[str, Any]:
        return shown.personal_view(plan, who)

    def followers(self, plan: Plan) -> Sequence[Follower]:
        return shown.followers(plan)

    def follow_view(self, plan: Plan, who: str) -> dict[str, Any]:
        return shown.follow_view(plan, who)

    def tables(self, plan: Plan) -> Iterable[Table]:
        return results.tables(plan)

    def report(self, plan: Plan, tables: Sequence[OfTable[Plan]], settings: NoSettings) -> Iterable[Section]:
        return results.sections(plan)

    def cards(self, plan: Plan) -> Sequence[Card]:
        return results.cards(plan)

    def traces(self, plan: Plan) -> Iterable[Trace]:
        return results.traces(plan)

    def commitments(self, plan: Plan) -> Sequence[Action]:
        return results.commitments(plan)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [ActionPlan()]
