"""The log in memory and what it folds to; decides on a command without touching a disk or a socket."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from app.domain import core, seating
from app.domain.agenda import Activity, Agenda, fold_agenda
from app.domain.handing import copied
from app.domain.log import CORE, LATE, Entry, Pace, Standing, advance, fold, of_share, recalled, undo
from app.domain.people import Person, new_id, pseudonym, rounded
from app.host.registry import Registry
from app.live.ask import SYSTEM, Ask, Grant
from app.live.completing import completed
from app.sdk import ANYONE, FACILITATOR, PARTICIPANT, Card, Command, Method, Refused, Stage, Stamp, translator
from app.sdk.command import KEPT
from app.sdk.fields import meta
from app.store.log import request_digest

_ = translator(__name__)

LATE_MOST = 200
"""Contributions that wait in the tray of one activity, at most."""


class Known(Exception):
    """The request is in the log already: the same entry answers it."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


class Failed(Exception):
    """The method itself raised; its plugin is to blame, and nothing was changed."""


class Record:
    """A workshop's entries and their fold. Entries taken but not yet committed can be let go."""

    def __init__(
        self,
        registry: Registry,
        entries: Iterable[Entry],
        keys: Mapping[str, bytes],
        spent: Iterable[str] = (),
        people: dict[str, Person] | None = None,
        *,
        paced: Pace = iter,
    ) -> None:
        self.registry = registry
        self.people = people if people is not None else {}
        self.entries = list(entries)
        self.keys = dict(keys)
        self.spent = set(spent)
        self.committed = len(self.entries)
        self.broken: set[str] = set()
        self._read_all(paced)

    # --- reading ---------------------------------------------------------------------------

    def _read_all(self, paced: Pace) -> None:
        self.agenda: Agenda = fold_agenda(self.registry.methods, paced(self.entries))
        self.logs: dict[str, list[Entry]] = defaultdict(list)
        self.requests: dict[str, Entry] = {}
        for entry in paced(self.entries):
            self._index(entry)
        self.shares: dict[str, dict[str, Standing]] = {}
        for activity in self.agenda.activities.values():
            self.refold(activity.id, paced)

    def _index(self, entry: Entry) -> None:
        if entry.activity:
            self.logs[entry.activity].append(entry)
        if entry.request_id:
            self.requests[entry.request_id] = entry

    def refold(self, activity_id: str, paced: Pace = iter) -> None:
        """Fold an activity anew; one whose method raises stands broken, and the rest goes on.

        In a room that is open nobody may have their turn meanwhile: it is paced at the opening alone.
        """
        activity = self.agenda.activities[activity_id]
        method = self.agenda.method_of(activity)
        self.shares.pop(activity_id, None)
        self.broken.discard(activity_id)
        if method is None or not activity.opened:
            return
        try:
            shares = self.shares_of(activity)
            self.shares[activity_id] = {share: self._folded(activity, method, share, paced) for share in shares}
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.broken.add(activity_id)
            self.registry.blame(activity.method, "replay", error)

    def _folded(self, activity: Activity, method: Method, share: str, paced: Pace) -> Standing:
        entries = of_share(paced(self.logs[activity.id]), share)
        return fold(method, self.settings_of(activity), entries, share, paced)

    def shares_of(self, activity: Activity) -> list[str]:
        """The shares an activity has: the room's, "", and each table's where the tables work apart."""
        return ["", *(self.agenda.seating.tables if activity.share_by == "table" else ())]

    def standing(self, activity_id: str, share: str = "") -> Standing | None:
        """How a share of an activity stands; None before it opens, or where its method is missing or raises."""
        return self.shares.get(activity_id, {}).get(share)

    def sheets(self, activity_id: str) -> dict[str, Standing]:
        """The standings of an activity's tables, by table; none where the room works as one."""
        return {share: standing for share, standing in self.shares.get(activity_id, {}).items() if share}

    def settings_of(self, activity: Activity) -> Any:
        """The settings of an activity, as its method's model."""
        return self.registry.methods[activity.method].settings.model_validate(activity.settings, context=KEPT)

    def is_closed(self, activity: Activity) -> bool:
        """Closed for good, or anonymous without its key, as after a restore."""
        return activity.closed or (activity.opened and activity.anonymous and activity.id not in self.keys)

    def who_in(self, activity: Activity | None, grant: Grant) -> str:
        """Who somebody is to an activity's method."""
        if activity is None or not activity.anonymous or grant.role != PARTICIPANT:
            return grant.who
        key = self.keys.get(activity.id)
        return pseudonym(key, grant.who) if key else ""

    @property
    def next_seq(self) -> int:
        """The number of the next entry; never one that was used."""
        return self.entries[-1].seq + 1 if self.entries else 1

    # --- deciding --------------------------------------------------------------------------

    def decide(self, ask: Ask, now: int) -> Entry:
        """Role → validation → stage → check → apply: the entry taken, not yet committed.

        Raises `Refused`, pydantic's `ValidationError`, `Known` for a resend, `Failed` when a plugin raises.
        """
        self._answer_resend(ask)
        try:
            return self._decide_core(ask, now) if core.is_core(ask.name) else self._decide_method(ask, now)
        except (Refused, ValidationError, Failed):
            raise
        except Exception as error:
            # A plugin's `cards`, `check` or validator: it must not take the rest of the batch down with it.
            self.registry.blame(self._blamed(ask), ask.name, error)
            raise Failed from error

    def _blamed(self, ask: Ask) -> str:
        activity = self.agenda.activities.get(ask.activity or str(ask.data.get("activity", "")))
        return activity.method if activity else "core"

    def _answer_resend(self, ask: Ask) -> None:
        if not ask.request_id:
            raise Refused(_("This page is out of date: reload it."))
        if request_digest(ask.request_id) in self.spent:
            raise Known("")
        entry = self.requests.get(ask.request_id)
        if entry is None:
            return
        activity = self.agenda.activities.get(entry.activity)
        if entry.stamp.who == self.who_in(activity, ask.grant) and entry.digest == ask.digest():
            raise Known(entry.id)
        raise Refused(_("This request was already used for something else: reload the page."))

    def _decide_core(self, ask: Ask, now: int) -> Entry:
        kind = core.COMMANDS.get(ask.name) or seating.COMMANDS.get(ask.name)
        if kind is None:
            raise Refused(_("This page is out of date: reload it."))
        if ask.grant.role not in (SYSTEM, kind.about.role):
            raise Refused(_("Only the facilitators can do this."))
        command = kind.model_validate(ask.data)
        stamp = self._stamp(ask, None, now)
        command.check(self.agenda, stamp)
        command = completed(self, command, stamp)
        activity = getattr(command, "activity", "")
        entry = self._entry(ask, command, stamp, activity, "")
        self._take_core(entry, command)
        return entry

    def cards_of_tables(self, activity: Activity, method: Method) -> list[Card]:
        """What the tables of an activity made, each card with its table."""
        sheets = self.sheets(activity.id).items()
        return [replace(card, table=table) for table, standing in sheets for card in method.cards(standing.state)]

    def copies(self, source: str) -> list[Card]:
        """What an activity hands over, as the cards that the next one gets."""
        return [copied(card) for card in self.handed(source)]

    def handed(self, source: str) -> Sequence[Card]:
        """What an activity can hand over: what the room made of it, else what its tables did; hidden, nothing."""
        standing, activity = self.standing(source), self.agenda.activities.get(source)
        method = self.agenda.method_of(activity) if activity else None
        if standing is None or activity is None or method is None:
            return []
        stage = method.stage(activity.stage)
        if stage is not None and stage.hidden:
            return []
        cards = list(method.cards(standing.state)) or self.cards_of_tables(activity, method)
        return [replace(card, audience=card.audience or activity.audience) for card in cards]

    def _take_core(self, entry: Entry, command: core.CoreCommand) -> None:
        activity_id = entry.activity
        if isinstance(command, core.Undo):
            self._undo(activity_id, command.entry)
            self._append(entry)
            return
        if isinstance(command, core.Admit):
            self._check_admitted(activity_id, command.entry)
        command.apply(self.agenda, entry.stamp)
        self._append(entry)
        if isinstance(command, core.Open | core.Configure):
            self._follow_opening(activity_id, command)
        elif isinstance(command, core.SetStage | core.Hand | core.Admit | core.Drop | core.Void):
            self._advance(activity_id, entry)
        elif isinstance(command, seating.LayTable | seating.LayTables | seating.ClearTable):
            self._follow_tables()

    def _follow_opening(self, activity_id: str, command: core.CoreCommand) -> None:
        first = isinstance(command, core.Open) and activity_id not in self.shares
        if first or isinstance(command, core.Configure):
            self.refold(activity_id)

    def _follow_tables(self) -> None:
        """A table laid has a sheet in every activity that tables work on apart; one taken away has none."""
        for activity_id, held in list(self.shares.items()):
            activity = self.agenda.activities[activity_id]
            if set(held) != set(self.shares_of(activity)):
                self.refold(activity_id)

    def _undo(self, activity_id: str, target: str) -> None:
        activity, method = self.playable(activity_id)
        if self.is_closed(activity):
            raise Refused(_("This activity is closed for good."))
        entry = next((e for e in self.logs[activity_id] if e.id == target), None)
        if entry is None or entry.name.startswith(CORE):
            raise Refused(_("That has already been taken back."))
        made = of_share(self.logs[activity_id], entry.share)
        standing = undo(method, self.settings_of(activity), made, target, entry.share)
        self.shares[activity_id][entry.share] = standing

    def _check_admitted(self, activity_id: str, target: str) -> None:
        _activity, method = self.playable(activity_id)
        standing = next((one for one in self.shares[activity_id].values() if target in one.late), None)
        if standing is None:
            raise Refused(_("That contribution is no longer waiting."))
        waiting = standing.late[target]
        recalled(method, waiting).check(standing.state, waiting.stamp)

    def playable(self, activity_id: str) -> tuple[Activity, Method]:
        """An activity that is open and its method, or a refusal that says why not."""
        activity = self.agenda.activities.get(activity_id)
        if activity is None or not activity.opened:
            raise Refused(_("This activity is not open."))
        method = self.agenda.method_of(activity)
        if method is None or activity_id in self.broken:
            raise Refused(_("This activity is out of order; the others go on. Ask whoever hosts this site."))
        return activity, method

    def _decide_method(self, ask: Ask, now: int) -> Entry:
        activity, method = self.playable(ask.activity)
        kind = method.command(ask.name)
        if kind is None:
            raise Refused(_("This page is out of date: reload it."))
        if kind.about.role not in (ANYONE, ask.grant.role) or ask.grant.role not in (PARTICIPANT, FACILITATOR):
            raise Refused(_not_for(kind))
        if self.is_closed(activity):
            raise Refused(_("This activity is closed for good."))
        command = kind.model_validate({**ask.data, **self._only_the_room_knows(kind)})
        share = self._share_of(ask, activity, method, kind)
        stamp = replace(self._stamp(ask, activity, now), table=self._table_of(ask, activity, kind, share))
        late = self._is_late(activity, method, kind, share, ask.grant.role)
        name = LATE + ask.name if late else ask.name
        entry = replace(self._entry(ask, command, stamp, activity.id, share), name=name)
        self._take(activity, method, entry, command)
        return entry

    def _only_the_room_knows(self, kind: type[Command]) -> dict[str, Any]:
        """The fields that no page fills in: the tables at which somebody sits."""
        names = [name for name, field in kind.model_fields.items() if meta(field)["widget"] == "tables"]
        sat = set(self.agenda.seating.at.values()) if names else set()
        return {name: [table for table in self.agenda.seating.tables if table in sat] for name in names}

    def _share_of(self, ask: Ask, activity: Activity, method: Method, kind: type[Command]) -> str:
        """Whose sheet a command is about: the room's, the asker's own table's, or another's where it may be."""
        if activity.share_by != "table":
            return ""
        stage = _stage_of(activity, method, kind)
        if stage is not None and stage.plenary:
            return ""
        tables, person = self.agenda.seating, ask.grant.person
        own = tables.at_table(person)
        share = ask.share or (own.id if own else "")
        if not share:
            raise Refused(_("You sit at no table yet: tell the facilitators."))
        if share not in tables.tables:
            raise Refused(_("That table is no longer there."))
        is_guest = kind.about.across and ((own and own.twin == share) or (stage is not None and stage.gallery))
        if ask.grant.role == FACILITATOR or share in tables.been[person] or is_guest:
            return share
        raise Refused(_("This sheet is another table's: you can read it, not change it."))

    def _is_late(self, activity: Activity, method: Method, kind: type[Command], share: str, role: str) -> bool:
        """Whether it comes for a past stage that keeps what is late; refused where nothing keeps it."""
        if self.agenda.paused and role == PARTICIPANT:
            raise Refused(_("The workshop is paused: your text stays here, send it again in a moment."))
        if not kind.about.during or activity.stage in kind.about.during:
            return False
        past = [method.stage(id) for id in kind.about.during if activity.is_past((id,))]
        if any(stage and stage.late == "tray" for stage in past):
            if len(self.shares[activity.id][share].late) >= LATE_MOST:
                raise Refused(_("This stage is over: it no longer takes contributions."))
            return role == PARTICIPANT
        if activity.is_past(kind.about.during):
            raise Refused(_("This stage is over: it no longer takes contributions."))
        raise Refused(_("This stage does not take that; follow the screen."))

    def _take(self, activity: Activity, method: Method, entry: Entry, command: Command) -> None:
        standing = self.shares[activity.id][entry.share]
        try:
            if not entry.name.startswith(LATE):
                command.check(standing.state, entry.stamp)
        except Refused:
            raise
        except Exception as error:
            self.registry.blame(method.id, f"{entry.name}.check", error)
            raise Failed from error
        try:
            advance(method, standing, entry)
        except Exception as error:
            self.registry.blame(method.id, f"{entry.name}.apply", error)
            self.refold(activity.id)
            raise Failed from error
        self._append(entry)

    def _advance(self, activity_id: str, entry: Entry) -> None:
        """Bring an activity past a core entry; one that raises is folded again without harm to the rest."""
        activity = self.agenda.activities[activity_id]
        method = self.agenda.method_of(activity)
        if method is None:
            return
        try:
            for standing in self.shares.get(activity_id, {}).values():
                advance(method, standing, entry)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self.registry.blame(activity.method, entry.name, error)
            self.refold(activity_id)

    # --- entries ---------------------------------------------------------------------------

    def _table_of(self, ask: Ask, activity: Activity, kind: type[Command], share: str) -> str:
        """The table that a stamp keeps: the one whose sheet was written on, else, where it may be known, one's own."""
        seating, person = self.agenda.seating, ask.grant.person
        if share in seating.been[person]:
            return share
        return "" if activity.anonymous and not kind.about.at_table else seating.at.get(person, "")

    def _stamp(self, ask: Ask, activity: Activity | None, now: int) -> Stamp:
        hidden = activity is not None and activity.anonymous and ask.grant.role == PARTICIPANT
        role = FACILITATOR if ask.grant.role == SYSTEM else ask.grant.role
        keeps_site = not hidden or (activity is not None and activity.by_site)
        return Stamp(
            id=new_id(),
            who=self.who_in(activity, ask.grant),
            role=role,
            site=ask.grant.site if keeps_site else "",
            at=rounded(now) if hidden else now,
            chance=secrets.randbits(48),
        )

    def _entry(self, ask: Ask, command: Command, stamp: Stamp, activity: str, share: str) -> Entry:
        kind = type(command)
        return Entry(
            seq=self.next_seq,
            activity=activity,
            share=share,
            name=kind.about.name,
            version=kind.about.version,
            data=command.model_dump(mode="json"),
            stamp=stamp,
            request_id=ask.request_id,
            digest=ask.digest(),
        )

    def _append(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._index(entry)

    # --- commits ---------------------------------------------------------------------------

    def pending(self) -> list[Entry]:
        """What was taken and is not committed."""
        return self.entries[self.committed :]

    def keep(self) -> None:
        """The pending entries are committed."""
        self.committed = len(self.entries)

    def let_go(self) -> None:
        """The pending entries were not committed: back to what is."""
        touched = {entry.activity for entry in self.pending()}
        pending_core = any(core.is_core(entry.name) for entry in self.pending())
        for entry in self.pending():
            self.requests.pop(entry.request_id, None)
        del self.entries[self.committed :]
        for activity in touched - {""}:
            self.logs[activity] = [entry for entry in self.entries if entry.activity == activity]
        if pending_core:
            self.agenda = fold_agenda(self.registry.methods, self.entries)
            by_table = (one.id for one in self.agenda.activities.values() if one.share_by == "table")
            touched |= self.shares.keys() & set(by_table)
        for activity in touched & self.agenda.activities.keys():
            self.refold(activity)

    def forget_requests(self, activity_id: str) -> None:
        """Blank the request ids of a closed activity, as the store has done."""
        for entry in self.logs[activity_id]:
            if entry.request_id:
                self.spent.add(request_digest(entry.request_id))
        self._replace({entry.id: replace(entry, request_id="", digest="") for entry in self.logs[activity_id]})

    def _replace(self, changed: Mapping[str, Entry]) -> None:
        self.entries = [changed.get(entry.id, entry) for entry in self.entries]
        self.logs, self.requests = defaultdict(list), {}
        for entry in self.entries:
            self._index(entry)

    def rewrite(self, changed: Mapping[str, Entry]) -> None:
        """Put erased entries in the place of what they were, and fold again what they made."""
        self._replace(changed)
        for activity in {entry.activity for entry in changed.values()} - {""}:
            self.refold(activity)


def _stage_of(activity: Activity, method: Method, kind: type[Command]) -> Stage | None:
    """The stage that a command is for: the present one, or its own first where that one does not take it."""
    during = kind.about.during
    return method.stage(activity.stage if not during or activity.stage in during else during[0])


def _not_for(kind: type[Command]) -> str:
    if kind.about.role == FACILITATOR:
        return _("Only the facilitators can do this.")
    return _("Only participants can do this: join as one to try it.")
