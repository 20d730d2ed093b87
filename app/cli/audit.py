"""`audit`: who signed in, what was done to accounts and rights, what was taken away or erased; by ids."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from app.cli.accounts import id_of_account, the_store
from app.cli.workshop import id_of_workshop
from app.domain.audit import COMMAND, Act
from app.domain.calendar import read_day, start_of
from app.store import audit as lines
from app.store.models import AuditRow

ACTS = [one.value for one in Act]
CODE_MOST = 10
"""Signs of a workshop's code at most: what is longer is its id."""

HEAD = ("at", "act", "by", "account", "workshop", "more")


@click.command()
@click.option("--since", default="", metavar="DAY", help="From that day on, as 2026-11-30 (UTC).")
@click.option("--until", default="", metavar="DAY", help="Before that day.")
@click.option(
    "--act",
    "acts",
    multiple=True,
    type=click.Choice([one.value for one in Act]),
    metavar="ACT",
    help="May be repeated.",
)
@click.option(
    "--account", default="", metavar="EMAIL", help="What that account did, and what was done to it; or its id."
)
@click.option("--workshop", default="", metavar="CODE", help="What was done with that workshop; or its id.")
@click.option("--last", default=200, type=click.IntRange(min=1), help="The latest ones alone; --export gives all.")
@click.option("--export", "as_", type=click.Choice(["csv", "json"]), help="As a file, to stdout: all that fit.")
def audit(as_: str | None, last: int, **asked: Any) -> None:
    """The audit log: acts upon accounts, rights and what is kept, by ids, never content.

    Acts that participants do have a day and nobody's name. Lines go after AUDIT_DAYS.
    """
    store = the_store()
    account, workshop = asked["account"], asked["workshop"]
    wanted = lines.Wanted(
        _day(asked["since"]),
        _day(asked["until"]),
        frozenset(asked["acts"]),
        id_of_account(store, account) if "@" in account else account,
        workshop if len(workshop) > CODE_MOST else id_of_workshop(store, workshop) if workshop else "",
    )
    if as_:
        store.write(lines.note, Act.AUDIT_EXPORTED, by=COMMAND, file=as_)
    with store.read() as session:
        WAYS[as_ or "plain"](_rows(session, wanted, 0 if as_ else last))


def _day(said: str) -> int:
    if not said:
        return 0
    day = read_day(said)
    if day is None:
        raise click.ClickException(f"{said} is no day: write it as 2026-11-30.")
    return start_of(day, "UTC")


def _rows(session: Session, wanted: lines.Wanted, most: int) -> Iterator[tuple[str, AuditRow]]:
    for row in lines.kept(session, wanted, most):
        yield datetime.fromtimestamp(row.at / 1000, UTC).isoformat(timespec="seconds"), row


def _more(row: AuditRow) -> str:
    return " ".join(f"{name}={value}" for name, value in row.more.items())


def _as_text(rows: Iterable[tuple[str, AuditRow]]) -> None:
    for at, row in rows:
        whom = [f"{name}={value}" for name in HEAD[2:5] if (value := getattr(row, name))]
        click.echo("\t".join((at, row.act, " ".join((*whom, _more(row))).strip())))


def _as_csv(rows: Iterable[tuple[str, AuditRow]]) -> None:
    written = csv.writer(sys.stdout, lineterminator="\n")
    written.writerow(HEAD)
    written.writerows((at, row.act, row.by, row.account, row.workshop, _more(row)) for at, row in rows)


def _as_json(rows: Iterable[tuple[str, AuditRow]]) -> None:
    for at, row in rows:
        said = {"at": at, "act": row.act, "by": row.by, "account": row.account, "workshop": row.workshop, **row.more}
        click.echo(json.dumps(said))


WAYS = {"plain": _as_text, "csv": _as_csv, "json": _as_json}
