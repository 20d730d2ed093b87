"""Deciding on a command: refused, or an entry, taken and not yet committed. No disk, no socket."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from app.domain.agenda import Activity
from app.domain.budgets import weigh
from app.domain.calendar import today
from app.domain.commands.activity import Open, is_import
from app.domain.commands.base import CoreCommand
from app.domain.commands.moderation import Admit, Undo
from app.domain.commands.registry import COMMANDS, core_command
from app.domain.lanes import drawn_number
from app.domain.log import CORE, LATE, Entry, command_of
from app.domain.people import Person, day_of, heads_by_site, new_id, pseudonym, who_is_meant
from app.domain.replay import advance, of_scope, undo, undone
from app.live.commands.by_link import must_come_by_link
from app.live.commands.cooperative import UNDO_MOST, TooLong
from app.live.commands.handover import copies
from app.live.commands.late_tray import must_have_room
from app.live.commands.on_paper import may_enter
from app.live.commands.record import Record
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.commands.scopes import is_late, scope_of, table_of
from app.live.commands.server_fields import with_server_fields, with_zone
from app.store.log import request_digest
from beffroi import ANYONE, FACILITATOR, HOST, PARTICIPANT, Card, Command, Method, Refused, Stamp, translator
from beffroi.fields import meta

_ = translator(__name__)


ROOM_FILLS = ("tables", "person", "heads")


class DuplicateRequest(Exception):  # noqa: N818 - the answer to it is in the log
    """The request is in the log already: the same entry answers it."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


class MethodError(Exception):
    """The method itself raised; its plugin is to blame, and nothing was changed."""


