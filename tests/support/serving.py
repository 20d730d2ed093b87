"""A real server as its own process, and what its terminal says of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
from sqlalchemy.orm import Session

from app.config import from_environment
from app.demo.links import DEMO_EMAIL
from app.domain.clock import now_ms
from app.store import accounts, database
from tests.support.forkserver import FORKS, Child
from tests.support.once import lay_databases

ROOT = Path(__file__).parents[2]
PATIENCE = 120

STOCK = {"STOCK_SOCKETS": "1"}
on_both = pytest.mark.parametrize("server", [{}, STOCK], ids=["ours", "stock"], indirect=True, scope="module")
"""A test whose server is of both kinds: with lines of our own, and with the stock library."""


def day_in(days: int) -> str:
    """A day so many days from now, as a form sends one."""
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command_line(instance: Path, *words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`python -m app` with those words, on an instance."""
    return FORKS.run([*map(str, words)], {**os.environ, "INSTANCE": str(instance), **settings})


@dataclass
class Server:
    """`python -m app run` on an instance of its own."""

    instance: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | Child | None = None
    filled: bool = False
    """Whether it brings the demo that is filled in, which takes it a moment."""
    log: Path | None = None
    """Where its log goes; None puts it among what it says."""
    said: str = ""
    under: tuple[str, ...] = ()
    """A command that starts it, as `prlimit` does with less than everything."""
    forks: bool = True
    """Whether it comes of a process that has imported the house already: a second of processor instead of three."""
    command: tuple[str | Path, ...] = ()
    """What starts it, where that is not this checkout."""

    def start(self, folder: Path = ROOT) -> Server:
        env = {**os.environ, "INSTANCE": str(self.instance), "PORT": str(self.port), **self.settings}
        words = ["run", "--filled" if self.filled else "--no-filled"]
        with self.log.open("a") if self.log else nullcontext(None) as log:
            if self.under or self.command or not self.forks:
                command = self.command or (sys.executable, "-m", "app", *words)
                self.process = subprocess.Popen(
                    [*self.under, *command],
                    env=env, cwd=folder, stdout=subprocess.PIPE, stderr=log or subprocess.STDOUT, text=True,
                )  # fmt: skip
            else:
                if not self.instance.exists():
                    lay_databases(self.instance)
                self.process = FORKS.spawn(words, env, log.fileno() if log else None)
        self.lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read, args=(self.process,), daemon=True)
        self.reader.start()
        self.said = ""
        while "Ready on" not in self.said:
            try:
                self.said += self.lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"The server does not start:\n{self.said}") from None
            assert self.process.poll() is None or "Ready on" in self.said, self.said
        return self

    def _read(self, process):
        for line in process.stdout:
            self.lines.put(line)

    def rest(self) -> str:
        """What it said since it started."""
        more = ""
        while not self.lines.empty():
            more += self.lines.get()
        self.said += more
        return self.said

    def kill(self):
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self._ended()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
                self._ended()
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("The server does not stop when asked to.") from None

    def _ended(self):
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def printed(self, who: str) -> str:
        """The link that the terminal printed for "Participants", "Facilitator", "Screen Lille"."""
        return re.search(rf"^\s+{who}\s+(http\S+)", self.said, re.M)[1]

    def link(self, who: str) -> str:
        """The same; the facilitator's, which serves once, as fresh as `python -m app user link` would print it."""
        return self.fresh(self.printed(who)) if who == "Facilitator" else self.printed(who)

    def fresh(self, printed: str) -> str:
        """A link that signs in, like that one, that has not served yet."""
        url = from_environment({"INSTANCE": str(self.instance), **self.settings}).database_address
        engine = database.writer(url)
        with engine.begin() as connection, Session(connection) as session:
            user = accounts.by_email(session, DEMO_EMAIL)
            secret = accounts.offer_link(connection, user.id, now_ms(), self.settings.get("PROCESS", ""))
        engine.dispose()
        return re.sub(r"/entrer/[^?]+", f"/entrer/{secret}", printed)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        return self.link("Participants").rsplit("/", 1)[1]


def on_the_command_line(server, *words, **env) -> str:
    """What `python -m app …` says, beside the running server."""
    done = command_line(server.instance, *words, PORT=str(server.port), **env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
