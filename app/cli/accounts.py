"""`user`: the facilitators' accounts."""

from __future__ import annotations

import csv
import sys
from typing import Any, TextIO

import click
from flask import Flask, url_for
from sqlalchemy import Connection

from app.config import Settings
from app.domain.audit import COMMAND, Act
from app.domain.clock import now_ms
from app.store import accounts, audit, invitations, overview, pubsub, second_factors, services, workshops
from app.store.accounts import SHORTEST_PASSWORD
from app.store.committer import Job, bound, empty_wal
from app.store.guests import Guest, is_address, read_guests
from app.store.store import Store
from beffroi.fields import tidy


def the_app(settings: Settings | None = None) -> Flask:
    """The app of this instance, its database as it is: a server may be at work on it."""
    from app import create_app
    from app.config import expect_database, from_environment
    from app.store import database

    settings = settings or from_environment()
    expect_database(settings)
    app = create_app(settings)
    database.stand_by(app)
    return app


def the_store() -> Store:
    """Its store."""
    store: Store = the_app().extensions["store"]
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
    _address(email)
    store = the_store()
    with store.read() as session:
        if accounts.by_email(session, email):
            raise click.ClickException(f"{email} has an account already: see `user password`.")

    def job(connection: Connection) -> None:
        called, now = tidy(name) or email, now_ms()
        id = accounts.add(connection, email=email, name=called, password=password, operator=operator, now=now)
        role = "operator" if operator else ""
        audit.note(connection, Act.ACCOUNT_MADE, by=COMMAND, account=id, role=role)

    store.write(job)
    click.echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
@click.password_option(help="At least 12 characters; asked for if it is not given.")
def password(email: str, password: str) -> None:
    """Set another password for EMAIL; its sessions end."""
    _check(password)
    store = the_store()
    id = id_of_account(store, email)
    _do(store, bound(accounts.set_password, id, password), Act.PASSWORD_CHANGED, id)
    click.echo("The password is changed, and every session of the account has ended.")


@user.command(name="list")
def listed() -> None:
    """The accounts there are."""
    with the_store().read() as session:
        two_steps = second_factors.of_whom(session)
        for one in accounts.every(session):
            said = "  (operator)" * one.operator + "  (admin)" * one.admin + "  (disabled)" * bool(one.disabled_at)
            said += "  (second factor)" * (one.id in two_steps)
            click.echo(f"{one.email}\t{one.name}{said}")


