"""`user`: the facilitators' accounts."""

from __future__ import annotations

import click

from app.live.room import now_ms
from app.sdk.fields import tidy
from app.store import accounts
from app.store.accounts import SHORTEST_PASSWORD
from app.store.store import Store


def the_store() -> Store:
    """The store of this instance, its schema up to date."""
    from app import create_app
    from app.store import database

    app = create_app()
    database.upgrade(app)
    store: Store = app.extensions["store"]
    return store


@click.group()
def user() -> None:
    """Facilitators' accounts."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="Name that colleagues see; the address by default.")
@click.option("--operator", is_flag=True, help="May see which workshops use which extension.")
@click.password_option(help="At least 12 characters; asked for if it is not given.")
def add(email: str, name: str, operator: bool, password: str) -> None:
    """Open an account for EMAIL."""
    _check(password)
    if "@" not in email:
        raise click.ClickException(f"{email} is not an e-mail address.")
    store = the_store()
    with store.read() as session:
        if accounts.by_email(session, email):
            raise click.ClickException(f"{email} has an account already: see `user password`.")
    store.write(
        lambda connection: accounts.add(
            connection, email=email, name=tidy(name) or email, password=password, operator=operator, now=now_ms()
        )
    )
    click.echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
@click.password_option(help="At least 12 characters; asked for if it is not given.")
def password(email: str, password: str) -> None:
    """Set another password for EMAIL; its sessions end."""
    _check(password)
    store = the_store()
    id = _id(store, email)
    store.write(lambda connection: accounts.set_password(connection, id, password))
    click.echo("The password is changed, and every session of the account has ended.")


@user.command(name="list")
def listed() -> None:
    """The accounts there are."""
    with the_store().read() as session:
        for one in accounts.every(session):
            click.echo(f"{one.email}\t{one.name}{'  (operator)' if one.operator else ''}")


@user.command()
@click.argument("email")
@click.confirmation_option(prompt="Delete this account?")
def remove(email: str) -> None:
    """Delete the account of EMAIL; its workshops stay."""
    store = the_store()
    id = _id(store, email)
    store.write(lambda connection: accounts.remove(connection, id))
    click.echo(f"{email} has no account any more.")


def _id(store: Store, email: str) -> str:
    with store.read() as session:
        found = accounts.by_email(session, email)
    if found is None:
        raise click.ClickException(f"No account has the address {email}: see `user list`.")
    return found.id


def _check(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"A password has {SHORTEST_PASSWORD} characters at least.")
