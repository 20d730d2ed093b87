"""The same log in another process, whose hashes have another seed: what it gives and draws has to be the same.

It imports the house once and forks for each log, so that each is read where no plugin was before.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import IO, Any

from beffroi.testing.checks.drawing import Pages
from beffroi.testing.checks.fingerprint import fingerprint
from beffroi.testing.checks.host_questions import Notes
from beffroi.testing.checks.rounds import Rounds
from beffroi.testing.checks.targets import of_folder

PATIENCE = 120
"""Seconds after which the other process is given up."""

GONE = b'{"raised": "it ends"}'

Told = dict[str, str]


class Reader:
    """The other process, as this one asks it: a log at a time, and what came of it when it is wanted."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_asked = False
        atexit.register(self.stop)

    def ask(self, given: dict[str, Any]) -> None:
        """Have it read meanwhile."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._started()
        assert self._process.stdin is not None
        self._is_asked = True
        _send(self._process.stdin, pickle.dumps(given))

    def answer(self) -> dict[str, Any]:
        """What came of it; raises where it takes too long."""
        assert self._process is not None and self._process.stdout is not None
        ends = time.monotonic() + PATIENCE
        while not select.select([self._process.stdout], [], [], max(0.0, ends - time.monotonic()))[0]:
            if time.monotonic() > ends:
                raise TimeoutError(f"in another process its log is not read within {PATIENCE} s.")
        answer: dict[str, Any] = json.loads(_taken(self._process.stdout) or GONE)
        self._is_asked = False
        return answer

    def give_up(self) -> None:
        """Nobody wants to know any more what comes of what was asked, if anything was."""
        if self._is_asked:
            self.stop()

    def stop(self) -> None:
        """It has nothing more to read, and ends; at once where it is at a log, which may never end."""
        if self._process is not None:
            if self._is_asked:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None
        self._is_asked = False

    def _started(self) -> subprocess.Popen[bytes]:
        seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        pipe = subprocess.PIPE
        ran = [sys.executable, "-m", __name__]
        return subprocess.Popen(ran, stdin=pipe, stdout=pipe, bufsize=0, env=env, start_new_session=True)


READER = Reader()


@dataclass
class OtherProcess:
    """What is told of a log here, while another process reads it."""

    here: Told

    def compare(self, notes: Notes) -> None:
        """Whether it is the same there."""
        answer = READER.answer()
        if "raised" in answer:
            raise RuntimeError(f"in another process it raises: {answer['raised']}")
        there: Told = answer["told"]
        for name in self.here:
            if there.get(name) != self.here[name]:
                _tell(notes, name, self.here[name], there.get(name, ""))

    def give_up(self) -> None:
        """The play has ended before."""
        READER.give_up()


def read_in_other_process(notes: Notes, rounds: Rounds) -> OtherProcess:
    """Have it read there; `compare` says what came of it."""
    board = rounds.board
    given = {
        "folder": str(notes.sources.folder), "method": notes.method.id, "way": rounds.way, "activity": board.activity,
        "tables": board.tables, "entries": board.record.entries, "keys": board.record.keys,
        "people": board.presence.people, "path": sys.path, "here": str(Path.cwd()),
    }  # fmt: skip
    READER.ask(given)
    return OtherProcess(told(rounds))


def told(rounds: Rounds) -> Told:
    """All that the method gives, and all that is drawn of it."""
    made = {name: fingerprint(given) for one in rounds.ask() for name, given in one.items()}
    return made | {f"page {place}": html for place, html in Pages(rounds.board, rounds.notes).draw((), ("en",)).items()}


def _tell(notes: Notes, name: str, here: str, there: str) -> None:
    if name.startswith("page ") and notes.found:
        return  # what it gives is another already
    at = next((one.a for one in SequenceMatcher(None, here[:2000], there[:2000], False).get_matching_blocks()), 0)
    culprit = notes.of("view" if name.startswith("page ") else name)
    near = here[max(at, 0) : at + 40]
    said = f"in another process it is not the same, from “{near}” on: a set has no order, so show it by sorted(…)."
    notes.tell(culprit, said)


def _send(line: IO[bytes], told: bytes) -> None:
    left = memoryview(len(told).to_bytes(8, "big") + told)
    while left:
        left = left[line.write(left) :]
    line.flush()


def _taken(line: IO[bytes]) -> bytes:
    """What was sent, whole; nothing where the other has gone."""
    size = int.from_bytes(_read(line, 8), "big")
    return _read(line, size)


def _read(line: IO[bytes], size: int) -> bytes:
    read = b""
    while len(read) < size and (more := line.read(size - len(read))):
        read += more
    return read


def main() -> None:
    """Of the other process: read what is given, say what comes of it."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints is no answer
    while given := _taken(asked):
        reads, writes = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reads)
            os.close(answers.fileno())
            with os.fdopen(writes, "wb") as line:
                line.write(json.dumps(_answer(given)).encode())
            os._exit(0)
        os.close(writes)
        with os.fdopen(reads, "rb") as line:
            _send(answers, line.read() or GONE)
        os.waitpid(pid, 0)


def _answer(pickled: bytes) -> dict[str, Any]:
    try:
        return {"told": _told_of(pickle.loads(pickled))}  # noqa: S301 - the process that started this one wrote it
    except BaseException as error:  # noqa: BLE001 - whatever is raised is told
        return {"raised": f"{type(error).__name__}: {error}"}


def _told_of(given: dict[str, Any]) -> Told:
    sys.path[:] = given["path"]
    os.chdir(given["here"])
    loaded = of_folder(Path(given["folder"]))
    method = next(one for one in loaded.methods if one.id == given["method"])
    rounds = Rounds(Notes(loaded.sources, method), given["way"])
    board = rounds.board
    board.activity, board.tables = given["activity"], given["tables"]
    board.presence.people.clear()
    board.presence.people.update(given["people"])
    board.record = board._read(given["entries"], given["keys"])  # noqa: SLF001
    return told(rounds)


if __name__ == "__main__":
    main()
