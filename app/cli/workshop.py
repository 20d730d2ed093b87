"""`workshop`: what the operator sees of workshops, without their content."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

import click
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.cli.accounts import id_of_account, the_store
from app.domain.audit import COMMAND, Act
from app.domain.calendar import today
from app.domain.people import tidy_code
from app.store import audit, openings, overview, services, workshops
from app.store.overview import Held
from app.store.store import Store


@click.group()
def workshop() -> None:
    """Workshops."""


@workshop.command(name="list")
@click.option("--without-facilitator", is_flag=True, help="Only those that nobody leads: see `workshop give`.")
@click.option("--orphans", is_flag=True, help="Likewise, and those whose facilitators are all disabled.")
@click.option(
    "--to-submit",
    is_flag=True,
    help="Those that are over, for the visa of the archives: service, days, day of the purge, handed over or not.",
)
def listed(without_facilitator: bool, orphans: bool, to_submit: bool) -> None:
    """Each workshop: code, title, people and entries, who leads it, service, last day, day of the purge."""
    with the_store().read() as session:
        if to_submit:
            for line in _to_submit(session):
                click.echo("\t".join(line))
            return
        led, aside = workshops.with_facilitator(session), openings.set_aside(session)
        held = {one.facts.id: one for one in overview.workshops_of(session)}
        names = overview.names(session)
        for facts in workshops.every(session):
            if without_facilitator and (facts.purged or facts.id in led):
                continue
            if orphans and not (facts.id in held and held[facts.id].is_orphan):
                continue
            joined, entries = workshops.size(session, facts.id)
            state = "purged" if facts.purged else f"{joined} people\t{entries} entries"
            state += "\tset aside: opening it ended the server twice" if facts.id in aside else ""
            more = _more(held[facts.id], names) if facts.id in held else ""
            click.echo(f"{facts.code}\t{facts.title}\t{state}{more}")


def _more(held: Held, names: Mapping[str, str]) -> str:
    """Who leads a workshop, of which service it is, its last day and that of its purge."""
    who = ", ".join(one.email or one.name for one in held.leaders if not one.is_disabled)
    facts = held.facts
    goes = today(facts.content_until, facts.zone)
    return f"\t{who or 'nobody'}\t{names.get(facts.service, '–')}\tends {facts.last_day}\tdeleted {goes}"


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
@click.option("--alone", is_flag=True, help="Whoever led it until then does so no more.")
def give(code: str, email: str, alone: bool) -> None:
    """Make the account EMAIL a facilitator of the workshop CODE."""
    store = the_store()
    workshop_id, user_id = id_of_workshop(store, code), id_of_account(store, email)

    def job(connection: Connection) -> None:
        if not alone:
            workshops.add_facilitator(connection, workshop_id, user_id)
        for one in overview.hand(connection, workshop_id, user_id) if alone else ():
            audit.note(connection, Act.FACILITATOR_REMOVED, by=COMMAND, account=one, workshop=workshop_id)
        audit.note(connection, Act.FACILITATOR_ADDED, by=COMMAND, account=user_id, workshop=workshop_id)

    store.write(job)
    click.echo(f"{email} facilitates {code}{', alone' if alone else ''}.")


@workshop.command()
@click.argument("code")
@click.confirmation_option(prompt="Nothing of a workshop that was deleted comes back. Go on?")
def delete(code: str) -> None:
    """Delete all of the workshop CODE, as the clock would one day. On SQLite no server may be running.

    A workshop that another process has open is refused: its own page deletes it.
    """
    from app import create_app
    from app.cli.run import hold_instance
    from app.config import from_environment
    from app.live.hosting.scheduler import Scheduler
    from app.store import database
    from app.store.leases import Elsewhere

    settings = from_environment()
    with hold_instance(settings):
        app = create_app(settings)
        database.stand_by(app)
        store, rooms = app.extensions["store"], app.extensions["rooms"]
        with store.read() as session:
            facts = workshops.by_code(session, tidy_code(code))
        if facts is None:
            raise click.ClickException(f"There is no workshop {code}: see `workshop list`.")
        try:
            Scheduler(rooms).purge_content(facts)
        except Elsewhere:
            told = f"{code} is open in a process that serves: close its pages, or delete it on its own page."
            raise click.ClickException(told) from None
        finally:
            rooms.stop()
        store.write(audit.note, Act.WORKSHOP_DELETED, by=COMMAND, workshop=facts.id)
        store.stop()
    click.echo(f"{code} is deleted.")


def id_of_workshop(store: Store, code: str) -> str:
    """The workshop of that code, or the sentence that there is none."""
    with store.read() as session:
        facts = workshops.by_code(session, tidy_code(code))
    if facts is None:
        raise click.ClickException(f"There is no workshop {code}: see `workshop list`.")
    return facts.id
