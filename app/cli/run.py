"""`run`: the server, with the links that a room needs printed on the terminal."""

from __future__ import annotations

import fcntl
import signal
import socket
import sys
from collections.abc import Iterator
from typing import IO

import click
import segno
from flask import Flask
from gevent import Greenlet, spawn
from gevent.pywsgi import WSGIServer

from app import logs
from app.cli import supervised
from app.cli.demo import DEMO_EMAIL, Links, demo_links
from app.config import BadSetting, Settings, from_environment
from app.live.callers import raise_files, too_few
from app.live.leaving import FAREWELL, leave
from app.live.server import serve


class AlreadyRunning(click.ClickException):
    """Two servers on one SQLite file would lose words."""


def hold_instance(settings: Settings) -> IO[str]:
    """Take the instance for this process, until it ends; a second server is refused, but on PostgreSQL."""
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (settings.instance / "server.lock").open("w")
    how = fcntl.LOCK_SH if settings.is_shared else fcntl.LOCK_EX
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyRunning(
            f"Another server is using {settings.instance}. Stop it first, or set INSTANCE to another folder."
        ) from None
    return lock


def lan_address() -> str:
    """This machine's address on the local network, as phones see it; found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def address(settings: Settings) -> str:
    """The address that the printed links begin with."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = lan_address() if settings.lan else settings.host
    return f"http://{host}:{settings.port}"


def welcome(links: Links, base: str, loopback: bool) -> Iterator[str]:
    """What the terminal says: where to go, and who for."""
    yield ""
    yield f"  Beffroi · {links.title}"
    yield ""
    yield f"  Participants    {base}{links.join}"
    yield f"  Code            {links.code}"
    yield f"  Facilitator     {base}{links.facilitator}   ({DEMO_EMAIL})"
    for site, path in links.screens.items():
        yield f"  Screen {site:<9}{base}{path}"
    if links.played:
        yield f"  Filled in       {base}{links.played}   (personas, journeys, what they rest on; sign in above first)"
    yield f"  Other screens   {base}{links.pairing}   (shows a code to type in the console)"
    yield ""
    if loopback:
        yield "  Phones cannot reach this address: it works on this computer only."
        yield "  For a room: make run LAN=1, or PUBLIC_URL=https://… behind a proxy."
    else:
        yield "  The QR code below opens the joining page on a phone."
    yield ""


def _terminal_qr(link: str) -> None:
    segno.make(link, error="l").terminal(out=sys.stdout, compact=True, border=1)


@click.command()
@click.option("--demo/--no-demo", default=True, help="Load the demo workshop if there is no workshop yet.")
@click.option("--filled/--no-filled", default=True, help="With it a second one, filled in, to be read.")
def run(demo: bool, filled: bool) -> None:
    """Serve the workshops. Settings come from the environment: see docs/settings.md."""
    from app import create_app
    from app.store import database

    try:
        settings = from_environment()
        if settings.log_format not in logs.FORMATS:
            raise BadSetting(f"LOG_FORMAT is {settings.log_format!r}: it is one of {', '.join(logs.FORMATS)}.")
        logs.set_up(settings.log_format)
        scarce = too_few(raise_files())
        lock = hold_instance(settings)
        app = create_app(settings)
    except BadSetting as error:
        raise click.ClickException(str(error)) from None
    database.upgrade(app)
    held = app.extensions["store"].held_open()
    links = demo_links(app, fresh=demo, filled=filled)
    server = serve(settings.bound_host, settings.port, app)
    try:
        server.start()
    except OSError as error:
        raise click.ClickException(
            f"{settings.bound_host}:{settings.port} cannot be listened on ({error.strerror}): "
            "stop what uses it, or set PORT to another."
        ) from None
    _stop_when_asked(app, server)  # before it says that it is ready
    base = address(settings)
    loopback = "//127." in base or "//localhost" in base
    if links:
        for line in welcome(links, base, loopback):
            click.echo(line)
        _terminal_qr(f"{base}{links.join}")
    if scarce:
        click.echo(f"  {scarce}")
        logs.logger(__name__).warning(scarce)
    click.echo(f"  Ready on {base} — stop with Ctrl+C.")
    sys.stdout.flush()
    logs.logger(__name__).info("serving", port=settings.port)
    _serve(app, server)
    if held is not None:
        held.close()
    lock.close()
    logs.logger(__name__).info("stopped")


def _serve(app: Flask, server: WSGIServer) -> None:
    from app.live.scheduler import Scheduler

    Scheduler(app.extensions["rooms"]).start()
    app.extensions["rooms"].hear_others()
    supervised.keep_telling()
    supervised.tell(supervised.READY)
    server.serve_forever(stop_timeout=FAREWELL)
    app.extensions["rooms"].stop()
    app.extensions["store"].stop()


def _stop_when_asked(app: Flask, server: WSGIServer) -> None:
    """On SIGTERM or Ctrl+C: see `leaving.py`."""
    asked: list[Greenlet] = []

    def stop(*_: object) -> None:
        if not asked:  # Ctrl+C twice, or a supervisor and its group: one end is enough
            supervised.tell(supervised.STOPPING)
            asked.append(spawn(leave, app, server))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
