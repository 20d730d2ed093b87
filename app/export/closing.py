"""The closing of a workshop: what was kept in each of its activities, with why, and who does what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.export.results import opened
from app.export.source import Source
from beffroi import Action, Kept, Method


@dataclass(frozen=True)
class Outcome:
    """Something that was `kept`, and the `actions` that follow from it."""

    kept: Kept
    actions: tuple[Action, ...]

    @property
    def is_taken(self) -> bool:
        """Whether somebody, or a service, does something of it."""
        return any(one.who for one in self.actions)


@dataclass(frozen=True)
class Concluded:
    """What an activity comes to: its `title`, what that is `worth`, its `outcomes`; `first` is the number of the first
    of them, counted through the workshop."""

    activity: str
    title: str
    worth: Any
    outcomes: tuple[Outcome, ...]
    first: int


@dataclass(frozen=True)
class _Told:
    """What a method says of an activity."""

    activity: Activity
    worth: Any
    kept: Sequence[Kept]
    actions: Sequence[Action]


def gather(record: Source) -> list[Concluded]:
    """Of each activity that kept something, in the order of the agenda; nothing of one that is hidden.

    An action stands with its outcome, in whatever activity that was kept; one that a plan carries on stands there once.
    """
    told = [one for activity in record.agenda.listed() if (one := _told(record, activity))]
    carried = {action.follows for one in told for action in one.actions}
    actions: dict[str, list[Action]] = defaultdict(list)
    for one in told:
        for action in one.actions:
            if action.id not in carried:
                actions[action.kept].append(action)
    known = {kept.id for one in told for kept in one.kept}
    found: list[Concluded] = []
    for one in told:
        outcomes = _outcomes(one, actions, known)
        first = 1 + sum(len(before.outcomes) for before in found)
        found += [Concluded(one.activity.id, one.activity.title, one.worth, outcomes, first)] if outcomes else []
    return found


def _outcomes(told: _Told, actions: Mapping[str, list[Action]], known: set[str]) -> tuple[Outcome, ...]:
    """What an activity kept; then its actions that follow from nothing that was kept here."""
    outcomes = [Outcome(one, tuple(actions.get(one.id, ()))) for one in told.kept]
    alone = [one for one in told.actions if one.kept not in known]
    return (*outcomes, *(Outcome(Kept(one.id, one.what or one.first), (replace(one, what=""),)) for one in alone))


def _told(record: Source, activity: Activity) -> _Told | None:
    told = opened(record, activity)
    if isinstance(told, str):
        return None
    method, standing = told
    try:
        kept, actions = method.kept(standing.state), method.commitments(standing.state)
        return _Told(activity, _worth(method, standing), kept, actions)
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "kept", error)
        return None


def _worth(method: Method, standing: ActivityState) -> Any:
    """What its vote was worth: the stage that says so is over."""
    told = (method.worth(standing.settings, stage.id) for stage in method.stages)
    return next(filter(None, told), "")
