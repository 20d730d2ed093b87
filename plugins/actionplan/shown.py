"""What pages show of a plan: never who somebody is, but for the name that they gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import translator
from plugins.actionplan.plan import ASPECTS, STATES, Plan, Row, without_day, without_owner

_ = translator(__name__)


@dataclass(frozen=True)
class ActionShown:
    """An action, as everybody sees it. `base` and `taken` name what was said last of its state, and of who does it."""

    id: str
    text: str
    outcome: str
    who: Any
    when: Any
    due: str
    state: str
    stands: Any
    line: str
    aspects: tuple[tuple[str, Any, str], ...]
    is_taken: bool
    is_named: bool
    is_proposed: bool
    base: str
    taken: str

    @property
    def has_nobody(self) -> bool:
        """Whether neither somebody nor a service does it."""
        return not self.who

    @property
    def is_open(self) -> bool:
        """Whether something is left to be done."""
        return self.state in ("todo", "doing")


def shown(row: Row) -> ActionShown:
    """An action without whoever wrote it, was proposed it, took it on."""
    outcome = "" if row.outcome.text == row.text else row.outcome.shown
    return ActionShown(
        row.id, row.text, outcome, row.who, row.when, row.due, row.state, row.stands, row.line.shown,
        tuple(row.aspects()), row.is_taken, bool(row.name.shown), bool(row.whom and row.to.shown), row.line.id,
        row.name.id if row.is_taken else "",
    )  # fmt: skip


def view(plan: Plan) -> dict[str, Any]:
    """What everybody sees."""
    rows = plan.here()
    return {
        "actions": tuple(map(shown, rows)),
        "dayless": without_day(rows),
        "ownerless": without_owner(rows),
        "states": tuple((key, title, sum(one.state == key for one in rows)) for key, title in STATES.items()),
        "aspects": tuple(ASPECTS.items()),
        "kept": tuple(plan.outcomes()),
    }


def facilitator_view(plan: Plan) -> dict[str, Any]:
    """What facilitators see besides: what was taken out."""
    return {**view(plan), "binned": tuple((one.id, one.text) for one in plan.binned())}


def personal_view(plan: Plan, who: str) -> dict[str, Any]:
    """One's own: what one took on, what is proposed to one, what one wrote and may take out."""
    rows = plan.here()
    written = (one for one in rows if one.by == who and not one.is_taken)
    return {
        "mine": tuple(shown(one) for one in rows if one.owner == who),
        "proposed": tuple(shown(one) for one in rows if one.whom == who),
        "written": tuple((one.id, one.text) for one in written),
        "kept": tuple(plan.outcomes()),
        "own": {one.id: {"card": _("Mine")} for one in rows if one.owner == who},
    }
