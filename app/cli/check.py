"""`check`: a method played and looked through before anybody else plays it."""

from __future__ import annotations

import click


@click.command()
@click.argument("what", metavar="[NAME|FOLDER]", default="")
def check(what: str) -> None:
    """Look through a method, play it, and say what is wrong: whose fault, where, and the way out.

    NAME is of a plugin or of a method, FOLDER that of one's own; without either, all that are found.
    Exits non-zero on a fault. A method without fault is bronze; what stands between it and silver,
    then gold, is listed too.
    """
    from app import config
    from app.host.packages import NoPackage
    from beffroi.testing.checks import report, targets

    try:
        loaded = targets.found(what, config.from_environment().plugin_folders)
    except (NoPackage, targets.NoTarget) as error:
        raise click.ClickException(str(error)) from None
    told = [report.verdict(one) for one in loaded]
    for verdict in told:
        click.echo(verdict.text)
    raise SystemExit(0 if all(verdict.is_well for verdict in told) else 1)