@user.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a link that signs EMAIL in: once, within 15 minutes, while the server runs."""
    from app.demo.links import address

    app = the_app()
    store, settings = app.extensions["store"], app.extensions["settings"]
    id = id_of_account(store, email)
    secret = _do(store, bound(accounts.offer_link, id, now_ms(), settings.process), Act.LINK_MADE, id)
    with app.test_request_context():
        click.echo(address(settings) + url_for("account.by_link", secret=secret))


@user.command()
@click.argument("email")
@click.option("--name", default="", help="Name that colleagues see; the address by default.")
@click.option("--operator", is_flag=True, help="Of a new account: may see which workshops use which extension.")
@click.option("--mail", "is_mailed", is_flag=True, help="Send it to that address instead: see SMTP_HOST.")
def invite(email: str, name: str, operator: bool, is_mailed: bool) -> None:
    """Print a link by which EMAIL chooses a password: once, within seven days. The account is made if there is none.

    For whoever has an account it is the way back from a forgotten password; the old one holds until then.
    """
    app = the_app()
    links = _invited(app, [Guest(_address(email), tidy(name), operator)])
    if is_mailed:
        _mailed(app, links)
    for _email, link in links:
        click.echo(f"A link has left for {email}." if is_mailed else link)


@user.command(name="import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@click.option("--mail", "is_mailed", is_flag=True, help="Send each its link instead of printing it: see SMTP_HOST.")
def import_(file: TextIO, is_mailed: bool) -> None:
    """Make the accounts of a CSV FILE (columns email, name, service), and print a link for each to choose a password.

    All or none: a line that cannot be is named. Accounts that are there already get a link and stay as they are.
    """
    app = the_app()
    try:
        from app.export.csv import plain

        guests = list(read_guests(file, plain))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    links = _invited(app, guests)
    if is_mailed:
        _mailed(app, links)
        click.echo(f"{len(links)} links have left.")
        return
    written = csv.writer(sys.stdout, lineterminator="\n")
    written.writerow(("email", "link"))
    written.writerows(links)


@user.command()
@click.option("--service", default="", metavar="NAME", help="Those of a service alone.")
def export(service: str) -> None:
    """The accounts as CSV (email, name, service, role, state), which `user import` reads back."""
    from app.export.account_list import as_csv

    store = the_store()
    with store.read() as session:
        found = services.by_name(session, service) if service else None
        if service and found is None:
            raise click.ClickException(f"There is no service {service}: see `service list`.")
        id = found.id if found else ""
        body = as_csv(overview.accounts_of(session, id or None), overview.names(session))
    store.write(audit.note, Act.ACCOUNTS_EXPORTED, by=COMMAND, service=id)
    click.echo(body.decode(), nl=False)


@user.command()
@click.argument("email")
@click.option("--admin/--no-admin", default=None, help="Looks after the accounts of its service: see accounts.md.")
@click.option("--operator/--no-operator", default=None, help="Looks after all accounts; sees that workshops exist.")
def role(email: str, admin: bool | None, operator: bool | None) -> None:
    """What EMAIL may do beside leading workshops."""
    store = the_store()
    id = id_of_account(store, email)
    with store.read() as session:
        before = overview.account(session, id)
    assert before is not None  # noqa: S101 - read a moment ago
    is_admin = before.is_admin if admin is None else admin
    is_operator = before.is_operator if operator is None else operator
    if is_admin and not before.service:
        raise click.ClickException(f"{email} is of no service: see `service put`.")

    def job(connection: Connection) -> None:
        accounts.set_admin(connection, id, is_one=is_admin)
        accounts.set_operator(connection, id, is_one=is_operator)
        said = "+".join(name for name, has in (("operator", is_operator), ("admin", is_admin)) if has) or "none"
        audit.note(connection, Act.ROLE_CHANGED, by=COMMAND, account=id, role=said)

    store.write(job)
    said = {True: "yes", False: "no"}
    click.echo(f"{email}: operator {said[is_operator]}, admin of its service {said[is_admin]}.")


def _invited(app: Flask, guests: list[Guest]) -> list[tuple[str, str]]:
    """Accounts, each with a link to choose its password."""
    from app.demo.links import address

    store, settings, now = app.extensions["store"], app.extensions["settings"], now_ms()

    def job(connection: Connection) -> list[tuple[str, str]]:
        return [(one.email, invitations.invited(connection, one, now, COMMAND)) for one in guests]

    with app.test_request_context():
        here = address(settings)
        return [(who, here + url_for("own_account.choose", secret=secret)) for who, secret in store.write(job)]


def _mailed(app: Flask, links: list[tuple[str, str]]) -> None:
    """Send each its link; the first one that does not leave is named."""
    from app import mail
    from app.web.site import letters

    settings = app.extensions["settings"]
    if not mail.is_set(settings):
        raise click.ClickException("No mail server is set: see SMTP_HOST in settings.md. The accounts are there.")
    for sent, (email, link) in enumerate(links):
        with app.test_request_context():
            letter = letters.choosing(email, link)
        try:
            mail.send(settings, [letter])
        except mail.NotSent:
            said = f"The letter to {email} did not leave, {sent} before it did: `user invite` makes another link."
            raise click.ClickException(said) from None


def _address(email: str) -> str:
    if not is_address(email):
        raise click.ClickException(f"{email} is not an e-mail address.")
    return email


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Let nobody sign in as EMAIL: sessions and links end at once. Workshops and templates stay its own."""
    store = the_store()
    id = id_of_account(store, email)
    _do(store, bound(accounts.disable, id, now_ms()), Act.ACCOUNT_DISABLED, id)
    click.echo(f"{email} can no longer sign in: `user enable` undoes it.")


@user.command()
@click.argument("email")
def enable(email: str) -> None:
    """Let EMAIL sign in again, as before."""
    store = the_store()
    id = id_of_account(store, email)
    _do(store, bound(accounts.enable, id), Act.ACCOUNT_ENABLED, id)
    click.echo(f"{email} can sign in again.")


@user.command(name="reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take the second factor of EMAIL away, whose telephone and emergency codes are lost. The password stays."""
    store = the_store()
    id = id_of_account(store, email)
    with store.read() as session:
        if second_factors.of(session, id) is None:
            raise click.ClickException(f"{email} has no second factor.")
    _do(store, bound(second_factors.remove, id), Act.SECOND_FACTOR_REMOVED, id)
    click.echo(f"{email} signs in by the password alone, until a second factor is set up again.")


@user.command()
@click.argument("email")
@click.confirmation_option(prompt="Erase this account?")
def remove(email: str) -> None:
    """Erase the account of EMAIL: name, address, password, sessions. Its workshops stay: see `workshop list`; so do the
    templates that it shared, with its service."""
    store = the_store()
    id = id_of_account(store, email)

    def job(connection: Connection) -> list[str]:
        left = workshops.led_only_by(connection, id)
        accounts.remove(connection, id)
        for who in (f"f:{id}", f"v:{id}"):
            pubsub.tell(connection, who)
        audit.note(connection, Act.ACCOUNT_REMOVED, by=COMMAND, account=id)
        return left

    left = store.write(job)
    store.write(empty_wal)
    click.echo(f"{email} has no account any more. What it did keeps the id {id}, and no name.")
    if left:
        click.echo(f"Nobody leads any more: {', '.join(left)}. See `workshop give`.")


def _do(store: Store, job: Job, act: Act, account: str) -> Any:
    return store.write(audit.noted(job, act, by=COMMAND, account=account))


def id_of_account(store: Store, email: str) -> str:
    """The account of that address, or the sentence that there is none."""
    with store.read() as session:
        found = accounts.by_email(session, email)
    if found is None:
        raise click.ClickException(f"No account has the address {email}: see `user list`.")
    return found.id


def _check(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"A password has {SHORTEST_PASSWORD} characters at least.")
