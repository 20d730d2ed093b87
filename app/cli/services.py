"""`service`: the directorates and teams that accounts and workshops are of."""

from __future__ import annotations

import click
from sqlalchemy import Connection

from app.cli.accounts import id_of_account, the_store
from app.cli.workshop import id_of_workshop
from app.domain.audit import COMMAND, Act
from app.domain.services import NAME_MOST
from app.store import audit, services
from app.store.committer import bound
from app.store.store import Store


@click.group()
def service() -> None:
    """Services: who sees that which workshops exist."""


@service.command()
@click.argument("name")
def add(name: str) -> None:
    """Make a service NAME."""
    store = the_store()
    said = _free(store, name)

    def job(connection: Connection) -> None:
        audit.note(connection, Act.SERVICE_MADE, by=COMMAND, service=services.add(connection, said))

    store.write(job)
    click.echo(f"{said} is a service: put accounts in it with `service put`.")


@service.command(name="list")
def listed() -> None:
    """The services, with how many accounts and workshops each has."""
    with the_store().read() as session:
        for one in services.listed(session):
            accounts, workshops = services.size(session, one.id)
            click.echo(f"{one.name}\t{accounts} accounts\t{workshops} workshops")


@service.command()
@click.argument("name")
@click.argument("new_name")
def rename(name: str, new_name: str) -> None:
    """Call the service NAME something else."""
    store = the_store()
    id, said = _id(store, name), _free(store, new_name, but=name)
    store.write(audit.noted(bound(services.rename, id, said), Act.SERVICE_RENAMED, by=COMMAND, service=id))
    click.echo(f"{name} is called {said} from now on.")


@service.command()
@click.argument("name")
@click.confirmation_option(prompt="Remove this service? Its accounts and workshops stay, and are of none.")
def remove(name: str) -> None:
    """Remove the service NAME."""
    store = the_store()
    id = _id(store, name)
    store.write(audit.noted(bound(services.remove, id), Act.SERVICE_REMOVED, by=COMMAND, service=id))
    click.echo(f"{name} is no longer a service.")


@service.command()
@click.argument("name")
@click.option("--account", multiple=True, metavar="EMAIL", help="Account to put in it; may be given several times.")
@click.option("--workshop", multiple=True, metavar="CODE", help="Workshop to put in it; may be given several times.")
def put(name: str, account: tuple[str, ...], workshop: tuple[str, ...]) -> None:
    """Put accounts and workshops in the service NAME; "" takes them out of theirs. New workshops take their maker's."""
    store = the_store()
    id = _id(store, name) if name else None
    user_ids = [id_of_account(store, email) for email in account]
    workshop_ids = [id_of_workshop(store, code) for code in workshop]

    def job(connection: Connection) -> None:
        services.put(connection, id, user_ids, workshop_ids)
        for one in user_ids:
            audit.note(connection, Act.ACCOUNT_MOVED, by=COMMAND, account=one, service=id or "")
        for one in workshop_ids:
            audit.note(connection, Act.WORKSHOP_MOVED, by=COMMAND, workshop=one, service=id or "")

    store.write(job)
    where = f"in {name}" if name else "of no service"
    click.echo(f"{len(account)} accounts and {len(workshop)} workshops are {where}.")


def _id(store: Store, name: str) -> str:
    with store.read() as session:
        found = services.by_name(session, name)
    if found is None:
        raise click.ClickException(f"There is no service {name}: see `service list`.")
    return found.id


def _free(store: Store, name: str, but: str = "") -> str:
    said = " ".join(name.split())
    if not said or len(said) > NAME_MOST:
        raise click.ClickException(f"A service has a name, of {NAME_MOST} characters at most.")
    with store.read() as session:
        known = services.by_name(session, said)
    if known is not None and known.name.casefold() != but.strip().casefold():
        raise click.ClickException(f"{known.name} is a service already.")
    return said
