"""`db`: the schema, and copies of it all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.config import Settings


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema to the present version; `run` does it by itself. On SQLite no server may be running."""
    from app import create_app
    from app.cli.run import hold_instance
    from app.config import from_environment
    from app.store import database

    settings = from_environment()
    with hold_instance(settings):
        database.upgrade(create_app(settings))
    click.echo("The schema is up to date.")


@db.command()
@click.confirmation_option(
    prompt="After this the release before cannot use this database: only a dump leads back. Go on?"
)
def finalize() -> None:
    """End an upgrade, once every process is of this release: see docs/upgrading.md. On SQLite no server may be running.

    From then on it writes what the release before cannot read.
    """
    from app.cli.run import hold_instance
    from app.config import from_environment
    from app.store import database

    settings = from_environment()
    with hold_instance(settings):
        try:
            done = database.finalize(settings.database_address)
        except database.NotYet as error:
            raise click.ClickException(str(error)) from None
    click.echo("The upgrade is finalized." if done else "There is no upgrade to finalize: it is done already.")


@db.command()
def move() -> None:
    """Copy the SQLite database of the instance into the empty PostgreSQL that DATABASE_URL names, and count both.

    No server may be running. The keys of anonymous activities stay in their file, unless KEYS_URL names a database too.
    What was in SQLite stays as it is: delete it once you have looked.
    """
    from app.cli.run import hold_instance
    from app.config import from_environment
    from app.store import moving

    settings = from_environment()
    if not settings.is_shared:
        raise click.ClickException("Set DATABASE_URL to the PostgreSQL database first, as docs/deploying.md does.")
    if settings.keys_url and settings.keys_address == settings.database_address:
        raise click.ClickException("KEYS_URL is DATABASE_URL: the keys go to a database of their own, or stay.")
    with hold_instance(settings):
        try:
            moved = dict(moving.move(settings.instance / "beffroi.sqlite", settings.database_address))
            if settings.keys_address.startswith("postgresql"):
                moved |= moving.move_keys(settings.instance / "keys.sqlite", settings.keys_address)
        except moving.NotMoved as error:
            raise click.ClickException(f"{error} Nothing was moved.") from None
    for table, count in moved.items():
        if count:
            click.echo(f"{table}\t{count}")
    left = settings.instance / "beffroi.sqlite"
    click.echo(f"All of it is in PostgreSQL. {left} is as it was: delete it once you have looked, nothing else will.")


@db.command()
def check() -> None:
    """Read every workshop's log and fold it; exits non-zero where one cannot be."""
    from app.cli.accounts import the_app
    from app.live.commands.record import Record
    from app.store import keys, log, workshops

    app = the_app()
    store, registry = app.extensions["store"], app.extensions["registry"]
    broken = 0
    with store.read() as session:
        for facts in workshops.every(session):
            entries = log.read(session, facts.id)
            record = Record(registry, entries, keys.of_workshop(store, facts.id))
            broken += len(record.broken)
            click.echo(f"{facts.code}\t{len(entries)} entries\t{len(record.broken)} broken activities")
    raise SystemExit(1 if broken else 0)


@db.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--with-keys", is_flag=True, help="Also the keys of anonymous activities: see docs/operating.md first.")
def backup(folder: Path, with_keys: bool) -> None:
    """Copy the database into FOLDER, which is made; a server may be running."""
    from app.config import from_environment
    from app.store import backup as copies

    settings = from_environment()
    try:
        keys = copies.file_of(settings.keys_address) if with_keys else None
        made = copies.backup(copies.file_of(settings.database_address), keys, folder)
    except copies.NotDone as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{folder}: {made.entries} entries, {'with' if made.has_keys else 'without'} the keys.")
    if made.has_keys:
        click.echo("Destroy this copy as soon as it has served: the keys in it undo the promise of anonymity.")


def _erase_again(settings: Settings) -> int:
    """Carry out in what was put back what people and deadlines erased since, before anything serves it."""
    from app import create_app
    from app.domain.clock import now_ms
    from app.live.room.erasure_replay import carry_out
    from app.store import database

    app = create_app(settings)
    database.upgrade(app)
    store = app.extensions["store"]
    try:
        return carry_out(store, app.extensions["registry"], now_ms())
    finally:
        store.stop()


@db.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(folder: Path) -> None:
    """Put the backup in FOLDER in the place of the database; no server may be running."""
    from app.cli.run import hold_instance
    from app.config import BadSetting, from_environment
    from app.store import backup as copies

    settings = from_environment()
    try:
        held = hold_instance(settings)
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    with held:
        try:
            database, keys = copies.file_of(settings.database_address), copies.file_of(settings.keys_address)
            done = copies.restore(folder, database, keys)
        except copies.NotDone as error:
            raise click.ClickException(f"{error} Nothing was changed.") from None
        erased = _erase_again(settings)
    click.echo(f"{done.entries} entries are back. Facilitators sign in anew.")
    if erased:
        click.echo(f"{erased} of them had been erased since the backup: they were erased again.")
    if done.aside:
        click.echo(f"What was there before is in {done.aside}: delete it once you have looked, nothing else will.")
    if not done.took_keys:
        click.echo("Anonymous activities whose key is not on this machine come back closed for good.")
