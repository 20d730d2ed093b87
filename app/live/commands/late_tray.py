"""What arrived late and waits: it obeys the rule of its stage, and nobody fills the tray for the others."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from app.domain.log import ActivityState, Entry, command_of
from beffroi import Method, Refused, translator

_ = translator(__name__)

LATE_MOST = 400
"""Contributions that wait in one tray, at most."""

OF_ONE = 20
"""Of one person, at most."""

RESERVED = 0.5
"""Of a tray that is kept for the sites, in equal parts: the rest goes to whoever comes first."""


def must_have_room(late: Mapping[str, Entry], who: str, site: str, sites: Callable[[], Mapping[str, str]]) -> None:
    """Refuse one contribution more of somebody where their part of the tray, or the tray, is full.

    `sites` tells the site of each who took part, as whom they did; it is asked only once the free half is taken.
    """
    if sum(entry.stamp.who == who for entry in late.values()) >= OF_ONE:
        raise Refused(
            _("%(most)s of your contributions wait already: the facilitators decide on them first.", most=OF_ONE)
        )
    if len(late) < LATE_MOST * (1 - RESERVED):
        return
    known = sites()
    held = Counter(entry.stamp.site or known.get(entry.stamp.who, "") for entry in late.values())
    every: Collection[str] = {*known.values(), site} - {""}
    part = int(LATE_MOST * RESERVED / max(1, len(every)))
    kept = sum(max(0, part - held[other]) for other in every if other != site)
    if len(late) + kept >= LATE_MOST and (held[site] >= part or len(late) >= LATE_MOST):
        raise Refused(_("What arrived late fills the facilitators’ tray: wait until they have looked through it."))


class Trials:
    """The state of each scope as it would be if all that waits were let in: what comes late is checked against it.

    Kept until something else happens in the activity, so that each costs no more than one on time.
    """

    def __init__(self) -> None:
        self._states: dict[tuple[str, str], Any] = {}

    def of(self, method: Method, activity: str, standing: ActivityState) -> Any:
        """The state with what waits in it."""
        where = activity, standing.scope
        if where not in self._states:
            state = copied(standing.state)
            for waiting in standing.late.values():
                try:
                    command_of(method, waiting).apply(state, waiting.stamp)
                except Exception:  # noqa: BLE001, S112 - what cannot be let in makes nothing
                    continue
            self._states[where] = state
        return self._states[where]

    def forget(self, activity: str) -> None:
        """Something happened in an activity."""
        if self._states:
            self._states = {where: state for where, state in self._states.items() if where[0] != activity}


def copied(state: Any) -> Any:
    """A copy that can be changed apart; by the quick way where the state takes it."""
    try:
        return pickle.loads(pickle.dumps(state))  # noqa: S301 - written a moment ago, by ourselves
    except Exception:  # noqa: BLE001 - a plugin's state may hold what cannot be written
        return copy.deepcopy(state)
