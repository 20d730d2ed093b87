"""`workshop`: what the operator sees of workshops, without their content."""

from __future__ import annotations

import time
from collections.abc import Iterator

import click
from sqlalchemy.orm import Session

from app.cli.accounts import id_of_account, the_store
from app.domain.audit import COMMAND, Act
from app.domain.calendar import today
from app.domain.people import tidy_code
from app.store import audit, openings, services, workshops
from app.store.committer import bound
from app.store.store import Store


@click.group()
def workshop() -> None:
    """Workshops."""


@workshop.command(name="list")
@click.option("--without-facilitator", is_flag=True, help="Only those that nobody leads: see `workshop give`.")
@click.option(
    "--to-submit",
    is_flag=True,
    help="Those that are over, for the visa of the archives: service, days, day of the purge, handed over or not.",
)
def listed(without_facilitator: bool, to_submit: bool) -> None:
    """Code, title, people and entries of each workshop."""
    with the_store().read() as session:
        if to_submit:
            for line in _to_submit(session):
                click.echo("\t".join(line))
            return
        led, aside = workshops.with_facilitator(session), openings.set_aside(session)
        for facts in workshops.every(session):
            if without_facilitator and (facts.purged or facts.id in led):
                continue
            joined, entries = workshops.size(session, facts.id)
            state = "purged" if facts.purged else f"{joined} people\t{entries} entries"
            state += "\tset aside: opening it ended the server twice" if facts.id in aside else ""
            click.echo(f"{facts.code}\t{facts.title}\t{state}")


def _to_submit(session: Session) -> Iterator[tuple[str, ...]]:
    """The list that is submitted before anything is deleted, with a first line that says what stands in it."""
    yield "code", "title", "service", "first day", "last day", "deleted on", "handed to the archives"
    now, names = int(time.time() * 1000), {one.id: one.name for one in services.listed(session)}
    over = (one for one in workshops.every(session) if not one.purged and not one.is_rehearsal and one.is_over(now))
    for one in sorted(over, key=lambda facts: facts.content_until):
        days = (one.first_day, one.last_day, today(one.content_until, one.zone))
        handed = one.handed_over or "not yet"
        yield one.code, one.title, names.get(one.service, "–"), *(day.isoformat() for day in days), handed


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
    job = bound(workshops.add_facilitator, workshop_id, user_id)
    store.write(audit.noted(job, Act.FACILITATOR_ADDED, by=COMMAND, account=user_id, workshop=workshop_id))
    click.echo(f"{email} facilitates {code}.")


def id_of_workshop(store: Store, code: str) -> str:
    """The workshop of that code, or the sentence that there is none."""
    with store.read() as session:
        facts = workshops.by_code(session, tidy_code(code))
    if facts is None:
        raise click.ClickException(f"There is no workshop {code}: see `workshop list`.")
    return facts.id
