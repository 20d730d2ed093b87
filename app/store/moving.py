"""Moving a database from SQLite to PostgreSQL: table by table in one transaction, counted on both sides before it ends.

The keys of anonymous activities stay where they are, or go to the database that `KEYS_URL` names: never to the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select, text

from app.store import database, schema
from app.store.models import Base, KeyBase
from app.store.schema import Standing

AT_A_TIME = 500
"""Rows that are in memory at once."""


class NotMoved(Exception):
    """Nothing was moved; the sentence says why."""


def move(file: Path, to: str) -> Mapping[str, int]:
    """Copy the log and all beside it into an empty PostgreSQL database; how many rows of each table there are."""
    with _opened(file) as source, database.writer(to).begin() as target:
        if schema.standing(source) is not Standing.PRESENT:
            raise NotMoved(f"{file} is not of this release: start the server of this release on it once, and stop it.")
        _must_be_empty(target)
        database.bring_up_on(target)
        moved = _copied(Base.metadata, source, target)
        for name in ("oldest", "finalized"):
            kept = source.scalar(text(f"select {name} from compatibility"))  # noqa: S608 - names of ours
            target.execute(text(f"update compatibility set {name} = :kept"), {"kept": kept})  # noqa: S608
        return moved


def move_keys(file: Path, to: str) -> Mapping[str, int]:
    """Copy the keys, likewise."""
    with _opened(file) as source, database.writer(to).begin() as target:
        database.alone(target)
        KeyBase.metadata.create_all(target)
        return _copied(KeyBase.metadata, source, target)


def _opened(file: Path) -> Connection:
    if not file.exists() or not file.stat().st_size:
        raise NotMoved(f"There is no {file}: give the folder of the SQLite database with --instance.")
    engine: Engine = database.writer(f"sqlite:///{file}")
    return engine.connect()


def _must_be_empty(target: Connection) -> None:
    """Raise `NotMoved` where something is there: whose that is, nobody here knows."""
    database.alone(target)
    found = schema.standing(target)
    if found in (Standing.OLDER, Standing.NEWER, Standing.TOO_NEW):
        raise NotMoved("The PostgreSQL database is of another release: make an empty one.")
    if found is Standing.PRESENT and any(_count(target, table) for table in Base.metadata.sorted_tables):
        raise NotMoved("The PostgreSQL database holds something already: make an empty one.")


def _copied(metadata: MetaData, source: Connection, target: Connection) -> dict[str, int]:
    counted = {}
    for table in metadata.sorted_tables:
        # In the order of their ids, which are random: that of writing is nobody's to know.
        rows = source.execute(select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_A_TIME))
        for some in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])
        _count_on(target, table)
        there, here = _count(source, table), _count(target, table)
        if there != here:
            raise NotMoved(f"{table.name} has {there} rows in SQLite and {here} in PostgreSQL.")
        counted[table.name] = here
    return counted


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _count_on(target: Connection, table: Table) -> None:
    """Have the database number on from the last row, where it numbers rows itself."""
    column = table.autoincrement_column
    if column is not None and column.type.python_type is int:
        last = target.scalar(select(func.max(column)))
        if last is not None:
            named = {"table": f'"{table.name}"', "column": column.name, "last": last}
            target.execute(text("select setval(pg_get_serial_sequence(:table, :column), :last)"), named)
