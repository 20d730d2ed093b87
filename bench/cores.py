"""Cores and processes: who runs where, and what it used (CPU seconds, resident kB)."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

TICKS = os.sysconf("SC_CLK_TCK")
FILES = 16_000
LOOK = 0.4
"""Seconds of a look at a core, and the share of it that may be in use for the core to count as quiet."""
QUIET = 0.15


def two_cores() -> tuple[int, int]:
    """The generator's core and the server's; the same one twice where there is no other."""
    cores = sorted(os.sched_getaffinity(0))
    return cores[0], cores[-1]


def pin(core: int) -> None:
    """Hold this process to a core, and let it open a socket a person."""
    os.sched_setaffinity(0, {core})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, most), most))


def start(command: Sequence[str], core: int, cwd: Path, **settings: str) -> subprocess.Popen[str]:
    """A process held to a core from its first instruction, so that its threads are too."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        return subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **settings}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    finally:
        os.sched_setaffinity(0, own)


def ticks_in(stat: str) -> int:
    """utime + stime of a line of /proc/<pid>/stat, whatever blanks the name in it holds."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def cpu_of(pid: int) -> float:
    """CPU seconds a process has used, all threads."""
    return ticks_in(Path(f"/proc/{pid}/stat").read_text()) / TICKS


def rss_of(pid: int) -> int:
    """Resident kB of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def busy_in(stat: str, core: int) -> int:
    """Ticks that a core was not idle, stolen ones included, from the text of /proc/stat."""
    line = next(line for line in stat.splitlines() if line.startswith(f"cpu{core} "))
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, line.split()[1:9])
    return user + nice + system + irq + soft + steal


def await_quiet(core: int, seconds: float) -> None:
    """Wait for others to leave a core alone, for so long at most. Nobody of ours must be at work."""
    until = monotonic() + seconds
    while monotonic() < until:
        before = busy_in(Path("/proc/stat").read_text(), core)
        sleep(LOOK)
        if busy_in(Path("/proc/stat").read_text(), core) - before < LOOK * TICKS * QUIET:
            return


class Used:
    """What a process held to a core uses from now on, and what others use of that core meanwhile (CPU seconds)."""

    def __init__(self, pid: int, core: int) -> None:
        self._pid, self._core = pid, core
        self._since = self._now()

    def _now(self) -> tuple[float, float]:
        busy = busy_in(Path("/proc/stat").read_text(), self._core) / TICKS
        return cpu_of(self._pid), busy

    def told(self) -> tuple[float, float]:
        """Its own, and others'."""
        (cpu, busy), (cpu0, busy0) = self._now(), self._since
        return cpu - cpu0, max(0.0, busy - busy0 - (cpu - cpu0))
