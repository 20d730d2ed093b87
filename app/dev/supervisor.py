"""The process that stays: it holds the address, watches the files, and forks a server anew when one is saved.

What it imported, each server has: so a save is on the pages in a fraction of the second that the imports would take. A
server that goes leaves the log behind; the next one reads it, by the method as it is now.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.live.commands.cooperative import collect_garbage

LOOK = 0.05
"""Seconds between two looks at the files."""

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

WATCHED = {".py", ".html", ".css", ".po", ".md", ".svg", ".js", ".json", ".toml", ".txt"}

Files = dict[Path, tuple[int, int]]


def files_of(packages: Sequence[Path]) -> Files:
    """The files of some packages, each with when it was written and its size."""
    found = (path for package in packages for path in package.rglob("*") if path.suffix in WATCHED)
    seen: Files = {}
    for path in found:
        with suppress(OSError):  # gone, or being written
            about = path.stat()
            seen[path] = about.st_mtime_ns, about.st_size
    return seen


def listening(port: int) -> socket.socket:
    """A socket on this computer alone, that a child can take over; the connections that come meanwhile wait on it."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind(("127.0.0.1", port))
    made.listen(128)
    return made


@contextmanager
def thrown_away() -> Iterator[Path]:
    """An instance that nobody else has, and that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="beffroi-dev-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def supervise(packages: Sequence[Path], serve: Callable[[], None], said: Callable[[str], None]) -> None:
    """Have `serve` run in a child until Ctrl+C; begin it anew with each change of the files."""
    asked: list[int] = []
    for number in STOPS:
        signal.signal(number, lambda number, _frame: asked.append(number))
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(1)  # what an import began ends first: no fork can take it along
    collect_garbage()  # and what stays no child looks through, nor copies
    seen, child = files_of(packages), _forked(serve)
    try:
        while not asked:
            time.sleep(LOOK)
            if child and _has_ended(child):
                child = 0
                said("The server ended: it begins anew with the next change.")
            now = files_of(packages)
            if now != seen:
                said(", ".join(sorted({path.name for path, _stat in now.items() ^ seen.items()})))
                seen, child = now, _anew(child, serve)
    finally:
        _end(child)


def _anew(child: int, serve: Callable[[], None]) -> int:
    _end(child)
    return _forked(serve)


def _forked(serve: Callable[[], None]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        serve()
        status = 0
    except BaseException:  # noqa: BLE001 - said, and the parent goes on
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def _has_ended(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def _end(child: int) -> None:
    """At once: what it took is on the disk, and what it did not take its pages send again."""
    if child:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
