"""The closing of a workshop: what was kept in each of its activities, with why, and who does what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Concluded:
    """What an activity comes to: its `title`, what that is `worth`, its `outcomes`; `first` is the number of the first
    of them, counted through the workshop."""

    activity: str
    title: str
    worth: Any
    outcomes: tuple[Outcome, ...]
    first: int


def gather(record: Source) -> list[Concluded]:
    """Of each activity that kept something, in the order of the agenda; nothing of one that is hidden."""
    found: list[Concluded] = []
    for activity in record.agenda.listed():
        made = _concluded(record, activity, 1 + sum(len(one.outcomes) for one in found))
        found += [made] if made and made.outcomes else []
    return found


def _concluded(record: Source, activity: Activity, first: int) -> Concluded | None:
    told = opened(record, activity)
    if isinstance(told, str):
        return None
    method, standing = told
    try:
        actions: dict[str, list[Action]] = defaultdict(list)
        for action in method.commitments(standing.state):
            actions[action.kept].append(action)
        outcomes = tuple(Outcome(one, tuple(actions[one.id])) for one in method.kept(standing.state))
        return Concluded(activity.id, activity.title, _worth(method, standing), outcomes, first)
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "kept", error)
        return None


def _worth(method: Method, standing: ActivityState) -> Any:
    """What its vote was worth: the stage that says so is over."""
    told = (method.worth(standing.settings, stage.id) for stage in method.stages)
    return next(filter(None, told), "")
