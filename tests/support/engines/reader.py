"""A screen reader without a screen: Orca on a desktop of its own, heard by what it writes down."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.support.engines.display import needed

STUB = Path(__file__).parent / "orca_stub"
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\s*\{|$)", re.M)
PATIENCE = 30
BUS = "/usr/libexec/at-spi-bus-launcher"


class Reader:
    """What Orca has said, in words without special blanks."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.from_here = 0

    def said(self) -> list[str]:
        """Since `forget`."""
        text = self.log.read_text(errors="replace")[self.from_here :] if self.log.exists() else ""
        return [" ".join(one.split()) for one in SAID.findall(text) if one.strip()]

    def forget(self) -> None:
        self.from_here = len(self.log.read_text(errors="replace")) if self.log.exists() else 0

    def times(self, words: str) -> int:
        return sum(one.count(words) for one in self.said())

    def hears(self, words: str, *, times: int = 1, seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while self.times(words) < times:
            assert time.monotonic() < end, f"not said: {words!r}; said: {self.said()[-12:]}"
            time.sleep(0.2)


@contextmanager
def desktop(settings: dict[str, str]) -> Iterator[tuple[dict[str, str], Reader]]:
    """The settings of a desktop with Orca, and what it says."""
    short = tempfile.TemporaryDirectory(prefix="desktop-")  # the name of a socket holds 108 characters
    with short as name, _desktop(Path(name), settings) as desk:
        yield desk


@contextmanager
def _desktop(folder: Path, settings: dict[str, str]) -> Iterator[tuple[dict[str, str], Reader]]:
    log = folder / "orca.debug"
    env = {
        **os.environ,
        **settings,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "GTK_MODULES": "gail:atk-bridge",
        "GNOME_ACCESSIBILITY": "1",
        "NO_AT_BRIDGE": "0",
        "LC_ALL": "C.UTF-8",
    }
    with ExitStack() as running, (folder / "said.log").open("w") as out:

        def start(*command: str, **more: str) -> subprocess.Popen:
            process = subprocess.Popen(command, env={**env, **more}, stdout=out, stderr=subprocess.STDOUT)
            running.callback(process.wait)
            running.callback(process.kill)  # Orca asked to end waits for a bus that is gone
            return process

        there, here = os.pipe()
        bus = subprocess.Popen(
            [needed("dbus-daemon"), "--session", "--nofork", f"--print-address={here}"], env=env, pass_fds=[here]
        )
        running.callback(bus.wait, 20)
        running.callback(bus.terminate)
        os.close(here)
        with os.fdopen(there) as told:
            env["DBUS_SESSION_BUS_ADDRESS"] = told.readline().strip()
        start(needed("openbox"))
        start(BUS, "--launch-immediately")
        start(needed("orca"), "--replace", f"--debug-file={log}", PYTHONPATH=str(STUB))
        reader = Reader(log)
        end = time.monotonic() + PATIENCE
        while not log.exists() or "SPEECH" not in log.read_text(errors="replace"):
            assert time.monotonic() < end, f"Orca does not start: {(folder / 'said.log').read_text()[-800:]}"
            time.sleep(0.2)
        yield env, reader