class Decider:
    """Decides what is asked of a workshop, against its record."""

    def __init__(self, record: Record, copies: Callable[[Record, str], list[Card]] = copies) -> None:
        """`copies` tells what an activity hands over."""
        self.record = record
        self.copies = copies
        self._claimed = set[str]()

    def decide(self, ask: CommandRequest, now: int) -> Entry:
        """Role → validation → stage → check → apply: the entry taken, not yet committed.

        Raises `Refused`, pydantic's `ValidationError`, `DuplicateRequest` for a resend, `MethodError` where a plugin
        raises.
        """
        self._answer_resend(ask)
        self._must_afford(ask, now)
        try:
            entry = self._decide_core(ask, now) if ask.name.startswith(CORE) else self._decide_method(ask, now)
        except (Refused, ValidationError, MethodError):
            raise
        except Exception as error:
            # A plugin's `cards`, `check` or validator: it must not take the rest of the batch down with it.
            self.record.registry.blame(self._blamed(ask), ask.name, error)
            raise MethodError from error
        self.record.budgets.add(entry, ask.grant.person or ask.grant.who)
        return entry

    def _must_afford(self, ask: CommandRequest, now: int) -> None:
        """Before any work: refused where it is more than its asker, their site or the workshop may add."""
        grant = ask.grant
        if grant.role == SYSTEM:
            return
        who = grant.person or grant.who
        if who not in self._claimed:
            self._claimed.add(who)
            self.record.budgets.claim(who, self._pseudonyms(grant), now)
        leads = grant.role == FACILITATOR and ask.name.startswith(CORE)
        self.record.budgets.must_afford(who, weigh(ask.data), now, leads=leads, sites=self._sites)

    def _pseudonyms(self, grant: Grant) -> list[str]:
        """Who somebody, with all the seats of their device, is in the anonymous activities that have their key."""
        person = self.record.people.get(grant.person)
        whos = person.whos() if person else []
        keys = self.record.keys
        return [pseudonym(keys[id], who) for id in self.record.logs.keys() & keys.keys() for who in whos]

    def _sites(self) -> dict[str, str]:
        """The site of each person."""
        return {person.id: person.site for person in self.record.people.values()}

    def _sites_in(self, activity: Activity) -> dict[str, str]:
        """The site of each person, as whom they take part in an activity."""
        whos = ((who, person.site) for person in self.record.people.values() for who in person.whos())
        key = self.record.keys.get(activity.id) if activity.anonymous else None
        return {pseudonym(key, who) if key else who: site for who, site in whos}

    def _blamed(self, ask: CommandRequest) -> str:
        activity = self.record.agenda.activities.get(ask.activity or str(ask.data.get("activity", "")))
        return activity.method if activity else "core"

    def _answer_resend(self, ask: CommandRequest) -> None:
        if not ask.request_id:
            raise Refused(_("This page is out of date: reload it."))
        if request_digest(ask.request_id) in self.record.used_requests:
            raise DuplicateRequest("")
        entry = self.record.requests.get(ask.request_id)
        if entry is None:
            return
        activity = self.record.agenda.activities.get(entry.activity)
        if entry.stamp.who == self.record.who_in(activity, ask.grant) and entry.digest == ask.digest():
            raise DuplicateRequest(entry.id)
        raise Refused(_("This request was already used for something else: reload the page."))

    def _decide_core(self, ask: CommandRequest, now: int) -> Entry:
        kind = COMMANDS.get(ask.name)
        if kind is None:
            raise Refused(_("This page is out of date: reload it."))
        if ask.grant.role not in (SYSTEM, kind.about.role):
            raise Refused(_("Only the facilitators can do this."))
        command = kind.model_validate(with_zone(self.record, kind, ask.data))
        stamp = self._stamp(ask, None, now)
        command.check(self.record.agenda, stamp)
        command = with_server_fields(self.record, command, stamp, self.copies)
        activity = getattr(command, "activity", "")
        entry = self._entry(ask, command, stamp, activity, "")
        self._take_core(entry, command)
        return entry

    def _take_core(self, entry: Entry, command: CoreCommand) -> None:
        activity_id = entry.activity
        if isinstance(command, Undo):
            self._undo(activity_id, command.entry)
            self.record.append(entry)
            return
        if isinstance(command, Admit):
            self._check_admitted(activity_id, command.entry)
        core_command(entry).apply(self.record.agenda, entry.stamp)  # as it will be read again
        self.record.append(entry)
        if isinstance(command, Open) or command.changes_settings:
            self._follow_opening(activity_id, command)
        elif command.is_about_tables:
            self.record.states.follow_tables(self.record.agenda, self.record.logs)
        elif activity_id in self.record.scopes:
            self.record.states.advance(self.record.agenda, entry, self.record.logs[activity_id])

    def _follow_opening(self, activity_id: str, command: CoreCommand) -> None:
        first = isinstance(command, Open) and activity_id not in self.record.scopes
        if first or (command.changes_settings and activity_id):
            self.record.refold(activity_id)

    def _undo(self, activity_id: str, target: str) -> None:
        record = self.record
        entry = next((e for e in record.logs[activity_id] if e.id == target), None)
        if entry is not None and is_import(entry) and not record.agenda.activities[activity_id].opened:
            if target in undone(record.logs[activity_id]):
                raise Refused(_("That has already been taken back."))
            return  # there is no state yet; the activity starts without
        activity, method = record.playable(activity_id)
        if record.is_closed(activity):
            raise Refused(_("This activity is closed for good."))
        if entry is None or (entry.is_core and not is_import(entry)):
            raise Refused(_("That has already been taken back."))
        pace, settings = record.slices(UNDO_MOST), record.states.settings_of(activity)
        scopes = list(record.scopes[activity_id]) if entry.is_core else [entry.scope]
        logs = {scope: of_scope(record.logs[activity_id], scope) for scope in scopes}
        try:
            states = {scope: undo(method, settings, logs[scope], target, scope, paced=pace) for scope in scopes}
        except TooLong:
            told = _("This can no longer be taken back: too much was done since. Put it right by hand.")
            raise Refused(told) from None
        record.scopes[activity_id].update(states)

    def _check_admitted(self, activity_id: str, target: str) -> None:
        _activity, method = self.record.playable(activity_id)
        standing = next((one for one in self.record.scopes[activity_id].values() if target in one.late), None)
        if standing is None:
            raise Refused(_("That contribution is no longer waiting."))
        waiting = standing.late[target]
        command_of(method, waiting).check(standing.state, waiting.stamp)

    def _decide_method(self, ask: CommandRequest, now: int) -> Entry:
        activity, method = self.record.playable(ask.activity)
        kind = method.command(ask.name)
        if kind is None:
            raise Refused(_("This page is out of date: reload it."))
        if not may_enter(ask.grant, activity):
            raise Refused(_("This paper is of another activity: open it again from the list of people."))
        if not _is_for(kind, ask.grant.role):
            raise Refused(_not_for(kind))
        must_come_by_link(self.record, ask, activity, kind, now)
        if self.record.is_closed(activity):
            raise Refused(_("This activity is closed for good."))
        command = kind.model_validate(
            {**self._dated(kind, ask.data, now), **self._only_the_room_knows(kind, activity, ask.data)}
        )
        seating = self.record.agenda.seating
        scope = scope_of(ask, seating, activity, method, kind)
        stamp = replace(self._stamp(ask, activity, now), table=table_of(ask, seating, activity, kind, scope))
        late = is_late(self.record.agenda, activity, method, kind, ask.grant)
        if late:
            waiting = self.record.scopes[activity.id][scope].late
            must_have_room(waiting, stamp.who, ask.grant.site, lambda: self._sites_in(activity))
        name = LATE + ask.name if late else ask.name
        entry = replace(self._entry(ask, command, stamp, activity.id, scope), name=name)
        if ask.grant.role == PARTICIPANT:
            after, turn = self.record.log.index.lanes[activity.id].place(stamp.who, self.record.is_apart(entry))
            entry = replace(entry, seq=drawn_number(self.record.log.index.taken), after=after, turn=turn)
        self._take(activity, method, entry, command)
        return entry

    def _dated(self, kind: type[Command], data: dict[str, Any], now: int) -> dict[str, Any]:
        """What was asked, with today where a day was left out that says so: as it is where the workshop is."""
        left_out = [name for name in _dated_fields(kind) if not data.get(name)]
        return {**data, **dict.fromkeys(left_out, today(now, self.record.zone).isoformat())} if left_out else data

    def _only_the_room_knows(self, kind: type[Command], activity: Activity, data: dict[str, Any]) -> dict[str, Any]:
        """The fields that no page fills in: the tables at which somebody sits, whom a name means, how many are here."""
        found: dict[str, Callable[[str], Any]] = {
            "tables": lambda _called: self._sat(),
            "person": lambda called: self._here(activity, data.get(called)),
            "heads": lambda _called: dict(heads_by_site(self.record.people.values())),
        }
        return {name: found[widget](called) for name, widget, called in _filled_by_room(kind)}

    def _sat(self) -> list[str]:
        sat = set(self.record.agenda.seating.at.values())
        return [table for table in self.record.agenda.seating.tables if table in sat]

    def _here(self, activity: Activity, name: Any) -> str:
        """The one person here who is meant; "" of none, of several, and wherever nobody is known by a name."""
        if activity.anonymous or not isinstance(name, str) or not name.strip():
            return ""
        return who_is_meant(name, (one for one in self.record.people.values() if not one.left), self._places_of)

    def _places_of(self, person: Person) -> tuple[str, ...]:
        """What is said after a name, to tell somebody from another who has it: their site, their table."""
        seating = self.record.agenda.seating
        table = seating.tables.get(seating.at.get(person.id, ""))
        sites = [site.name for site in self.record.sites if site.id == person.site]
        return (*sites, table.name) if table else tuple(sites)

    def _take(self, activity: Activity, method: Method, entry: Entry, command: Command) -> None:
        standing, is_late = self.record.scopes[activity.id][entry.scope], entry.is_late
        try:
            state = self.record.states.trials.of(method, activity.id, standing) if is_late else standing.state
            with self.record.patience.over(activity, f"{entry.name}.check"):
                command.check(state, entry.stamp)
        except Refused:
            raise
        except Exception as error:
            self.record.registry.blame(method.id, f"{entry.name}.check", error)
            raise MethodError from error
        try:
            with self.record.patience.over(activity, f"{entry.name}.apply"):
                advance(method, standing, entry)
            if is_late:
                command.apply(state, entry.stamp)
        except Exception as error:
            self.record.registry.blame(method.id, f"{entry.name}.apply", error)
            self.record.refold(activity.id)
            raise MethodError from error
        self.record.append(entry)

    def _stamp(self, ask: CommandRequest, activity: Activity | None, now: int) -> Stamp:
        hidden = activity is not None and activity.anonymous and ask.grant.role == PARTICIPANT
        role = FACILITATOR if ask.grant.role == SYSTEM else ask.grant.role
        keeps_site = not hidden or (activity is not None and activity.by_site)
        return Stamp(
            id=new_id(),
            who=self.record.who_in(activity, ask.grant),
            role=role,
            site=ask.grant.site if keeps_site else "",
            at=now if activity is None or ask.grant.role != PARTICIPANT else self._day(activity, now),
            chance=secrets.randbits(48),
        )

    def _day(self, activity: Activity, now: int) -> int:
        """The day that is kept of what participants write: in an anonymous activity that of its opening, for all."""
        if not activity.anonymous:
            return day_of(now)
        return next((day_of(one.stamp.at) for one in self.record.logs[activity.id] if one.holds(Open)), day_of(now))

    def _entry(self, ask: CommandRequest, command: Command, stamp: Stamp, activity: str, scope: str) -> Entry:
        kind, data = type(command), command.model_dump(mode="json")
        known = self.record.agenda.activities.get(activity)
        if not self.record.registry.may_write(command, data, known.method if known else ""):
            raise Refused(_("This is new, and the server is being updated: it works once the update is finished."))
        return Entry(
            seq=self.record.log.index.next_seq,
            activity=activity,
            scope=scope,
            name=kind.about.name,
            version=kind.about.version,
            data=data,
            stamp=stamp,
            request_id=ask.request_id,
            digest=ask.digest(),
        )


@cache
def _dated_fields(kind: type[Command]) -> tuple[str, ...]:
    return tuple(name for name, field in kind.model_fields.items() if meta(field).get("today"))


@cache
def _filled_by_room(kind: type[Command]) -> tuple[tuple[str, str, str], ...]:
    told = ((name, meta(field)) for name, field in kind.model_fields.items())
    return tuple((name, said["widget"], said.get("called", "")) for name, said in told if said["widget"] in ROOM_FILLS)


def _is_for(kind: type[Command], role: str) -> bool:
    """Whether a role may ask a command; what work made, the host alone brings."""
    if role == SYSTEM or kind.about.role == HOST:
        return role == SYSTEM and kind.about.role == HOST
    return kind.about.role in (ANYONE, role) and role in (PARTICIPANT, FACILITATOR)


def _not_for(kind: type[Command]) -> str:
    if kind.about.role in (FACILITATOR, HOST):
        return _("Only the facilitators can do this.")
    return _("Only participants can do this: join as one to try it.")
