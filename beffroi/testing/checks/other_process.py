"""The same log in another process, whose hashes have another seed: what it gives and draws has to be the same."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from beffroi.testing.checks.drawing import Pages
from beffroi.testing.checks.fingerprint import fingerprint
from beffroi.testing.checks.host_questions import Notes
from beffroi.testing.checks.rounds import Rounds

PATIENCE = 120
"""Seconds after which the other process is given up."""

Told = dict[str, str]


@dataclass
class OtherProcess:
    """Another process that reads a log meanwhile, and what is told of that log here."""

    process: subprocess.Popen[bytes]
    here: Told

    def compare(self, notes: Notes) -> None:
        """Whether it is the same there."""
        out, raised = self.process.communicate(timeout=PATIENCE)
        if self.process.returncode:
            last = raised.decode().strip().splitlines()[-1]
            raise RuntimeError(f"in another process it raises: {last}")
        there: Told = json.loads(out)
        for name in self.here:
            if there.get(name) != self.here[name]:
                _tell(notes, name, self.here[name], there.get(name, ""))


def read_in_other_process(notes: Notes, rounds: Rounds) -> OtherProcess:
    """Have it read there; `compare` says what came of it."""
    board = rounds.board
    given = {
        "folder": str(notes.sources.folder), "method": notes.method.id, "way": rounds.way, "activity": board.activity,
        "tables": board.tables, "entries": board.record.entries, "keys": board.record.keys,
        "people": board.presence.people,
    }  # fmt: skip
    return OtherProcess(_started(given), told(rounds))


def _started(given: dict[str, Any]) -> subprocess.Popen[bytes]:
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipe = subprocess.PIPE
    started = subprocess.Popen([sys.executable, "-m", __name__], stdin=pipe, stdout=pipe, stderr=pipe, env=env)
    assert started.stdin is not None
    started.stdin.write(pickle.dumps(given))
    started.stdin.close()
    started.stdin = None
    return started


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


def main() -> None:
    """Of the other process: read what is given, say what comes of it."""
    from beffroi.testing.checks.targets import of_folder  # noqa: PLC0415 - of this process alone

    given = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - the process that started this one wrote it
    loaded = of_folder(Path(given["folder"]))
    method = next(one for one in loaded.methods if one.id == given["method"])
    rounds = Rounds(Notes(loaded.sources, method), given["way"])
    board = rounds.board
    board.activity, board.tables = given["activity"], given["tables"]
    board.presence.people.clear()
    board.presence.people.update(given["people"])
    board.record = board._read(given["entries"], given["keys"])  # noqa: SLF001
    sys.stdout.write(json.dumps(told(rounds)))


if __name__ == "__main__":
    main()
