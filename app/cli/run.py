"""`run`: the server, with the links that a room needs printed on the terminal."""

from __future__ import annotations

import fcntl
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

import click
import segno
from flask import Flask
from gevent import Greenlet, spawn
from gevent.pywsgi import WSGIServer
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.address import bracketed
from app.cli import supervised
from app.cli.demo import DEMO_EMAIL, Links, demo_links, end_demo
from app.config import BadSetting, Settings, from_environment, keep_private
from app.domain.clock import now_ms
from app.live.gateway.shutdown import FAREWELL, leave
from app.live.room.remembering import carry_out
from app.live.transport.callers import raise_files, too_few
from app.live.transport.releases import unlike
from app.live.transport.server import serve
from app.store import accounts
from app.store.committer import Unavailable

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is set, not what is bound here
"""Addresses to listen on that nobody can open: all those of the machine."""


class AlreadyRunning(click.ClickException):
    """Two servers on one SQLite file would lose words."""


def hold_instance(settings: Settings) -> IO[str]:
    """Take the instance for this process, until it ends; a second server is refused, but on PostgreSQL."""
    keep_private(settings)
    lock = (settings.instance / "server.lock").open("w")
    how = fcntl.LOCK_SH if settings.is_shared else fcntl.LOCK_EX
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        lock.close()
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
    """What the printed links begin with, before their path."""
    if settings.public.origin:
        return settings.public.origin
    host = lan_address() if settings.bound_host in EVERYWHERE else settings.bound_host
    return f"http://{bracketed(host)}:{settings.port}"


def welcome(links: Links, base: str, loopback: bool) -> Iterator[str]:
    """What the terminal says: where to go, and who for."""
    yield ""
    yield f"  Beffroi · {links.title}"
    yield ""
    yield f"  Participants    {base}{links.join}"
    yield f"  To hand out     {base}{links.signed}   (as in the QR codes: no wrong code of others shuts it out)"
    yield f"  Code            {links.code}"
    yield f"  Facilitator     {base}{links.facilitator}   ({DEMO_EMAIL}; once, within 15 minutes)"
    yield f"                  another such link: python -m app user link {DEMO_EMAIL}"
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

    settings = from_environment()
    if settings.log_format not in logs.FORMATS:
        raise BadSetting(f"LOG_FORMAT is {settings.log_format!r}: it is one of {', '.join(logs.FORMATS)}.")
    logs.set_up(settings.log_format)
    if not settings.stock_sockets and (said := unlike()):
        logs.logger(__name__).warning(said)  # before anything of them is imported
    scarce = too_few(raise_files())
    with hold_instance(settings):
        app = create_app(settings)
        database.upgrade(app)
        carry_out(app.extensions["store"], app.extensions["registry"], now_ms())  # put back by hand, perhaps
        forget_links(app)  # those of a server that was killed
        if not demo:
            end_demo(app)
        _open(app, settings, demo_links(app, fresh=True, filled=filled) if demo else None, scarce)
    logs.logger(__name__).info("stopped")


def _open(app: Flask, settings: Settings, links: Links | None, scarce: str) -> None:
    """Listen, say where, and serve until asked to stop."""
    held = app.extensions["store"].held_open()
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
    loopback = any(here in base for here in ("//127.", "//localhost", "//[::1]"))
    if links:
        for line in welcome(links, base, loopback):
            click.echo(line)
        _terminal_qr(f"{base}{links.signed}")
    if scarce:
        click.echo(f"  {scarce}")
        logs.logger(__name__).warning(scarce)
    click.echo(f"  Ready on {base}{settings.public.path} — stop with Ctrl+C.")
    sys.stdout.flush()
    logs.logger(__name__).info("serving", port=settings.port)
    _serve(app, server)
    if held is not None:
        held.close()


def forget_links(app: Flask) -> None:
    """Links that sign in are good while this server runs, and no longer."""
    process = app.extensions["settings"].process
    app.extensions["store"].write(lambda connection: accounts.forget_links(connection, process))


def _serve(app: Flask, server: WSGIServer) -> None:
    from app.live.hosting.scheduler import Scheduler

    Scheduler(app.extensions["rooms"]).start()
    app.extensions["rooms"].hear_others()
    supervised.keep_telling()
    supervised.tell(supervised.READY)
    server.serve_forever(stop_timeout=FAREWELL)
    app.extensions["rooms"].stop()
    with suppress(Unavailable, SQLAlchemyError):  # then they go at the next start, or after their minutes
        forget_links(app)
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
