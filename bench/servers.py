"""The servers measured: ours, and peers started beside it, each held to the server's core."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

from app.rehearse.connection import Address
from bench.cores import start

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
MEASURED = Path(__file__).parent / "measured"
"""Plugins of the bench."""
PATIENCE = 30.0


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A process that listens and says that it is ready."""

    def __init__(self, command: list[str], cwd: Path, core: int, **settings: str) -> None:
        self.address, self.core = Address("127.0.0.1", free_port()), core
        self.process = start(command, core, cwd, PORT=str(self.address.port), **settings)
        self._wait()

    def _wait(self) -> None:
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if "Ready on" in line:
                return
        raise RuntimeError(f"The server does not start:\n{said}")

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        """Ask it to stop; kill it where it does not."""
        self.process.terminate()
        try:
            self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


def ours(instance: Path, core: int) -> Server:
    """This server, on an instance already filled, with the method that drawing is measured on."""
    told = {"INSTANCE": str(instance), "PLUGIN_FOLDERS": str(MEASURED)}
    return Server([sys.executable, "-m", "app", "run", "--no-demo"], ROOT, core, **told)


def socketio(core: int) -> Server:
    """The bare Node server."""
    return Server(["node", "server.js"], PEERS / "socketio", core)


def why_no_socketio() -> str:
    """Fetch what the Node peer needs; says why it cannot be run, or nothing where it can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Bare socket.io was not run: there is no node, or no npm, on this machine."
    folder = PEERS / "socketio"
    if not (folder / "node_modules" / "socket.io").is_dir():
        got = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if got.returncode:
            return f"Bare socket.io was not run: npm install failed ({got.stderr.strip()[:200]})."
    return ""
