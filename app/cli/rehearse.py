"""`rehearse`: a workshop played by simulated people against a running server."""

from __future__ import annotations

import json
import secrets
import sys
from typing import Any
from urllib.parse import urlsplit

import click

from beffroi.words import LOCALES


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _code_of(link: str) -> str:
    """The code in a joining link, or the code itself."""
    return urlsplit(link).path.rstrip("/").rpartition("/")[2]


@click.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="Where the running server is.")
@click.option("--people", type=click.IntRange(2, 5000), default=45, show_default=True, help="How many take part.")
@click.option("--sites", default="Lille,Amiens", show_default=True, help="Sites of the workshop, with commas between.")
@click.option("--seconds", type=click.FloatRange(5), default=60, show_default=True, help="How long it is played.")
@click.option("--every", type=click.FloatRange(0.1), default=3, show_default=True, help="Mean seconds between acts.")
@click.option("--locales", default="fr", show_default=True, help="Languages of the pages, with commas between.")
@click.option("--tables", type=click.IntRange(0, 60), default=0, help="Play personas and journeys at so many tables.")
@click.option("--method", default="", metavar="ID", help="Play one method by what its pages offer, whichever it is.")
@click.option("--join", default="", metavar="LINK", help="Only take part, in what is on in this workshop.")
@click.option("--seed", type=int, help="Makes people choose the same again.")
def rehearse(
    *,
    url: str,
    people: int,
    sites: str,
    seconds: float,
    every: float,
    locales: str,
    tables: int,
    method: str,
    join: str,
    seed: int | None,
) -> None:
    """Play a workshop against a running server, and print what was measured as JSON.

    Makes a workshop of its own in the server's INSTANCE, which stays. Ends with 1 on a loss, a double,
    a leak, a command without an answer, or pages that end different.
    """
    from app.rehearse.connection import Address, CannotPlay
    from app.rehearse.play import Wanted, say

    unknown = set(_listed(locales)) - set(LOCALES)
    if unknown or not _listed(locales):
        raise click.BadParameter(f"The languages are {', '.join(LOCALES)}.", param_hint="--locales")
    try:
        address = Address.of(join if "//" in join else url)
        seeded = secrets.randbits(32) if seed is None else seed
        wanted = Wanted(address, people, _listed(sites), seconds, every, _listed(locales), seeded)
        told = _played(wanted, _code_of(join), tables, method)
    except CannotPlay as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    if told["void"]:
        say(f"VOID: {told['reason']}.")
    for fault in told["faults"]:
        say(f"FAULT: {fault}.")
    sys.exit(1 if told["faults"] else 0)


def _played(wanted: Any, code: str, tables: int, method: str) -> dict[str, Any]:
    from app.rehearse import plan, rows

    if code:
        return plan.in_existing(wanted, code)
    from app import create_app

    app = create_app()
    store, methods = app.extensions["store"], app.extensions["registry"].methods
    if method and method not in methods:
        raise click.BadParameter(f"The methods are {', '.join(methods)}.", param_hint="--method")
    stage = rows.fresh_stage(store, [method] if method else plan.METHODS, list(wanted.sites))
    store.stop()
    if method:
        return plan.one_method(wanted, stage, methods[method], tables)
    return plan.at_tables(wanted, stage, tables) if tables else plan.whole(wanted, stage)
