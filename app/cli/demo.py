"""`demo`: another demo workshop, ready to be played."""

from __future__ import annotations

import click


@click.command()
def demo() -> None:
    """Add another demo workshop, and print its links. A running server shows it at once."""
    from app import create_app
    from app.demo.links import address
    from app.demo.workshops import demo_account, links_of, load_demo
    from app.store import database

    app = create_app()
    database.stand_by(app)
    links = links_of(app, load_demo(app), demo_account(app))
    base = address(app.extensions["settings"])
    click.echo(f"{links.title}\n  {base}{links.join}\n  {base}{links.signed}\n  {base}{links.facilitator}")
    for site, path in links.screens.items():
        click.echo(f"  {site}: {base}{path}")
    app.extensions["rooms"].stop()  # where several processes serve, one of them may have it at once
