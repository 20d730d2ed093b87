"""The log in memory and what it folds to; decides on a command without touching a disk or a socket."""

from __future__ import annotations

import math
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from app.domain.agenda import Activity, Agenda
from app.domain.budgets import Budgets, weigh
from app.domain.calendar import ZONE_OF_OLD, today
from app.domain.card_copies import copied
from app.domain.commands.activity import Open
from app.domain.commands.agenda import Configure
from app.domain.commands.base import CoreCommand
from app.domain.commands.moderation import Admit, Undo
from app.domain.commands.registry import COMMANDS, core_command
from app.domain.lanes import Lane, drawn_number, is_apart
from app.domain.log import CORE, LATE, ActivityState, Entry, Pacer, at_once, command_of
from app.domain.people import Person, day_of, new_id, pseudonym
from app.domain.replay import advance, fold, fold_agenda, of_share, undo
from app.host.registry import Registry
from app.live.commands.cooperative import UNDO_MOST, WORK_MOST, TooLong
from app.live.commands.enrich import completed
from app.live.commands.patience import Patience
from app.live.commands.request import SYSTEM, Ask, Grant
from app.live.commands.tray import Trials, must_have_room
from app.store.log import request_digest
from beffroi import ANYONE, FACILITATOR, PARTICIPANT, Card, Command, Method, Refused, Stage, Stamp, translator
from beffroi.command import KEPT
from beffroi.fields import meta

_ = translator(__name__)


