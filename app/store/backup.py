"""Copies of the databases while a server writes them, and putting one back.

The log is copied before the keys. A key exists before anybody writes under it, and is destroyed after the entry that
closes its activity: so the keys, copied last, hold all that the copied log needs but those destroyed meanwhile. In the
other order a copy could hold a key beside the very entry that promised its end.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import make_url

from app.store.database import bring_up
from app.store.journal import BACKUP_DAYS
from app.store.schema import known

LOG, KEYS, ABOUT = "beffroi.sqlite", "keys.sqlite", "backup.json"

UNFINISHED = ".unfinished-"
"""What the folder is called in which a copy is made ready."""

PATIENCE = 30.0
"""Seconds to wait for a lock of the server: it holds one while it empties its write-ahead log."""

NOT_SQLITE = (
    "This database is PostgreSQL, which has its own tools: use pg_dump to back it up and pg_restore to put it back; "
    "see docs/operating.md."
)


class NotDone(Exception):
    """Nothing was copied or put back; the sentence says why."""


@dataclass(frozen=True)
class Made:
    """A backup: how many entries its logs hold, and whether the keys are in it."""

    entries: int
    has_keys: bool


@dataclass(frozen=True)
class Restored:
    """What was put back: entries, where what was there before is, whether the backup's keys were taken."""

    entries: int
    aside: Path | None
    took_keys: bool


def file_of(address: str) -> Path:
    """The file of a SQLite database. Raises `NotDone` for any other."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotDone(NOT_SQLITE)
    return Path(url.database).absolute()


def backup(database: Path, keys: Path | None, folder: Path) -> Made:
    """Copy the log, and then the keys if they are asked for, into a folder that is made, whole or not at all."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotDone(f"{folder} is there already: give the name of a folder to be made.")
    if not database.exists():
        raise NotDone(f"There is no database to copy at {database}.")
    with _workbench(folder.absolute().parent) as bench:
        copy(database, bench / LOG)
        if keys is not None and keys.exists():
            copy(keys, bench / KEYS)
        made = Made(_entries(bench / LOG), (bench / KEYS).exists())
        about = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "schema": _schema(bench / LOG)}
        (bench / ABOUT).write_text(
            json.dumps({**about, "entries": made.entries, "keys": made.has_keys}, indent=1) + "\n"
        )
        for one in (*bench.iterdir(), bench):
            _to_the_disk(one)
        bench.rename(folder.absolute())
    _to_the_disk(folder.absolute().parent)
    return made


def copy(source: Path, target: Path) -> None:
    """Copy a database that others write: all pages in one step, or a writer would make it begin again without end."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(_opened(source)) as live, closing(_opened(target)) as made:
            live.backup(made, pages=-1)
            made.execute("pragma journal_mode=delete")  # one file, that can be carried about
    except sqlite3.Error as error:
        raise NotDone(f"{source.name} could not be copied: {error}.") from None
    _check(target)


def restore(folder: Path, database: Path, keys: Path) -> Restored:
    """Put a backup in the place of what is there, which is kept aside. The caller holds the instance.

    All is checked, and brought to the present schema, on a copy: until that is done nothing is touched.
    Keys that are there stay: one that is missing among them was destroyed, and does not come back from a backup.
    """
    if not (folder / LOG).is_file():
        raise NotDone(f"There is no backup in {folder}: it would hold {LOG}.")
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear_benches(database.parent)
    with _workbench(database.parent) as bench:
        _lay_out(folder, LOG, bench)
        _check(bench / LOG)
        _check_age(folder / ABOUT)
        _check_schema(bench / LOG)
        bring_up(f"sqlite:///{bench / LOG}")
        _sign_out(bench / LOG)
        _check(bench / LOG)
        takes_keys = (folder / KEYS).is_file() and not keys.exists()
        if takes_keys:
            _lay_out(folder, KEYS, bench)
            _check(bench / KEYS)
        entries = _entries(bench / LOG)
        aside = _put_in_place(bench / LOG, database)
        if takes_keys:
            (bench / KEYS).replace(keys)
    _to_the_disk(database.parent)
    return Restored(entries, aside, takes_keys)


@contextmanager
def _workbench(parent: Path) -> Iterator[Path]:
    """A folder that only its owner may read; gone at the end, unless it was given its name."""
    parent.mkdir(parents=True, exist_ok=True)
    bench = Path(mkdtemp(prefix=UNFINISHED, dir=parent))
    try:
        yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def clear_benches(parent: Path) -> None:
    """Remove what a restore that was killed left of a backup: nothing would blank it. The caller holds the instance."""
    for left in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def _lay_out(folder: Path, name: str, bench: Path) -> None:
    """A copy to work on; with its write-ahead log, where somebody copied the files themselves."""
    for part in (name, f"{name}-wal"):
        if (folder / part).exists():
            shutil.copyfile(folder / part, bench / part)
            (bench / part).chmod(0o600)


def _put_in_place(ready: Path, database: Path) -> Path | None:
    """Swap the files; where that fails, what was there is put back."""
    there = [file for suffix in ("", "-wal", "-shm") if (file := Path(f"{database}{suffix}")).exists()]
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = Path(mkdtemp(prefix=f"before-restore-{moment}-", dir=database.parent)) if there else None
    moved: list[tuple[Path, Path]] = []
    try:
        for file in there:
            kept = Path(str(aside)) / file.name
            file.rename(kept)
            moved.append((file, kept))
        ready.replace(database)
    except BaseException:
        for file, kept in moved:
            kept.rename(file)
        raise
    return aside


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=PATIENCE)


def _check(file: Path) -> None:
    try:
        with closing(_opened(file)) as connection:
            found = [row[0] for row in connection.execute("pragma integrity_check(3)")]
            is_torn = connection.execute("pragma foreign_key_check").fetchone() is not None
    except sqlite3.Error as error:
        raise NotDone(f"{file.name} is no sound database: {error}.") from None
    if found != ["ok"] or is_torn:
        raise NotDone(f"{file.name} is damaged: nothing was done with it.")


def _schema(file: Path) -> str:
    try:
        with closing(_opened(file)) as connection:
            row = connection.execute("select version_num from alembic_version").fetchone()
    except sqlite3.Error:
        row = None
    return str(row[0]) if row else ""


def _check_schema(file: Path) -> None:
    schema = _schema(file)
    if schema not in known():
        what = f"of schema {schema}, which this release does not know" if schema else "no database of this site"
        raise NotDone(f"{file.name} is {what}: put it back with the release that made it, or a later one.")


def _check_age(about: Path) -> None:
    """What was erased since is remembered for so long; a file copied without its date is taken at its word."""
    try:
        made = datetime.fromisoformat(json.loads(about.read_text())["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    if datetime.now(UTC) - made > timedelta(days=BACKUP_DAYS):
        raise NotDone(
            f"This backup was made more than {BACKUP_DAYS} days ago: what people have erased since is no longer "
            "remembered, and would come back."
        )


def _sign_out(file: Path) -> None:
    """Whoever signed out since the backup stays out: facilitators sign in anew."""
    with closing(_opened(file)) as connection:
        connection.execute("pragma secure_delete=on")
        connection.execute("delete from login")
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")


def _entries(file: Path) -> int:
    with closing(_opened(file)) as connection:
        return int(connection.execute("select count(*) from entry").fetchone()[0])


def _to_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
