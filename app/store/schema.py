"""Which schema a database has, and whether this release can live with it: only `run` and `db upgrade` change it.

The database says itself with which releases it can be used: `compatibility.oldest` is the schema of the oldest one
that can live with it. So the release before can be gone back to, and can serve beside the new one while it replaces it.
`compatibility.finalized` is the release with which `db finalize` ended the last upgrade: another one writes only what
the release before it reads.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.store.contractions import CONTRACTIONS, Contractions
from beffroi.version import VERSION

APPLICATION = f"beffroi {VERSION}"
"""What this release is called among the connections to PostgreSQL."""

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"


class Standing(Enum):
    """How the schema of a database stands to this release's."""

    EMPTY = "empty"
    OLDER = "older"
    PRESENT = "present"
    NEWER = "newer, and this release can live with it"
    TOO_NEW = "newer, and this release cannot live with it"


class Mismatch(Exception):  # noqa: N818 - it says what to do, it is no error of ours
    """A database that this release must not touch as it is; the sentence says what to do."""


@cache
def known() -> tuple[str, ...]:
    """The schemas that this release knows, the latest first: their files bear their numbers."""
    files = (file.name for file in VERSIONS.glob("[0-9]*.py"))
    return tuple(sorted((name.partition("_")[0] for name in files), reverse=True))


def head() -> str:
    """The schema that this release is written for."""
    return known()[0]


def standing(connection: Connection) -> Standing:
    """How a database stands; reads two rows, writes nothing."""
    latest = head()  # read from the disk at the first start: later there may be no file left to read it with
    found = _told(connection, "alembic_version", "version_num")
    if not found:
        return Standing.EMPTY
    if found == latest:
        return Standing.PRESENT
    if found in known():
        return Standing.OLDER
    return Standing.NEWER if _told(connection, "compatibility", "oldest") in known() else Standing.TOO_NEW


def is_finalized(connection: Connection) -> bool:
    """Whether this release may write all that it knows of, since no other one has to read it."""
    return _told(connection, "compatibility", "finalized") == VERSION


def finalize(connection: Connection, contractions: Contractions = CONTRACTIONS) -> None:
    """Take away what earlier releases needed, and say that this one may write all; they cannot use it from then on."""
    from alembic.operations import Operations  # noqa: PLC0415 - alembic is a twentieth of a start
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    oldest = _told(connection, "compatibility", "oldest")
    for number in sorted(one for one in contractions if one > oldest):
        contractions[number](Operations(MigrationContext.configure(connection)))
    ended = {"oldest": head(), "finalized": VERSION}
    connection.execute(text("update compatibility set oldest = :oldest, finalized = :finalized"), ended)


def other_releases(connection: Connection) -> int:
    """How many connections of other releases of the house there are; PostgreSQL only.

    Each says its release as the name of its application, but for those from before this was so, which say nothing.
    """
    asked = """
        select count(*) from pg_stat_activity where datname = current_database() and usename = current_user
        and pid <> pg_backend_pid() and (application_name = '' or application_name like 'beffroi %')
        and application_name <> :mine
    """
    return int(connection.scalar(text(asked), {"mine": APPLICATION}) or 0)


def check(connection: Connection) -> None:
    """Raise `Mismatch` where the database has to be upgraded first, or is of a release that came later."""
    found = standing(connection)
    if found is Standing.OLDER:
        raise Mismatch(
            "The database is of an earlier release, and this command does not change it: "
            "stop the server, make a backup, then `python -m app db upgrade`, or start the server of this release."
        )
    check_future(found)


def check_future(found: Standing) -> None:
    """Raise `Mismatch` where a database is of a later release that says this one cannot live with it."""
    if found is Standing.TOO_NEW:
        raise Mismatch(
            "The database is of a later release, which says that this one cannot live with it: "
            "install that release again, or put back a backup from before it (`python -m app db restore`)."
        )


def _told(connection: Connection, table: str, column: str) -> str:
    """The one value of a table of one row; "" where there is no such table."""
    if not inspect(connection).has_table(table):
        return ""
    return str(connection.scalar(text(f"select {column} from {table}")) or "")  # noqa: S608 - names of ours
