"""`db`: the schema."""

from __future__ import annotations

import click


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema to the present version; `run` does it by itself."""
    from app import create_app
    from app.store import database

    app = create_app()
    database.upgrade(app)
    click.echo("The schema is up to date.")


@db.command()
def check() -> None:
    """Read every workshop's log and fold it; exits non-zero where one cannot be."""
    from app import create_app
    from app.live.record import Record
    from app.store import database, keys, log, workshops

    app = create_app()
    database.upgrade(app)
    store, registry = app.extensions["store"], app.extensions["registry"]
    broken = 0
    with store.read() as session:
        for facts in workshops.every(session):
            entries = log.read(session, facts.id)
            record = Record(registry, entries, keys.of_workshop(store, facts.id))
            broken += len(record.broken)
            click.echo(f"{facts.code}\t{len(entries)} entries\t{len(record.broken)} broken activities")
    raise SystemExit(1 if broken else 0)
