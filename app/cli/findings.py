"""What is wrong with a configuration, in sentences: each check tells what it finds, and stops none of the others."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from app import logs
from app.config import BadSetting, Settings, faults_of, from_environment, secret_keys
from app.live.transport.callers import raise_files, too_few
from app.store import schema
from app.store.schema import Standing
from app.web.common import theme
from app.web.ops import metrics
from app.web.site import provider, second_step

FULL, SCARCE = 100_000_000, 1_000_000_000
"""Bytes left on the disk at which nothing can be promised any more, and at which it is time to look."""

APART_MS = 5_000
"""By how much the clocks of this machine and of the database may differ: about as long as a lease lasts."""

BUILT = 1_790_000_000
"""Seconds since 1970 of a day before this release was written: no clock that is right says less."""

PATIENCE_S = 5


@dataclass(frozen=True)
class Finding:
    """A sentence for whoever hosts the server; `is_wrong` where it could not serve as it is."""

    sentence: str
    is_wrong: bool = True


def look(sentence: str) -> Finding:
    """What is no fault by itself."""
    return Finding(sentence, is_wrong=False)


def everything(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """All that is found."""
    faults: list[str] = []
    try:
        settings = from_environment(environment, faults)
    except BadSetting as error:
        yield Finding(str(error))
        return
    yield from map(Finding, faults)
    for check in (_refused, _contradictions, _proxy, _missing, _folder, _machine, _databases, _redis):
        yield from check(settings)


# --- settings ------------------------------------------------------------------------------


def _refused(settings: Settings) -> Iterator[Finding]:
    """What the start would refuse, all of it at once."""
    app = Flask("doctor")
    app.extensions["settings"] = settings
    checks: tuple[Callable[[], Any], ...] = (
        lambda: settings.public,
        lambda: settings.told_hosts,
        lambda: _keys(settings),
        lambda: theme.from_settings(settings),
        lambda: metrics.init_app(app),
        lambda: provider.init_app(app),
        lambda: second_step.init_app(app),
    )
    yield from map(Finding, faults_of(settings))
    for check in checks:
        try:
            check()
        except BadSetting as error:
            yield Finding(str(error))
    if settings.log_format not in logs.FORMATS:
        yield Finding(f"LOG_FORMAT is {settings.log_format!r}: it is one of {', '.join(logs.FORMATS)}.")
    for folder in settings.plugin_folders:
        if not folder.is_dir():
            yield Finding(f"PLUGIN_FOLDERS names {folder}, which is no folder.")


def _keys(settings: Settings) -> None:
    if settings.secret_key or (settings.instance / "secret_key").exists():  # none is made by looking
        secret_keys(settings)


def _contradictions(settings: Settings) -> Iterator[Finding]:
    """Settings that do not go together."""
    if settings.process and not settings.is_shared:
        yield Finding("PROCESS is set, but DATABASE_URL is not PostgreSQL: a second process on SQLite is refused.")
    if settings.redis_url and not settings.is_shared:
        yield look("REDIS_URL is set, but one process on SQLite counts by itself: it may stay out.")
    if settings.is_shared and not settings.redis_url:
        yield look(
            "Without REDIS_URL each process counts wrong codes and passwords by itself: limits are wider by that."
        )
    if settings.keys_url and settings.keys_address == settings.database_address:
        yield Finding("KEYS_URL is DATABASE_URL: whoever has a backup of the logs would have the keys that open them.")
    if settings.lan and settings.public_url:
        yield look("LAN=1 listens on the whole network beside PUBLIC_URL: people could come past the proxy.")


def _proxy(settings: Settings) -> Iterator[Finding]:
    try:
        public = settings.public
    except BadSetting:
        return
    is_here = any(one in public.origin for one in ("//127.", "//localhost", "//[::1]"))
    if public.is_https and not settings.proxies:
        yield Finding(
            "PUBLIC_URL is https, which a proxy speaks, but PROXIES is 0: everybody would have the address of that "
            "proxy, and one who guesses codes would shut all others out. Set PROXIES=1."
        )
    if settings.proxies and not public.origin:
        yield look("PROXIES is set without PUBLIC_URL: links and QR codes are made from what each request says.")
    if settings.proxies and settings.bound_host not in ("127.0.0.1", "::1", "localhost"):
        yield look(f"PROXIES is set and HOST is {settings.bound_host}: only the proxy may reach that port.")
    if public.origin and not public.is_https and not is_here:
        yield look("PUBLIC_URL is http: anyone on the way could listen, and notes do not work off line.")


def _missing(settings: Settings) -> Iterator[Finding]:
    """What people are told at joining, and have a right to be told."""
    unsaid = [name.upper() for name in ("controller", "dpo", "legal_basis") if not getattr(settings, name)]
    if unsaid:
        yield look(f"Not set, and people are to be told at joining: {', '.join(unsaid)}.")


# --- the machine ---------------------------------------------------------------------------


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.instance
    if not folder.exists():
        yield look(f"{folder} is not there yet: the first start makes it.")
        folder = next(one for one in folder.parents if one.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(f"This user may not write in {folder}: chown it to the user of the server, or set INSTANCE.")
    for file in sorted(settings.instance.glob("*")) if os.access(settings.instance, os.R_OK) else ():
        is_secret = file.name == "secret_key" or file.suffix == ".sqlite"
        if is_secret and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield look(f"Others may read {file}: the start closes it, where it is this user's.")
        if is_secret and not os.access(file, os.R_OK | os.W_OK):
            yield Finding(f"{file} belongs to somebody else: chown it to the user of the server.")
    left = shutil.disk_usage(folder).free
    if left < SCARCE:
        told = f"{left // 1_000_000} MB are left on the disk of {folder}"
        yield Finding(f"{told}: nothing could be written soon.") if left < FULL else look(f"{told}.")


def _machine(_settings: Settings) -> Iterator[Finding]:
    if said := too_few(raise_files()):
        yield look(said)
    if time.time() < BUILT:
        yield Finding("The clock of this machine is wrong: deadlines, sign-ins and certificates go by it.")


# --- databases -----------------------------------------------------------------------------


def _databases(settings: Settings) -> Iterator[Finding]:
    yield from _database("DATABASE_URL", settings.database_address, _as_it_stands)
    if settings.keys_address != settings.database_address:
        yield from _database("KEYS_URL", settings.keys_address, _answers)


def _database(name: str, address: str, look_at: Callable[[Connection], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        url = make_url(address)
    except ArgumentError:
        yield Finding(f"{name} is no address of a database: postgresql://user:password@host/name.")
        return
    is_file = url.get_backend_name() == "sqlite"
    if is_file and not Path(url.database or "").exists():
        return  # the first start makes it
    if not is_file and url.get_backend_name() != "postgresql":
        yield Finding(f"{name} is of neither SQLite nor PostgreSQL.")
        return
    named = {"connect_timeout": PATIENCE_S, "application_name": schema.APPLICATION}
    try:
        engine = create_engine(url, hide_parameters=True, connect_args={} if is_file else named)
        with engine.connect() as connection:
            yield from look_at(connection)
        engine.dispose()
    except ModuleNotFoundError:
        yield Finding(f"{name} is PostgreSQL, and its driver is not installed: requirements-scale.lock.")
    except SQLAlchemyError as error:
        yield Finding(f"{name}: the database does not answer ({_in_a_line(error)}).")


def _in_a_line(error: SQLAlchemyError) -> str:
    """What a driver says, in one line; what it connects with stands in none."""
    said = str(getattr(error, "orig", None) or type(error).__name__).splitlines()
    return said[0][:200] if said else type(error).__name__


def _answers(connection: Connection) -> Iterator[Finding]:
    connection.execute(text("select 1"))
    yield from ()


def _as_it_stands(connection: Connection) -> Iterator[Finding]:
    found = schema.standing(connection)
    if found is Standing.TOO_NEW:
        yield Finding("The database is of a later release, which this one cannot live with: docs/upgrading.md.")
    if found is Standing.OLDER:
        yield look("The schema is of an earlier release: the start brings it up to date. Make a dump first.")
    if found is Standing.PRESENT and not schema.is_finalized(connection):
        yield look("The upgrade to this release is not final: what is new is refused until `db finalize`.")
    if connection.dialect.name == "postgresql":
        yield from _postgresql(connection)


def _postgresql(connection: Connection) -> Iterator[Finding]:
    def asked(what: str) -> str:
        return str(connection.scalar(text(what)))

    if asked("show synchronous_commit") == "off":
        yield Finding("PostgreSQL has synchronous_commit = off: a cut of power loses words that people saw accepted.")
    if asked("show fsync") == "off":
        yield Finding("PostgreSQL has fsync = off: a cut of power loses the database.")
    if asked("show server_encoding") != "UTF8":
        yield Finding("The database is not in UTF8: make it with --encoding UTF8 --template template0.")
    if int(asked("show max_connections")) < 50:  # noqa: PLR2004 - two processes at their most
        yield look("PostgreSQL allows fewer than 50 connections: each process opens up to 23.")
    there = float(asked("select extract(epoch from clock_timestamp())"))
    if abs(there - time.time()) * 1000 > APART_MS:
        yield look("The clocks of this machine and of the database differ by more than 5 seconds: run a time service.")


def _redis(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        return
    try:
        import redis
    except ModuleNotFoundError:
        yield Finding("REDIS_URL is set, and its library is not installed: requirements-scale.lock.")
        return
    patience = {"socket_connect_timeout": PATIENCE_S, "socket_timeout": PATIENCE_S}
    try:
        with redis.Redis.from_url(settings.redis_url, **patience) as line:
            line.ping()
    except ValueError:
        yield Finding("REDIS_URL is no address of Redis or Valkey: redis://host:6379/0.")
    except redis.RedisError as error:
        yield look(f"Redis does not answer ({type(error).__name__}): each process counts by itself meanwhile.")
