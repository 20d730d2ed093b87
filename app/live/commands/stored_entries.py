"""Entries as they are kept: what a row says of its author, and what is stored anew when nobody may know it any more.

The record holds what methods are told; a row holds less. See docs/architecture.md, “Anonymity”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from app.domain.anonymous_authors import token, veiled, veiled_site
from app.domain.commands.activity import Close, Open
from app.domain.commands.moderation import Void
from app.domain.commands.seating import DrawTables, Seat
from app.domain.lanes import Lane, drawn_number
from app.domain.log import Entry
from app.domain.people import day_of
from app.live.commands.cooperative import Cooperative
from app.live.commands.record import Record
from app.store import log as log_rows
from app.store import people as people_rows
from beffroi import PARTICIPANT
from beffroi.small_groups import may_be_shown
from beffroi.stamp import NOBODY

SEATED = (DrawTables.about.name, Seat.about.name)
"""Acts that say who sits where. One row keeps them all: one each would tell who came late, and when."""


def keep(workshop_id: str, record: Record, entries: Sequence[Entry]) -> Callable[[Connection], None]:
    """The job that puts entries in rows, with all that goes with them."""
    closing = [entry for entry in entries if entry.holds(Close) and _is_anonymous(record, entry.activity)]
    record.kept_for_good = {entry.activity: _for_good(record, entry.activity) for entry in closing}
    seated = _seated(record, entries, is_closing=bool(closing))
    answered = [entry.request_id for entry in entries if entry.name in SEATED][:-1]
    rows = [_row(record, entry) for entry in entries if entry.name not in SEATED]
    for_good, now = dict(record.kept_for_good), max((entry.stamp.at for entry in entries), default=0)

    def job(connection: Connection) -> None:
        if seated is not None:
            log_rows.forget(connection, workshop_id, SEATED, answered, now)
        log_rows.append(connection, workshop_id, rows if seated is None else [*rows, seated])
        for activity, kept in for_good.items():
            log_rows.store_anew(connection, workshop_id, activity, kept, now)
        if closing:
            people_rows.forget_order_of_people(connection, workshop_id)

    return job


def staying(entries: Sequence[Entry]) -> set[str]:
    """The ids by which entries are found in the log once they are kept."""
    seats = [entry.id for entry in entries if entry.name in SEATED]
    return {entry.id for entry in entries} - set(seats[:-1])


def closed(record: Record, activity: str) -> None:
    """What the record holds of an anonymous activity, once it is closed for good."""
    record.forget_authors(record.kept_for_good.pop(activity, []))
    record.keys.pop(activity, None)


def _is_anonymous(record: Record, activity: str) -> bool:
    return activity in record.agenda.activities and record.agenda.activities[activity].anonymous


def _seated(record: Record, entries: Sequence[Entry], *, is_closing: bool) -> Entry | None:
    """Who sits where, in one entry, where that changes or what was kept of it may say too much."""
    said = [entry for entry in entries if entry.name in SEATED]
    if not said and is_closing:
        said = [replace(entry, request_id="") for entry in record.entries if entry.name in SEATED]
    if not said:
        return None
    last = said[-1]
    data = {"again": False, "late": "", **record.agenda.seating.as_kept()}
    return replace(last, name=DrawTables.about.name, data=data, stamp=replace(last.stamp, at=day_of(last.stamp.at)))


# --- while the key is there ----------------------------------------------------------------------


def _row(record: Record, entry: Entry) -> Entry:
    """An entry as its row keeps it: of an anonymous author, what leads to nobody without the key."""
    key = record.keys.get(entry.activity) if _is_anonymous(record, entry.activity) else None
    if key is None:
        return entry
    if entry.holds(Void):
        return replace(entry, data=_voided(record, entry, key))
    if entry.stamp.role != PARTICIPANT or entry.is_core:
        return entry
    stamp, scope = entry.stamp, _scope(record, entry)
    who, site = veiled(key, stamp.id, stamp.who, scope), veiled_site(key, stamp.id, stamp.site)
    table = stamp.table if stamp.table == entry.scope else ""
    return replace(entry, stamp=replace(stamp, who=who, site=site, table=table))


def _scope(record: Record, entry: Entry) -> str:
    """What one author is the same in: all commands of the same stages."""
    kind = record.command_of(entry)
    return ",".join(kind.about.during) if kind else ""


def _voided(record: Record, entry: Entry, key: bytes) -> dict[str, object]:
    """A voiding by the tokens of whoever was voided, in all that they can have done."""
    method = record.agenda.method_of(record.agenda.activities[entry.activity])
    scopes = sorted({",".join(kind.about.during) for kind in method.commands} if method else ())
    whos = {token(key, who, scope) for who in entry.data["whos"] if _is_pseudonym(who) for scope in scopes}
    return {**entry.data, "person": "", "whos": sorted(whos)}


def _is_pseudonym(who: str) -> bool:
    return len(who) == 24 and all(sign in "0123456789abcdef" for sign in who)  # noqa: PLR2004


# --- when it goes --------------------------------------------------------------------------------


def _for_good(record: Record, activity: str) -> list[Entry]:
    """The entries of an activity as they stay: authors as tokens, sites of five and more, no order but the fold's.

    Those of before there were lanes are put in them.
    """
    key, lane, taken = record.keys.get(activity), Lane(), set(record.log.index.taken)
    day = next((day_of(one.stamp.at) for one in record.logs[activity] if one.holds(Open)), 0)
    kept = []
    for entry in Cooperative()(record.logs[activity]):
        after = replace(entry, request_id="", digest="")
        if entry.holds(Void) and key:
            after = replace(after, data=_voided(record, entry, key))
        if _is_participants(entry):
            apart = record.is_apart(entry)
            place, turn = lane.place(entry.stamp.who, apart)
            number = entry.seq if entry.seq < 0 else drawn_number(taken)
            taken.add(number)
            after = replace(after, seq=number, after=place, turn=turn)
            lane.note(after, apart)
            is_blank = entry.stamp.who == NOBODY
            who = token(key, entry.stamp.who, _scope(record, entry)) if key and not is_blank else entry.stamp.who
            table = entry.stamp.table if entry.stamp.table == entry.scope else ""
            after = replace(after, stamp=replace(entry.stamp, who=who, table=table, at=day))
        else:
            lane.note(after, record.is_apart(entry))
        kept.append(after)
    return _without_small_sites(record, kept)


def _is_participants(entry: Entry) -> bool:
    return entry.stamp.role == PARTICIPANT and not entry.is_core


def _without_small_sites(record: Record, entries: list[Entry]) -> list[Entry]:
    """Sites stay where, of all who did what these stages are for, every site has five; else none of them does."""
    there: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in entries:
        if _is_participants(entry):  # of no site is a group as well: sheets of paper
            there[_scope(record, entry)][entry.stamp.site].add(entry.stamp.who)
    told = {scope for scope, sites in there.items() if may_be_shown(map(len, sites.values()))}
    return [
        entry if not entry.stamp.site or not _is_participants(entry) or _scope(record, entry) in told
        else replace(entry, stamp=replace(entry.stamp, site=""))
        for entry in entries
    ]  # fmt: skip
