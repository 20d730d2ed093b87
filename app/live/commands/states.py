"""How the activities of a workshop stand: a state for the room, and one a table where the tables work apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.agenda import Activity, Agenda
from app.domain.log import ActivityState, Entry, Pacer
from app.domain.replay import advance, fold, of_scope
from app.host.registry import Registry
from app.live.commands.cooperative import WORK_MOST
from app.live.commands.late_tray import Trials
from beffroi import Method
from beffroi.command import KEPT

Logs = Mapping[str, Sequence[Entry]]
"""The entries of each activity."""


def scopes_of(agenda: Agenda, activity: Activity) -> list[str]:
    """The scopes an activity has: the room's, "", and each table's where the tables work apart."""
    return ["", *(agenda.seating.tables if activity.share_by == "table" else ())]


class States:
    """The states of activities, by activity and scope; folded from their entries."""

    def __init__(self, registry: Registry, slices: Callable[[float], Pacer]) -> None:
        self.registry = registry
        self.slices = slices
        self.scopes: dict[str, dict[str, ActivityState]] = {}
        self.broken: set[str] = set()
        """The activities whose method raised while it was folded."""
        self.trials = Trials()

    def of(self, activity_id: str, scope: str = "") -> ActivityState | None:
        """The state of a scope of an activity; None before it opens, or where its method is missing or raises."""
        return self.scopes.get(activity_id, {}).get(scope)

    def settings_of(self, activity: Activity) -> Any:
        """The settings of an activity, as its method's model."""
        return self.registry.methods[activity.method].settings.model_validate(activity.settings, context=KEPT)

    def refold(self, agenda: Agenda, activity_id: str, entries: Sequence[Entry]) -> None:
        """Fold an activity anew; one whose method raises, or takes too long, stands broken, and the rest goes on.

        What it was stays until what it is now takes its place: there is no moment in between.
        """
        activity = agenda.activities[activity_id]
        method = agenda.method_of(activity)
        made: dict[str, ActivityState] | None = None
        is_broken = False
        if method is not None and activity.opened:
            pace = self.slices(WORK_MOST)
            try:
                scopes = scopes_of(agenda, activity)
                made = {scope: self._folded(activity, method, entries, scope, pace) for scope in scopes}
            except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
                is_broken = True
                self.registry.blame(activity.method, "replay", error)
        self.scopes.pop(activity_id, None)
        self.broken.discard(activity_id)
        self.trials.forget(activity_id)
        if is_broken:
            self.broken.add(activity_id)
        if made is not None:
            self.scopes[activity_id] = made

    def _folded(
        self, activity: Activity, method: Method, entries: Sequence[Entry], scope: str, paced: Pacer
    ) -> ActivityState:  # fmt: skip
        return fold(method, self.settings_of(activity), of_scope(paced(entries), scope), scope, paced)

    def advance(self, agenda: Agenda, entry: Entry, entries: Sequence[Entry]) -> None:
        """Bring an activity past a core entry; one that raises is folded again without harm to the rest."""
        activity = agenda.activities[entry.activity]
        method = agenda.method_of(activity)
        if method is None:
            return
        try:
            for state in self.scopes.get(entry.activity, {}).values():
                advance(method, state, entry)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.registry.blame(activity.method, entry.name, error)
            self.refold(agenda, entry.activity, entries)

    def follow_tables(self, agenda: Agenda, logs: Logs) -> None:
        """A table laid has a sheet in every activity that tables work on apart; one taken away has none."""
        for activity_id, held in list(self.scopes.items()):
            if set(held) != set(scopes_of(agenda, agenda.activities[activity_id])):
                self.refold(agenda, activity_id, logs[activity_id])
