"""`rehearse`: a workshop played by simulated people against a running server."""

import click


@click.command()
def rehearse() -> None:
    """Play a workshop."""
