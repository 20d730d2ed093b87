"""A process that has imported the house, and forks servers: an import costs each two seconds of processor.

Run as a program it is that process: it takes orders from the socket on its standard input, and says how children end.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).parents[2]
MOST = 65_536
TURN = 0.05
"""Seconds after which one who waits looks whether another has heard what it waits for."""


AHEAD = "DAYS_AHEAD"
"""What an order's environment says where its child's clock is so many days ahead; the child itself does not see it."""


def moved_by(days: int) -> SimpleNamespace:
    """The time so many days ahead, as `app.domain.clock` asks for it."""
    ahead = days * 86_400 * 10**9
    return SimpleNamespace(time_ns=lambda: time.time_ns() + ahead)


class Child:
    """A forked `python -m app …`, with as much of `subprocess.Popen` as tests ask for."""

    def __init__(self, server: ForkServer, pid: int, stdout: Any) -> None:
        self._server, self.pid, self.stdout = server, pid, stdout

    def poll(self) -> int | None:
        return self._server.status(self.pid)

    def wait(self, timeout: float | None = None) -> int:
        ends = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            left = None if ends is None else ends - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("app", timeout)
            self._server.hear(TURN if left is None else min(left, TURN))
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class ForkServer:
    """The other side: one a process of tests, started when it is first asked."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._ended: dict[int, int] = {}
        self._spawning, self._hearing = Lock(), Lock()  # tests ask from several threads

    def start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.forkserver"], stdin=theirs.fileno(), cwd=ROOT
            )
        self._socket = ours

    def stop(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self._process.wait()

    def spawn(self, words: list[str], env: dict[str, str], stderr: int | None) -> Child:
        """`python -m app` with those words; what it says can be read, its errors too unless they go elsewhere."""
        reads, writes = os.pipe()
        order = json.dumps({"words": words, "env": env}).encode()
        with self._spawning:
            if self._socket is None:
                self.start()
            self._forked = 0
            socket.send_fds(self._socket, [order], [writes, writes if stderr is None else stderr])
            os.close(writes)
            while not self._forked:
                self.hear(TURN)  # another thread may have heard it
            return Child(self, self._forked, os.fdopen(reads))

    def run(self, words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """`python -m app` with those words, to its end."""
        with tempfile.TemporaryFile("w+") as errors:
            child = self.spawn(words, env, errors.fileno())
            with child.stdout:
                said = child.stdout.read()
            status = child.wait()
            errors.seek(0)
            return subprocess.CompletedProcess(words, status, said, errors.read())

    def status(self, pid: int) -> int | None:
        """How a child ended, negative if by a signal; None while it runs."""
        while self.hear(0):
            pass
        return self._ended.get(pid)

    def hear(self, timeout: float | None) -> bool:
        """Take in what the process tells next; whether there was anything."""
        if not select.select([self._socket], [], [], timeout)[0]:
            return False
        with self._hearing:
            if not select.select([self._socket], [], [], 0)[0]:
                return False
            self._take(json.loads(self._socket.recv(MOST)))
        return True

    def _take(self, told: dict[str, int]) -> None:
        if "status" in told:
            self._ended[told["pid"]] = told["status"]
        else:
            self._forked = told["pid"]
            self._ended.pop(self._forked, None)  # a number may come again


FORKS = ForkServer()


def _serve() -> dict[str, Any] | None:
    """Fork for each order. Returns it in the child, and None at the end in the process itself."""
    from gevent.monkey import get_original

    # Waiting and forking are the system's here; in the children they are gevent's.
    wait, fork, close = get_original("select", "select"), *get_original("os", ["fork", "close"])
    plain_socket, on_signal = get_original("socket", "socket"), get_original("signal", "signal")
    line = plain_socket(fileno=os.dup(0))
    wakes, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    on_signal(signal.SIGCHLD, lambda _number, _frame: None)
    children: set[int] = set()
    while True:
        ready = wait([line, wakes], [], [])[0]
        if wakes in ready:
            os.read(wakes, MOST)
            for pid in list(children):
                found, status = os.waitpid(pid, os.WNOHANG)
                if found:
                    children.discard(pid)
                    line.send(json.dumps({"pid": pid, "status": os.waitstatus_to_exitcode(status)}).encode())
        if line in ready:
            order, files, _flags, _from = socket.recv_fds(line, MOST, 2)
            if not order:
                for pid in children:
                    os.kill(pid, signal.SIGKILL)
                return None
            pid = fork()
            if not pid:
                signal.set_wakeup_fd(-1)
                on_signal(signal.SIGCHLD, signal.SIG_DFL)
                for one in (wakes, wake, line.detach()):
                    close(one)
                return {**json.loads(order), "files": files}
            children.add(pid)
            for one in files:
                close(one)
            line.send(json.dumps({"pid": pid}).encode())


def _main() -> None:
    os.umask(0o077)
    from gevent import reinit, sleep
    from gevent.monkey import get_original

    from app.cli import main
    from app.dev.imports import import_everything
    from app.domain import clock
    from tests.support import once

    import_everything()

    once.share(setattr)
    once.warm()
    sleep(0.1)  # a timer that a library starts when it is imported has run: none goes on in the children
    order = _serve()
    if order is None:
        return
    out, errors = order["files"]
    null = os.open(os.devnull, os.O_RDONLY)
    for number, of in enumerate((null, out, errors)):
        os.dup2(of, number)
    for one in (null, out, errors):
        get_original("os", "close")(one)
    env = order["env"]
    if ahead := int(env.pop(AHEAD, 0)):
        vars(clock)["time"] = moved_by(ahead)
    os.environ.clear()
    os.environ.update(env)
    reinit()
    main(order["words"], prog_name="python -m app")


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    _main()
