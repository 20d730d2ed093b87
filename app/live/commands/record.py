"""A workshop in memory: its log, and what it folds to. No disk, no socket, no loop."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.agenda import Activity, Agenda
from app.domain.answer_links import AnswerLink
from app.domain.budgets import Budgets
from app.domain.calendar import ZONE_OF_OLD
from app.domain.log import ActivityState, Entry, Pacer, at_once
from app.domain.people import Person, Site, pseudonym
from app.domain.replay import fold_agenda
from app.host.registry import Registry
from app.live.commands.cooperative import WORK_MOST
from app.live.commands.log_index import Log
from app.live.commands.request import Grant
from app.live.commands.slow_methods import Patience
from app.live.commands.states import States
from app.store.log import request_digest
from beffroi import PARTICIPANT, Command, Method, Refused, translator

_ = translator(__name__)


class Record:
    """A workshop's entries and their fold. Entries taken but not yet committed can be rolled back."""

    def __init__(
        self,
        registry: Registry,
        entries: Iterable[Entry],
        keys: Mapping[str, bytes],
        used_requests: Iterable[str] = (),
        people: dict[str, Person] | None = None,
        *,
        slices: Callable[[float], Pacer] = lambda most: at_once,
    ) -> None:
        """`slices` says how what takes long rests in between, given the seconds that it may take in all.

        In a room that is open only its own loop works on the record, and comes back to it after each rest: nobody else
        may change it meanwhile, and who needs to know that what it says is committed asks with `Room.run`.
        """
        self.registry = registry
        self.zone = ZONE_OF_OLD
        """The workshop's time zone: which day it is there."""
        self.sites: Sequence[Site] = ()
        """Where its people are: by a site's name one is told from another of the same name."""
        self.has_page: Callable[[str], bool] = lambda _person: False
        """Whether somebody has a page open: a room that is open says."""
        self.people = people if people is not None else {}
        self.links: dict[str, AnswerLink] = {}
        """The links by which activities are answered for days, by activity."""
        self.answerers: dict[str, tuple[int, set[str]]] = {}
        """Of these activities, how much of their log was read for who answered, and who did."""
        self.keys = dict(keys)
        self.used_requests = set(used_requests)
        """The digests of requests whose entries no longer say which they were of."""
        self.patience = Patience(registry)
        self.kept_for_good: dict[str, list[Entry]] = {}
        """The entries of activities that are being closed for good, as the store keeps them from then on."""
        self.budgets = Budgets()
        self.slices = slices
        self.states = States(registry, slices)
        self._read(list(entries))
        self.budgets.keep()

    def _read(self, entries: list[Entry]) -> None:
        paced = self.slices(math.inf)
        self.agenda: Agenda = fold_agenda(self.registry.methods, paced(entries))
        self.log = Log(entries, self.registry.methods, self.slices)
        for entry in paced(entries):
            self.budgets.add(entry)
        for activity in paced(self.agenda.activities.values()):
            self.refold(activity.id)

    # --- entries ---------------------------------------------------------------------------

    @property
    def entries(self) -> list[Entry]:
        """All of them, in their order."""
        return self.log.entries

    @property
    def logs(self) -> dict[str, list[Entry]]:
        """Those of each activity."""
        return self.log.index.logs

    @property
    def requests(self) -> dict[str, Entry]:
        """By the request that asked them."""
        return self.log.index.requests

    def is_apart(self, entry: Entry) -> bool:
        """Whether an entry touches only what its own author made."""
        return self.log.is_apart(entry)

    def command_of(self, entry: Entry) -> type[Command] | None:
        """The command that an entry of a method holds; None for one of the core, or where its plugin is gone."""
        activity = self.agenda.activities.get(entry.activity)
        method = self.agenda.method_of(activity) if activity else None
        return method.command(entry.command) if method else None

    # --- activities ------------------------------------------------------------------------

    @property
    def scopes(self) -> dict[str, dict[str, ActivityState]]:
        """The states of each activity, by scope."""
        return self.states.scopes

    @property
    def broken(self) -> set[str]:
        """The activities whose method raised while it was folded."""
        return self.states.broken

    def standing(self, activity_id: str, scope: str = "") -> ActivityState | None:
        """How a scope of an activity stands; None before it opens, or where its method is missing or raises."""
        return self.states.of(activity_id, scope)

    def sheets(self, activity_id: str) -> dict[str, ActivityState]:
        """The states of an activity's tables, by table; none where the room works as one."""
        return {scope: state for scope, state in self.scopes.get(activity_id, {}).items() if scope}

    def refold(self, activity_id: str) -> None:
        """Fold an activity anew from its entries."""
        self.states.refold(self.agenda, activity_id, self.logs[activity_id])

    def begun_anonymously(self) -> list[str]:
        """The anonymous activities that people may have written in so far."""
        return [one.id for one in self.agenda.activities.values() if one.opened and one.anonymous]

    def is_closed(self, activity: Activity) -> bool:
        """Closed for good, or anonymous without its key, as after a restore."""
        return activity.closed or (activity.opened and activity.anonymous and activity.id not in self.keys)

    def is_away(self, activity_id: str) -> bool:
        """Whether its method is asked nothing: it raised, or made everybody wait."""
        return activity_id in self.broken or activity_id in self.patience.suspended

    def playable(self, activity_id: str) -> tuple[Activity, Method]:
        """An activity that is open and its method, or a refusal that says why not."""
        activity = self.agenda.activities.get(activity_id)
        if activity is None or not activity.opened:
            raise Refused(_("This activity is not open."))
        method = self.agenda.method_of(activity)
        if method is None or activity_id in self.broken:
            raise Refused(_("This activity is out of order; the others go on. Ask whoever hosts this site."))
        if activity_id in self.patience.suspended:
            raise Refused(_("This activity is suspended: all had to wait for it. A facilitator can let it go on."))
        return activity, method

    def who_in(self, activity: Activity | None, grant: Grant) -> str:
        """Who somebody is to an activity's method."""
        if activity is None or not activity.anonymous or grant.role != PARTICIPANT:
            return grant.who
        key = self.keys.get(activity.id)
        return pseudonym(key, grant.who) if key else ""

    # --- commits ---------------------------------------------------------------------------

    def append(self, entry: Entry) -> None:
        """One entry more, not yet committed; its activity has been brought past it."""
        if not entry.is_late:
            self.states.trials.forget(entry.activity)
        self.log.append(entry)

    def uncommitted(self) -> list[Entry]:
        """What was taken and is not committed."""
        return self.log.uncommitted()

    def commit(self) -> None:
        """What was taken is committed."""
        self.log.commit()
        self.budgets.keep()

    def rollback(self) -> None:
        """What was taken was not committed: back to what is."""
        gone = self.uncommitted()
        self.budgets.let_go(gone)
        self.log.rollback()
        touched = {entry.activity for entry in gone}
        if any(entry.is_core for entry in gone):
            self.agenda = fold_agenda(self.registry.methods, self.slices(WORK_MOST)(self.entries))
            by_table = (one.id for one in self.agenda.activities.values() if one.share_by == "table")
            touched |= self.scopes.keys() & set(by_table)
        for activity in touched & self.agenda.activities.keys():
            self.refold(activity)

    def forget_authors(self, kept: Iterable[Entry]) -> None:
        """An activity is closed for good: its entries are what the store has kept of them."""
        changed = {entry.id: entry for entry in kept}
        for entry in self.entries:
            if entry.request_id and entry.id in changed:
                self.used_requests.add(request_digest(entry.request_id))
        self.log.replace(changed)

    def rewrite(self, changed: Mapping[str, Entry]) -> None:
        """Put erased entries in the place of what they were, and fold again what they made."""
        self.log.replace(changed)
        self.answerers.clear()
        for activity in {entry.activity for entry in changed.values()} - {""}:
            self.refold(activity)
