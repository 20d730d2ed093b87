"""What pages show of a plan: never who somebody is, but for the name that they gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from beffroi import Dated, Follower, translator
from plugins.actionplan.plan import ASPECTS, STATES, Plan, Row, without_day, without_owner

_ = translator(__name__)

KEPT_AFTER = 30
"""Days after the last of somebody's actions for which their name is kept."""


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


def follow_view(plan: Plan, who: str) -> dict[str, Any]:
    """What the page behind somebody's link shows: what they took on."""
    return {"mine": tuple(shown(one) for one in plan.here() if one.owner == who)}


def followers(plan: Plan) -> list[Follower]:
    """Those who took something on; their name is kept until some days after the last of their actions."""
    owned: dict[str, list[Row]] = {}
    for one in plan.here():
        if one.owner:
            owned.setdefault(one.owner, []).append(one)
    return [_follower(who, rows) for who, rows in owned.items()]


def _follower(who: str, rows: list[Row]) -> Follower:
    things = tuple(Dated(one.id, one.due, one.text, one.is_open, said=_more(one)) for one in rows)
    name = next((one.name.shown for one in rows if one.name.shown), "")
    last = max((one.due for one in rows if one.due), default="")
    until = (date.fromisoformat(last) + timedelta(days=KEPT_AFTER)).isoformat() if last else ""
    return Follower(who, name, until, tuple(one.name.id for one in rows), things)


def _more(row: Row) -> tuple[Any, ...]:
    """What is said of an action beside its text, a line each."""
    return tuple(_("%(aspect)s: %(text)s", aspect=title, text=text) for _name, title, text in row.aspects() if text)


def personal_view(plan: Plan, who: str) -> dict[str, Any]:
    """One's own: what one took on, what is proposed to one, what one wrote and may take out."""
    rows = plan.here()
    written = (one for one in rows if one.by == who and not one.is_taken)
    return {
        "mine": tuple(shown(one) for one in rows if one.owner == who),
        "proposed": tuple(shown(one) for one in rows if one.whom == who),
        "written": tuple((one.id, one.text) for one in written),
        "kept": tuple(plan.outcomes()),
        "own": {one.id: {"card": str(_("Mine"))} for one in rows if one.owner == who},
    }
