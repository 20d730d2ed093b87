"""`workshop`: what the operator sees of workshops, without their content."""

from __future__ import annotations

import click

from app.cli.accounts import the_store
from app.store import openings, workshops


@click.group()
def workshop() -> None:
    """Workshops."""


@workshop.command(name="list")
def listed() -> None:
    """Code, title, people and entries of each workshop."""
    with the_store().read() as session:
        aside = openings.set_aside(session)
        for facts in workshops.every(session):
            joined, entries = workshops.size(session, facts.id)
            state = "purged" if facts.purged else f"{joined} people\t{entries} entries"
            state += "\tset aside: opening it ended the server twice" if facts.id in aside else ""
            click.echo(f"{facts.code}\t{facts.title}\t{state}")


@workshop.command()
@click.argument("code")
def reopen(code: str) -> None:
    """Let the workshop CODE be opened again that was set aside: its opening had ended the server twice."""
    from app.domain.people import tidy_code

    store = the_store()
    with store.read() as session:
        facts = workshops.by_code(session, tidy_code(code))
        aside = openings.set_aside(session)
    if facts is None:
        raise click.ClickException("There is no such workshop.")
    if facts.id not in aside:
        raise click.ClickException(f"{facts.code} is not set aside: it opens when somebody asks for it.")
    workshop_id = facts.id
    store.write(lambda connection: openings.strike_out(connection, [workshop_id]))
    click.echo(f"{facts.code} opens again when somebody asks for it.")


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
