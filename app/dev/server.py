"""A server of `beffroi dev`: that of `run`, with the method that is being written, behind a guard of its own."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from app import create_app, logs
from app.config import Settings
from app.dev import pages
from app.dev.guard import Guard
from app.dev.imports import forget
from app.dev.meter import Meter, meter_wire
from app.dev.workshop import laid
from app.host import registry
from app.host.discovery import Plugin
from app.live.commands.cooperative import frozen_heap
from app.live.hosting.scheduler import Scheduler
from app.live.transport.server import serve
from app.store import database


@dataclass(frozen=True)
class Trial:
    """What is tried, and where."""

    packages: Sequence[Path]
    instance: Path
    listener: socket.socket
    secret: str
    method: str = ""
    known: Sequence[Plugin] = ()
    """What was loaded once for every server."""

    @property
    def port(self) -> int:
        """Where the pages are."""
        port: int = self.listener.getsockname()[1]
        return port


def serve_trial(trial: Trial) -> None:
    """Serve until it is ended."""
    sys.dont_write_bytecode = True  # two versions of a file may be of one second and one size
    forget(trial.packages)
    logs.set_up("plain")
    is_first = not any(trial.instance.iterdir())
    with frozen_heap():
        found = registry.build(tried=trial.packages, known=trial.known)
        app = create_app(Settings(instance=trial.instance, port=trial.port), found)
    _keep_compiled(app, trial.instance / "compiled")
    if is_first:
        database.upgrade(app)
    meter = Meter()
    meter_wire(meter, app.extensions["wire"])
    workshop = laid(app, [package.name for package in trial.packages], trial.method)
    pages.init_app(app, pages.Desk(workshop, meter, trial.secret, trial.port))
    app.wsgi_app = Guard(app.wsgi_app, trial.port)  # type: ignore[method-assign]
    server = serve(trial.listener, app)
    Scheduler(app.extensions["rooms"]).start()
    server.serve_forever()


def _keep_compiled(app: Flask, folder: Path) -> None:
    """Pages that a server before this one drew are not compiled anew; what stands in them is looked at."""
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
