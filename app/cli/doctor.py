"""`doctor`: all that is wrong with a configuration, said before a start."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """Say all that is wrong with the settings, the folder, the database and the machine; nothing is changed.

    Exits with 1 where the server could not serve as it is; what is only to be looked at is said too.
    """
    from app.cli.findings import everything

    found = list(everything())
    for one in found:
        click.echo(f"{'WRONG' if one.is_wrong else 'look '}  {one.sentence}")
    wrong = sum(one.is_wrong for one in found)
    click.echo(f"{wrong} wrong, {len(found) - wrong} to look at." if found else "Nothing wrong was found.")
    raise SystemExit(1 if wrong else 0)
