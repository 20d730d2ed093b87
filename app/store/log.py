"""The rows of the log: append a batch, read them back, answer what became of a request."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, String, Text, TextClause

from sqlalchemy import cast, column, delete, insert, select, table, text, update  # isort: skip
from sqlalchemy.orm import Session

from app.domain.calendar import DAY_MS
from app.domain.log import Entry, Pacer, at_once
from app.store.models import EntryRow, SpentRequest
from beffroi import Stamp
from beffroi.stamp import NOBODY


def request_digest(request_id: str) -> str:
    """What is kept of a request id when the id itself is blanked."""
    return hashlib.sha256(request_id.encode()).hexdigest()


def _row(workshop_id: str, entry: Entry) -> dict[str, Any]:
    stamp = entry.stamp
    return {
        "workshop_id": workshop_id,
        "seq": entry.seq,
        "id": stamp.id,
        "activity": entry.activity,
        "share": entry.scope,
        "name": entry.name,
        "version": entry.version,
        "data": entry.data,
        "who": stamp.who,
        "role": stamp.role,
        "site": stamp.site,
        "table": stamp.table,
        "at": stamp.at,
        "chance": stamp.chance,
        "request_id": entry.request_id or None,
        "digest": entry.digest,
        "after": entry.after,
        "turn": entry.turn,
    }


COLUMNS = EntryRow.__table__.c
PIECE = 256
"""Rows that are read at once: others have their turn between two pieces."""
PIECE_SIZE = 100_000
"""Characters of them that are decoded at once, or the one row that has more."""


def _entry(lift: Lift, data: dict[str, Any], row: Sequence[Any]) -> Entry:
    _data, seq, activity, scope, name, version, request_id, digest, after, turn, id, who, role, site, *stamp = row
    who, site = lift(activity, id, who, site)
    made = Stamp(id, who, role, site, *stamp)
    return Entry(seq, activity, scope, name, version, data, made, request_id or "", digest, after, turn)


READ = (
    cast(COLUMNS.data, Text), COLUMNS.seq, COLUMNS.activity, COLUMNS.share, COLUMNS.name, COLUMNS.version,
    COLUMNS.request_id, COLUMNS.digest, COLUMNS.after, COLUMNS.turn,
    COLUMNS.id, COLUMNS.who, COLUMNS.role, COLUMNS.site, COLUMNS.table, COLUMNS["at"], COLUMNS.chance,
)  # fmt: skip
"""The data as the text that they are kept as, the entry's other columns, then its stamp's, in their order."""


def append(connection: Connection, workshop_id: str, entries: Sequence[Entry]) -> None:
    """Add a batch; a seq or a request id that is there already fails the whole batch."""
    rows = [_row(workshop_id, entry) for entry in entries]
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_unnested(), _columns(rows))
        return
    for row in rows:
        # SQLite numbers rows as they come; those of participants are numbered by lot, as their `seq` is.
        row["rowid"] = _drawn_row() if row["seq"] < 0 else None
    connection.execute(INSERT, rows)


NUMBERED = table("entry", column("rowid"), *(column(one.name, one.type) for one in COLUMNS))
"""SQLite's own number of each row, beside the columns."""

INSERT = insert(NUMBERED)
"""Made once: SQLAlchemy goes through the columns of each statement anew, which was half of what a commit cost."""


def _drawn_row() -> int:
    return -1 - secrets.randbelow(1 << 62)


@cache
def _unnested() -> TextClause:
    """One statement for any number of rows: an array a column. Five times as fast as a row after the other."""
    arrays = {column.name: f"cast(:{column.name} as {_array_of(column.type)})" for column in COLUMNS}
    names = ", ".join(f'"{name}"' for name in arrays)
    return text(f"insert into entry ({names}) select * from unnest({', '.join(arrays.values())})")  # noqa: S608


def _array_of(kind: Any) -> str:
    """A text as it is, so that one that is too long fails where a cast would cut it."""
    if isinstance(kind, JSON):
        return "json[]"
    return "text[]" if isinstance(kind, String) else "bigint[]"


