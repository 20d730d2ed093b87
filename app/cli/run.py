"""`run`: the server, with the links that a room needs printed on the terminal."""

from __future__ import annotations

import fcntl
import signal
import sys
from contextlib import suppress
from typing import IO

import click
import segno
from flask import Flask
from gevent import Greenlet, spawn
from gevent.pywsgi import WSGIServer
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.cli import systemd
from app.config import BadSetting, Settings, from_environment, keep_private
from app.demo.links import Links, address, welcome
from app.demo.workshops import demo_links, end_demo
from app.domain.clock import now_ms
from app.live.commands.cooperative import frozen_heap
from app.live.gateway.shutdown import DRAIN_SECONDS, shutdown
from app.live.room.erasure_replay import carry_out
from app.live.transport.callers import raise_files, too_few
from app.live.transport.library_versions import unlike
from app.live.transport.server import serve
from app.store import accounts
from app.store.committer import Unavailable


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
        with frozen_heap():
            app = create_app(settings)
        database.upgrade(app)
        carry_out(app.extensions["store"], app.extensions["registry"], now_ms())  # put back by hand, perhaps
        _say_what_is_pending(app)
        forget_links(app)  # those of a server that was killed
        if not demo:
            end_demo(app)
        _open(app, settings, demo_links(app, fresh=True, filled=filled) if demo else None, scarce)
    logs.logger(__name__).info("stopped")


def _say_what_is_pending(app: Flask) -> None:
    readers = app.extensions["registry"].readers
    if readers is not None:
        logs.logger(__name__).warning("the upgrade is not finalized: docs/upgrading.md", reads=readers.release)


def _open(app: Flask, settings: Settings, links: Links | None, scarce: str) -> None:
    """Listen, say where, and serve until asked to stop."""
    held = app.extensions["store"].held_open()
    server = serve((settings.bound_host, settings.port), app)
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
    app.extensions["store"].write(accounts.forget_links, process)


def _serve(app: Flask, server: WSGIServer) -> None:
    from app.live.hosting.scheduler import Scheduler

    Scheduler(app.extensions["rooms"], audit_days=app.extensions["settings"].audit_days).start()
    app.extensions["webhooks"].start()
    app.extensions["rooms"].listen_to_peers()
    systemd.keep_notifying()
    systemd.notify(systemd.READY)
    server.serve_forever(stop_timeout=DRAIN_SECONDS)
    app.extensions["rooms"].stop()
    with suppress(Unavailable, SQLAlchemyError):  # then they go at the next start, or after their minutes
        forget_links(app)
    app.extensions["store"].stop()


def _stop_when_asked(app: Flask, server: WSGIServer) -> None:
    """On SIGTERM or Ctrl+C: see `leaving.py`."""
    asked: list[Greenlet] = []

    def stop(*_: object) -> None:
        if not asked:  # Ctrl+C twice, or a supervisor and its group: one end is enough
            systemd.notify(systemd.STOPPING)
            asked.append(spawn(shutdown, app, server))

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
