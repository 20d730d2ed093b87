"""`workshop`: what the operator sees of workshops, without their content."""

from __future__ import annotations

import click

from app.cli.accounts import id_of_account, the_store
from app.domain.people import tidy_code
from app.store import openings, workshops
from app.store.store import Store


@click.group()
def workshop() -> None:
    """Workshops."""


@workshop.command(name="list")
@click.option("--without-facilitator", is_flag=True, help="Only those that nobody leads: see `workshop give`.")
def listed(without_facilitator: bool) -> None:
    """Code, title, people and entries of each workshop."""
    with the_store().read() as session:
        led, aside = workshops.with_facilitator(session), openings.set_aside(session)
        for facts in workshops.every(session):
            if without_facilitator and (facts.purged or facts.id in led):
                continue
            joined, entries = workshops.size(session, facts.id)
            state = "purged" if facts.purged else f"{joined} people\t{entries} entries"
            state += "\tset aside: opening it ended the server twice" if facts.id in aside else ""
            click.echo(f"{facts.code}\t{facts.title}\t{state}")


@workshop.command()
@click.argument("code")
def reopen(code: str) -> None:
    """Let the workshop CODE be opened again that was set aside: its opening had ended the server twice."""
    store = the_store()
    workshop_id = id_of_workshop(store, code)
    with store.read() as session:
        is_aside = workshop_id in openings.set_aside(session)
    if not is_aside:
        raise click.ClickException(f"{code} is not set aside: it opens when somebody asks for it.")
    store.write(openings.strike_out, [workshop_id])
    click.echo(f"{code} opens again when somebody asks for it.")


@workshop.command()
@click.argument("code")
@click.argument("email")
def give(code: str, email: str) -> None:
    """Make the account EMAIL a facilitator of the workshop CODE."""
    store = the_store()
    workshop_id, user_id = id_of_workshop(store, code), id_of_account(store, email)
    store.write(workshops.add_facilitator, workshop_id, user_id)
    click.echo(f"{email} facilitates {code}.")


def id_of_workshop(store: Store, code: str) -> str:
    """The workshop of that code, or the sentence that there is none."""
    with store.read() as session:
        facts = workshops.by_code(session, tidy_code(code))
    if facts is None:
        raise click.ClickException(f"There is no workshop {code}: see `workshop list`.")
    return facts.id