class Known(Exception):
    """The request is in the log already: the same entry answers it."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


class Failed(Exception):
    """The method itself raised; its plugin is to blame, and nothing was changed."""


@dataclass
class Index:
    """The entries of a log by what they are looked up by."""

    logs: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    requests: dict[str, Entry] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=lambda: defaultdict(Lane))
    taken: set[int] = field(default_factory=set)
    """The numbers below 0 that are participants'."""
    next_seq: int = 1

    def add(self, entry: Entry, *, is_apart: bool) -> None:
        """One entry more, the last."""
        if entry.seq < 0:
            self.taken.add(entry.seq)
        elif entry.seq >= self.next_seq:
            self.next_seq = entry.seq + 1
        if entry.activity:
            self.logs[entry.activity].append(entry)
            self.lanes[entry.activity].note(entry, is_apart)
        if entry.request_id:
            self.requests[entry.request_id] = entry


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
        slices: Callable[[float], Pacer] = lambda most: at_once,
    ) -> None:
        """`slices` says how what takes long rests in between, given the seconds that it may take in all.

        In a room that is open only its own loop works on the record, and comes back to it after each rest: nobody else
        may change it meanwhile, and who needs to know that what it says is committed asks with `Room.run`.
        """
        self.registry = registry
        self.zone = ZONE_OF_OLD
        """The workshop's time zone: which day it is there."""
        self.people = people if people is not None else {}
        self.entries = list(entries)
        self.keys = dict(keys)
        self.spent = set(spent)
        self.committed = len(self.entries)
        self.broken: set[str] = set()
        self.patience = Patience(registry)
        self.kept_for_good: dict[str, list[Entry]] = {}
        """The entries of activities that are being closed for good, as the store keeps them from then on."""
        self.budgets, self._claimed = Budgets(), set[str]()
        self._trials = Trials()
        self.slices = slices
        self._read_all()
        self.budgets.keep()

    # --- reading ---------------------------------------------------------------------------

    def _read_all(self) -> None:
        paced = self.slices(math.inf)
        self.agenda: Agenda = fold_agenda(self.registry.methods, paced(self.entries))
        self._index_all()
        for entry in paced(self.entries):
            self.budgets.add(entry)
        self.shares: dict[str, dict[str, ActivityState]] = {}
        for activity in paced(self.agenda.activities.values()):
            self.refold(activity.id)

    def _index_all(self) -> None:
        """Index the entries anew; what was there stays until it is done, since others have their turn meanwhile."""
        self.apart: dict[str, frozenset[str]] = {}
        """By activity, the names of the commands that touch only what their author made."""
        made = Index()
        for entry in self.slices(math.inf)(self.entries):
            made.add(entry, is_apart=self.is_apart(entry))
        self._made = made
        self.logs, self.requests, self.lanes, self.taken = made.logs, made.requests, made.lanes, made.taken

    @property
    def next_seq(self) -> int:
        """The number of the next entry that is not a participant's; never one that was used."""
        return self._made.next_seq

    def _index(self, entry: Entry) -> None:
        self._made.add(entry, is_apart=self.is_apart(entry))

    def refold(self, activity_id: str) -> None:
        """Fold an activity anew; one whose method raises, or takes too long, stands broken, and the rest goes on.

        What it was stays until what it is now takes its place: there is no moment in between.
        """
        activity = self.agenda.activities[activity_id]
        method = self.agenda.method_of(activity)
        made: dict[str, ActivityState] | None = None
        is_broken = False
        if method is not None and activity.opened:
            pace = self.slices(WORK_MOST)
            try:
                made = {share: self._folded(activity, method, share, pace) for share in self.shares_of(activity)}
            except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
                is_broken = True
                self.registry.blame(activity.method, "replay", error)
        self.shares.pop(activity_id, None)
        self.broken.discard(activity_id)
        self._trials.forget(activity_id)
        if is_broken:
            self.broken.add(activity_id)
        if made is not None:
            self.shares[activity_id] = made

    def _folded(self, activity: Activity, method: Method, share: str, paced: Pacer) -> ActivityState:
        entries = of_share(paced(self.logs[activity.id]), share)
        return fold(method, self.settings_of(activity), entries, share, paced)

    def shares_of(self, activity: Activity) -> list[str]:
        """The shares an activity has: the room's, "", and each table's where the tables work apart."""
        return ["", *(self.agenda.seating.tables if activity.share_by == "table" else ())]

    def begun_anonymously(self) -> list[str]:
        """The anonymous activities that people may have written in so far."""
        return [one.id for one in self.agenda.activities.values() if one.opened and one.anonymous]

    def standing(self, activity_id: str, share: str = "") -> ActivityState | None:
        """How a share of an activity stands; None before it opens, or where its method is missing or raises."""
        return self.shares.get(activity_id, {}).get(share)

    def sheets(self, activity_id: str) -> dict[str, ActivityState]:
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

    def command_of(self, entry: Entry) -> type[Command] | None:
        """The command that an entry of a method holds; None for one of the core, or where its plugin is gone."""
        activity = self.agenda.activities.get(entry.activity)
        method = self.agenda.method_of(activity) if activity else None
        return method.command(entry.command) if method else None

    def is_apart(self, entry: Entry) -> bool:
        """Whether an entry touches only what its own author made."""
        names = self.apart.get(entry.activity)
        if names is None:
            activity = self.agenda.activities.get(entry.activity)
            method = self.agenda.method_of(activity) if activity else None
            kinds = method.commands if method else ()
            names = self.apart[entry.activity] = frozenset(kind.about.name for kind in kinds if kind.about.apart)
        return is_apart(entry, names)

    # --- deciding --------------------------------------------------------------------------

    def decide(self, ask: Ask, now: int) -> Entry:
        """Role → validation → stage → check → apply: the entry taken, not yet committed.

        Raises `Refused`, pydantic's `ValidationError`, `Known` for a resend, `Failed` when a plugin raises.
        """
        self._answer_resend(ask)
        self._must_afford(ask, now)
        try:
            entry = self._decide_core(ask, now) if ask.name.startswith(CORE) else self._decide_method(ask, now)
        except (Refused, ValidationError, Failed):
            raise
        except Exception as error:
            # A plugin's `cards`, `check` or validator: it must not take the rest of the batch down with it.
            self.registry.blame(self._blamed(ask), ask.name, error)
            raise Failed from error
        self.budgets.add(entry, ask.grant.person or ask.grant.who)
        return entry

    def _must_afford(self, ask: Ask, now: int) -> None:
        """Before any work: refused where it is more than its asker, their site or the workshop may add."""
        grant = ask.grant
        if grant.role == SYSTEM:
            return
        who = grant.person or grant.who
        if who not in self._claimed:
            self._claimed.add(who)
            self.budgets.claim(who, self._pseudonyms(grant), now)
        leads = grant.role == FACILITATOR and ask.name.startswith(CORE)
        self.budgets.must_afford(who, weigh(ask.data), now, leads=leads, sites=self._sites)

    def _pseudonyms(self, grant: Grant) -> list[str]:
        """Who somebody, with all the seats of their device, is in the anonymous activities that have their key."""
        person = self.people.get(grant.person)
        whos = person.whos() if person else []
        return [pseudonym(self.keys[id], who) for id in self.logs.keys() & self.keys.keys() for who in whos]

    def _sites(self) -> dict[str, str]:
        """The site of each person."""
        return {person.id: person.site for person in self.people.values()}

    def _sites_in(self, activity: Activity) -> dict[str, str]:
        """The site of each person, as whom they take part in an activity."""
        whos = ((who, person.site) for person in self.people.values() for who in person.whos())
        key = self.keys.get(activity.id) if activity.anonymous else None
        return {pseudonym(key, who) if key else who: site for who, site in whos}

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
        kind = COMMANDS.get(ask.name)
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

    def _take_core(self, entry: Entry, command: CoreCommand) -> None:
        activity_id = entry.activity
        if isinstance(command, Undo):
            self._undo(activity_id, command.entry)
            self._append(entry)
            return
        if isinstance(command, Admit):
            self._check_admitted(activity_id, command.entry)
        core_command(entry).apply(self.agenda, entry.stamp)  # as it will be read again
        self._append(entry)
        if isinstance(command, Open | Configure):
            self._follow_opening(activity_id, command)
        elif command.is_about_tables:
            self._follow_tables()
        elif activity_id in self.shares:
            self._advance(activity_id, entry)

    def _follow_opening(self, activity_id: str, command: CoreCommand) -> None:
        first = isinstance(command, Open) and activity_id not in self.shares
        if first or isinstance(command, Configure):
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
        if entry is None or entry.is_core:
            raise Refused(_("That has already been taken back."))
        made = of_share(self.logs[activity_id], entry.share)
        pace = self.slices(UNDO_MOST)
        try:
            standing = undo(method, self.settings_of(activity), made, target, entry.share, paced=pace)
        except TooLong:
            told = _("This can no longer be taken back: too much was done since. Put it right by hand.")
            raise Refused(told) from None
        self.shares[activity_id][entry.share] = standing

    def _check_admitted(self, activity_id: str, target: str) -> None:
        _activity, method = self.playable(activity_id)
        standing = next((one for one in self.shares[activity_id].values() if target in one.late), None)
        if standing is None:
            raise Refused(_("That contribution is no longer waiting."))
        waiting = standing.late[target]
        command_of(method, waiting).check(standing.state, waiting.stamp)

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

    def _decide_method(self, ask: Ask, now: int) -> Entry:
        activity, method = self.playable(ask.activity)
        kind = method.command(ask.name)
        if kind is None:
            raise Refused(_("This page is out of date: reload it."))
        if kind.about.role not in (ANYONE, ask.grant.role) or ask.grant.role not in (PARTICIPANT, FACILITATOR):
            raise Refused(_not_for(kind))
        if self.is_closed(activity):
            raise Refused(_("This activity is closed for good."))
        command = kind.model_validate({**self._dated(kind, ask.data, now), **self._only_the_room_knows(kind)})
        share = self._share_of(ask, activity, method, kind)
        stamp = replace(self._stamp(ask, activity, now), table=self._table_of(ask, activity, kind, share))
        late = self._is_late(activity, method, kind, ask.grant.role)
        if late:
            waiting = self.shares[activity.id][share].late
            must_have_room(waiting, stamp.who, ask.grant.site, lambda: self._sites_in(activity))
        name = LATE + ask.name if late else ask.name
        entry = replace(self._entry(ask, command, stamp, activity.id, share), name=name)
        if ask.grant.role == PARTICIPANT:
            after, turn = self.lanes[activity.id].place(stamp.who, self.is_apart(entry))
            entry = replace(entry, seq=drawn_number(self.taken), after=after, turn=turn)
        self._take(activity, method, entry, command)
        return entry

    def _dated(self, kind: type[Command], data: dict[str, Any], now: int) -> dict[str, Any]:
        """What was asked, with today where a day was left out that says so: as it is where the workshop is."""
        left_out = [name for name in _dated_fields(kind) if not data.get(name)]
        return {**data, **dict.fromkeys(left_out, today(now, self.zone).isoformat())} if left_out else data

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

    def _is_late(self, activity: Activity, method: Method, kind: type[Command], role: str) -> bool:
        """Whether it comes for a past stage that keeps what is late; refused where nothing keeps it."""
        if self.agenda.paused and role == PARTICIPANT:
            raise Refused(_("The workshop is paused: your text stays here, send it again in a moment."))
        if not kind.about.during or activity.stage in kind.about.during:
            return False
        past = [method.stage(id) for id in kind.about.during if activity.is_past((id,))]
        if any(stage and stage.late == "tray" for stage in past):
            return role == PARTICIPANT
        if activity.is_past(kind.about.during):
            raise Refused(_("This stage is over: it no longer takes contributions."))
        raise Refused(_("This stage does not take that; follow the screen."))

    def _take(self, activity: Activity, method: Method, entry: Entry, command: Command) -> None:
        standing, is_late = self.shares[activity.id][entry.share], entry.is_late
        try:
            state = self._trials.of(method, activity.id, standing) if is_late else standing.state
            with self.patience.over(activity, f"{entry.name}.check"):
                command.check(state, entry.stamp)
        except Refused:
            raise
        except Exception as error:
            self.registry.blame(method.id, f"{entry.name}.check", error)
            raise Failed from error
        try:
            with self.patience.over(activity, f"{entry.name}.apply"):
                advance(method, standing, entry)
            if is_late:
                command.apply(state, entry.stamp)
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
            at=now if activity is None or ask.grant.role != PARTICIPANT else self._day(activity, now),
            chance=secrets.randbits(48),
        )

    def _day(self, activity: Activity, now: int) -> int:
        """The day that is kept of what participants write: in an anonymous activity that of its opening, for all."""
        if not activity.anonymous:
            return day_of(now)
        return next((day_of(one.stamp.at) for one in self.logs[activity.id] if one.holds(Open)), day_of(now))

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
        if not entry.is_late:
            self._trials.forget(entry.activity)
        self.entries.append(entry)
        self._index(entry)

    # --- commits ---------------------------------------------------------------------------

    def pending(self) -> list[Entry]:
        """What was taken and is not committed."""
        return self.entries[self.committed :]

    def keep(self) -> None:
        """The pending entries are committed."""
        self.committed = len(self.entries)
        self.budgets.keep()

    def let_go(self) -> None:
        """The pending entries were not committed: back to what is."""
        self.budgets.let_go(self.pending())
        touched = {entry.activity for entry in self.pending()}
        pending_core = any(entry.is_core for entry in self.pending())
        del self.entries[self.committed :]
        self._index_all()
        if pending_core:
            self.agenda = fold_agenda(self.registry.methods, self.slices(WORK_MOST)(self.entries))
            by_table = (one.id for one in self.agenda.activities.values() if one.share_by == "table")
            touched |= self.shares.keys() & set(by_table)
        for activity in touched & self.agenda.activities.keys():
            self.refold(activity)

    def forget_authors(self, kept: Iterable[Entry]) -> None:
        """An activity is closed for good: its entries are what the store has kept of them."""
        changed = {entry.id: entry for entry in kept}
        for entry in self.entries:
            if entry.request_id and entry.id in changed:
                self.spent.add(request_digest(entry.request_id))
        self._replace(changed)

    def _replace(self, changed: Mapping[str, Entry]) -> None:
        self.entries = [changed.get(entry.id, entry) for entry in self.entries]
        self._index_all()

    def rewrite(self, changed: Mapping[str, Entry]) -> None:
        """Put erased entries in the place of what they were, and fold again what they made."""
        self._replace(changed)
        for activity in {entry.activity for entry in changed.values()} - {""}:
            self.refold(activity)


@cache
def _dated_fields(kind: type[Command]) -> tuple[str, ...]:
    return tuple(name for name, field in kind.model_fields.items() if meta(field).get("today"))


def _stage_of(activity: Activity, method: Method, kind: type[Command]) -> Stage | None:
    """The stage that a command is for: the present one, or its own first where that one does not take it."""
    during = kind.about.during
    return method.stage(activity.stage if not during or activity.stage in during else during[0])


def _not_for(kind: type[Command]) -> str:
    if kind.about.role == FACILITATOR:
        return _("Only the facilitators can do this.")
    return _("Only participants can do this: join as one to try it.")
