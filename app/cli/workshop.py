"""`workshop`: what the operator sees of workshops, without their content."""

from __future__ import annotations

import click

from app.cli.accounts import the_store
from app.store import workshops


@click.group()
def workshop() -> None:
    """Workshops."""


@workshop.command(name="list")
def listed() -> None:
    """Code, title, people and entries of each workshop."""
    with the_store().read() as session:
        for facts in workshops.every(session):
            joined, entries = workshops.size(session, facts.id)
            state = "purged" if facts.purged else f"{joined} people\t{entries} entries"
            click.echo(f"{facts.code}\t{facts.title}\t{state}")


@workshop.command()
@click.argument("code")
@click.argument("email")
def give(code: str, email: str) -> None:
    """Make the account EMAIL a facilitator of the workshop CODE."""
    from app.domain.people import tidy_code
    from app.store import accounts

    store = the_store()
    with store.read() as session:
        facts, user = workshops.by_code(session, tidy_code(code)), accounts.by_email(session, email)
    if facts is None or user is None:
        raise click.ClickException("There is no such workshop, or no such account.")
    workshop_id, user_id = facts.id, user.id
    store.write(lambda connection: workshops.add_facilitator(connection, workshop_id, user_id))
    click.echo(f"{email} facilitates {facts.title}.")