def _columns(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return {**columns, "data": [json.dumps(data) for data in columns["data"]]}


Lift = Callable[[str, str, str, str], tuple[str, str]]
"""Who wrote an entry of an activity, and where, as a method is told; from its id and what the row says."""


def _as_it_stands(_activity: str, _id: str, who: str, site: str) -> tuple[str, str]:
    return who, site


def read(session: Session, workshop_id: str, lift: Lift = _as_it_stands) -> list[Entry]:
    """The whole log of a workshop, in order."""
    return list(pieces(session, workshop_id, lift))


def pieces(session: Session, workshop_id: str, lift: Lift = _as_it_stands, paced: Pacer = at_once) -> Iterator[Entry]:
    """The log in order, fetched some rows at a time; plain rows, where objects that a session keeps cost far more.

    Participants' entries, whose numbers are below 0, come first; each waits for the act after which it comes.
    """
    log = select(*READ).where(COLUMNS.workshop_id == workshop_id).order_by(COLUMNS.seq)
    lanes: dict[int, list[Entry]] = defaultdict(list)
    for rows in session.connection().execute(log.execution_options(yield_per=PIECE)).partitions():
        for some in _by_size(rows):
            data = json.loads(f"[{','.join(row[0] for row in some)}]")  # together: row by row is most of the reading
            for entry in paced(map(partial(_entry, lift), data, some)):
                if entry.seq < 0:
                    lanes[entry.after].append(entry)
                    continue
                yield entry
                yield from _in_turn(lanes.pop(entry.seq, ()))
    for waiting in lanes.values():
        yield from _in_turn(waiting)


def _in_turn(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=attrgetter("turn", "seq"))


def _by_size(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """The rows in runs whose texts are decoded in a few milliseconds."""
    run, size = list[Any](), 0
    for row in rows:
        run.append(row)
        size += len(row[0])
        if size > PIECE_SIZE:
            yield run
            run, size = [], 0
    if run:
        yield run


def found(session: Session, workshop_id: str, ids: Iterable[str]) -> set[str]:
    """Which of these entries are in the log: asked when the outcome of a commit is unknown.

    By their own ids: a closing blanks request ids in the commit that is asked about.
    """
    return set(
        session.scalars(select(EntryRow.id).where(EntryRow.workshop_id == workshop_id, EntryRow.id.in_(list(ids))))
    )


def spent_requests(session: Session, workshop_id: str) -> set[str]:
    """The digests of the requests of closed anonymous activities."""
    return set(session.scalars(select(SpentRequest.digest).where(SpentRequest.workshop_id == workshop_id)))


def rewrite(connection: Connection, workshop_id: str, entries: Iterable[Entry]) -> None:
    """Put other data in the place of entries' own: what erasure does."""
    for entry in entries:
        where = (EntryRow.workshop_id == workshop_id, EntryRow.seq == entry.seq)
        told = {"data": entry.data, "version": entry.version, "digest": ""}
        if entry.stamp.who == NOBODY:  # any other author stands in the row under a veil, and stays
            told |= {"who": NOBODY, "site": ""}
        connection.execute(update(EntryRow).where(*where).values(**told))


def unlink_requests(connection: Connection, workshop_id: str, activity: str, now: int) -> None:
    """Blank the request ids of an activity, and keep their digests for resends."""
    of_it = (EntryRow.workshop_id == workshop_id, EntryRow.activity == activity)
    _spend(connection, workshop_id, of_it, now)
    connection.execute(update(EntryRow).where(*of_it).values(request_id=None, digest=""))


def store_anew(
    connection: Connection, workshop_id: str, activity: str, entries: Sequence[Entry], now: int
) -> None:  # fmt: skip
    """Keep an activity's entries as these say, in rows that hold no order but the fold's."""
    of_it = (EntryRow.workshop_id == workshop_id, EntryRow.activity == activity)
    _spend(connection, workshop_id, of_it, now)
    connection.execute(delete(EntryRow).where(*of_it))
    append(connection, workshop_id, secrets.SystemRandom().sample(list(entries), len(entries)))


def forget(
    connection: Connection, workshop_id: str, names: Iterable[str], requests: Iterable[str], now: int
) -> None:  # fmt: skip
    """Take out entries of these names, and answer for `requests` that got none: another is to stand for them all."""
    of_them = (EntryRow.workshop_id == workshop_id, EntryRow.name.in_(list(names)))
    _spend(connection, workshop_id, of_them, now, requests)
    connection.execute(delete(EntryRow).where(*of_them))


def _spend(
    connection: Connection, workshop_id: str, these: Sequence[ColumnElement[bool]], now: int, more: Iterable[str] = ()
) -> None:  # fmt: skip
    """Keep the digests of entries' request ids, linked to none of them, a day for resends."""
    ids = connection.scalars(select(EntryRow.request_id).where(*these, EntryRow.request_id.is_not(None)))
    # In the order of their digests: the order of the rows must not tell the order of writing.
    digests = sorted({request_digest(id) for id in (*ids, *more) if id})
    if digests:
        rows = [{"workshop_id": workshop_id, "digest": digest, "until": now + DAY_MS} for digest in digests]
        connection.execute(insert(SpentRequest), rows)


def forget_spent_requests(connection: Connection, now: int) -> None:
    """Drop the digests whose day is over."""
    connection.execute(delete(SpentRequest).where(SpentRequest.until < now))
