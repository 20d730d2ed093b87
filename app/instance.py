"""The instance folder and the databases' files: for whoever runs the server alone, also where they were there before.

Modes are a matter of the files first: a folder that holds other things than ours is left as it is, unless others may
write in it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from beffroi.patterns import linear

OURS = linear(
    r"(beffroi|keys)\.sqlite(-wal|-shm|-journal)?|secret_key(\.\w+)?|server\.lock|before-restore-.*|\.unfinished-.*"
)
"""The names of what an instance folder holds."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class NotPrivate(ValueError):
    """Others may read or replace what must be secret, and it is not for this user to change; the sentence names it."""


def begin(databases: tuple[Path, ...]) -> None:
    """Begin those files that are not there yet, empty: SQLite gives its write-ahead log the mode of the database."""
    for database in databases:
        if database.parent.is_dir() and not database.exists():
            os.close(os.open(database, os.O_WRONLY | os.O_CREAT, 0o600))


def make_private(folder: Path, databases: tuple[Path, ...]) -> None:
    """Make the folder, its files and the databases, wherever they are, their owner's alone. Raises `NotPrivate`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = [file for file in folder.iterdir() if OURS.fullmatch(file.name)]
    beside = [Path(f"{database}{suffix}") for database in databases for suffix in ("", "-wal", "-shm", "-journal")]
    for path in (*kept, *(file for file in beside if file.exists())):
        _close(path)
    if all(OURS.fullmatch(file.name) for file in folder.iterdir()):
        _close(folder)
    elif folder.stat().st_mode & OTHERS_WRITE:
        raise NotPrivate(
            f"Others may write in {folder}, and it holds other things: chmod go-w it, "
            "or set INSTANCE to a folder of its own."
        )


def _close(path: Path) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
    except FileNotFoundError:
        return  # a journal that has just gone
    except PermissionError:
        raise NotPrivate(
            f"Others may read {path}, which belongs to somebody else: chown it to the user of the server, "
            "then chmod go-rwx."
        ) from None
