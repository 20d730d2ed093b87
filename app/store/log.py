"""The rows of the log: append a batch, read them back, answer what became of a request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Connection, String, Text, TextClause, cast, delete, insert, select, text, update
from sqlalchemy.orm import Session

from app.domain.log import Entry
from app.sdk import Stamp
from app.store.models import EntryRow, SpentRequest

DAY_MS = 24 * 3600 * 1000


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
        "share": entry.share,
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
    }


COLUMNS = EntryRow.__table__.c
PIECE = 256
"""Rows that are read at once: others have their turn between two pieces."""
PIECE_SIZE = 100_000
"""Characters of them that are decoded at once, or the one row that has more."""


def _entry(data: dict[str, Any], row: Sequence[Any]) -> Entry:
    _data, seq, activity, share, name, version, request_id, digest, *stamp = row
    return Entry(seq, activity, share, name, version, data, Stamp(*stamp), request_id or "", digest)


READ = (
    cast(COLUMNS.data, Text), COLUMNS.seq, COLUMNS.activity, COLUMNS.share, COLUMNS.name, COLUMNS.version,
    COLUMNS.request_id, COLUMNS.digest, COLUMNS.id, COLUMNS.who, COLUMNS.role, COLUMNS.site, COLUMNS.table,
    COLUMNS["at"], COLUMNS.chance,
)  # fmt: skip
"""The data as the text that they are kept as, the entry's other columns, then its stamp's, in their order."""


def append(connection: Connection, workshop_id: str, entries: Sequence[Entry]) -> None:
    """Add a batch; a seq or a request id that is there already fails the whole batch."""
    rows = [_row(workshop_id, entry) for entry in entries]
    if connection.dialect.name == "postgresql":
        connection.execute(_unnested(), _columns(rows))
    else:
        connection.execute(insert(EntryRow), rows)


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


def read(session: Session, workshop_id: str) -> list[Entry]:
    """The whole log of a workshop, in order."""
    return list(pieces(session, workshop_id))


def pieces(session: Session, workshop_id: str) -> Iterator[Entry]:
    """The log in order, fetched some rows at a time; plain rows, where objects that a session keeps cost far more."""
    log = select(*READ).where(COLUMNS.workshop_id == workshop_id).order_by(COLUMNS.seq)
    for rows in session.connection().execute(log.execution_options(yield_per=PIECE)).partitions():
        for some in _by_size(rows):
            data = json.loads(f"[{','.join(row[0] for row in some)}]")  # together: row by row is most of the reading
            yield from map(_entry, data, some)


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
        connection.execute(update(EntryRow).where(*where).values(data=entry.data, digest=""))


def unlink_requests(connection: Connection, workshop_id: str, activity: str, now: int) -> None:
    """Blank an activity's request ids; their digests, linked to no entry, stay a day for resends."""
    of_it = (EntryRow.workshop_id == workshop_id, EntryRow.activity == activity)
    ids = connection.scalars(select(EntryRow.request_id).where(*of_it, EntryRow.request_id.is_not(None)))
    # In the order of their digests: the order of the rows must not tell the order of writing.
    digests = sorted({request_digest(id) for id in ids if id})
    if digests:
        rows = [{"workshop_id": workshop_id, "digest": digest, "until": now + DAY_MS} for digest in digests]
        connection.execute(insert(SpentRequest), rows)
    connection.execute(update(EntryRow).where(*of_it).values(request_id=None, digest=""))


def forget_spent_requests(connection: Connection, now: int) -> None:
    """Drop the digests whose day is over."""
    connection.execute(delete(SpentRequest).where(SpentRequest.until < now))
