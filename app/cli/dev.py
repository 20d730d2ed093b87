"""`dev`: the method that one is writing, seen by everybody it is for, on one page."""

from __future__ import annotations

import secrets
from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=8010, show_default=True, help="Port to listen on; 0 takes one that is free.")
@click.option("--method", default="", help="Which method, where the package brings several.")
def dev(folder: Path, port: int, method: str) -> None:
    """Play the method of FOLDER in a throw-away workshop: a console, two phones and a screen on one page.

    Saving a file begins the server anew, on the same log. On this computer alone, for whoever has the printed address.
    """
    from app import config
    from app.dev.imports import import_everything, load_the_rest
    from app.dev.server import Trial, serve_trial
    from app.dev.supervisor import listening, supervise, thrown_away
    from app.host.packages import NoPackage, packages_in

    if config.from_environment().public_url:
        raise click.ClickException("PUBLIC_URL is set: this is for trying a method on one’s own computer. Unset it.")
    try:
        packages = packages_in(folder.resolve())
    except NoPackage as error:
        raise click.ClickException(str(error)) from None
    try:
        listener = listening(port)
    except OSError as error:
        raise click.ClickException(f"Port {port} cannot be listened on ({error.strerror}): choose another.") from None
    with thrown_away() as instance:
        import_everything()
        known = load_the_rest(packages)
        trial = Trial(packages, instance, listener, secrets.token_urlsafe(12), method, known)
        click.echo(f"\n  {folder}: http://dev.localhost:{trial.port}/dev/{trial.secret}/   (stop with Ctrl+C)\n")
        supervise(packages, lambda: serve_trial(trial), lambda said: click.echo(f"  {said}"))
        click.echo("  Stopped, and thrown away.")
