"""Logs that an older version of a method wrote, kept in files: they fold to what they folded to then, for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beffroi import Method, Stamp
from beffroi.testing.board import KEY, Board
from beffroi.testing.late import host

if TYPE_CHECKING:
    from app.domain.log import Entry
    from app.host.registry import Registry
    from app.live.commands.record import Record

Shown = dict[str, Any]


def record_log(board: Board, file: Path | str) -> None:
    """Write the log of a board, and what it shows, to a file that is not there yet; raises `FileExistsError`.

    Once a release, after `play(board)` for instance: what an older version wrote is never written again, only read.
    """
    kept = {**rows_of(board.record), "shown": shown(board.record)}
    with Path(file).open("x", encoding="utf-8") as out:
        out.write(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def assert_log_folds(method: Method, file: Path | str) -> None:
    """Fail where a log of `record_log` no longer folds, or shows otherwise than it did: its stage, its tables.

    What the new version shows of it on purpose is recorded anew, under another name; this one stays.
    """
    kept = json.loads(Path(file).read_text(encoding="utf-8"))
    registry = host.RaisingRegistry([host.Plugin(method.id, "test", methods=[method])])
    found = read(kept, registry)
    assert not found.broken, f"{file}: the log can no longer be read by the method as it is"
    now = json.loads(json.dumps(shown(found), ensure_ascii=False))
    assert now == kept["shown"], f"{file}: it shows otherwise than it did:\n{now}\nwhere it was:\n{kept['shown']}"


def read(kept: Mapping[str, Any], registry: Registry) -> Record:
    """The record of a log that was kept."""
    entries = [_entry(**row) for row in kept["entries"]]
    return host.Record(registry, entries, dict.fromkeys(kept["keys"], KEY))


def rows_of(record: Record) -> dict[str, Any]:
    """A log as it is kept: its entries, and whose keys there were."""
    return {"keys": sorted(record.keys), "entries": [_row(entry) for entry in record.entries]}


def _entry(share: str, stamp: dict[str, Any], **said: Any) -> Entry:
    """An entry as the database has it, whose column `share` is what the log calls the scope."""
    return host.Entry(**said, scope=share, stamp=Stamp(**stamp))


def _row(entry: Entry) -> dict[str, Any]:
    row = asdict(entry)
    share = row.pop("scope")
    return {**row, "share": share}


def shown(record: Record) -> Shown:
    """What people would see of it, by activity: its stage, and the tables of the room and of each table's sheet."""
    seen = {}
    for activity in record.agenda.listed():
        standing = record.standing(activity.id)
        method = record.registry.methods[activity.method]
        rows = _rows(method, standing.state) if standing else {}
        for scope, sheet in record.sheets(activity.id).items():
            rows |= {f"{scope}/{name}": table for name, table in _rows(method, sheet.state).items()}
        seen[activity.title] = {"stage": activity.stage, "tables": rows}
    return seen


def _rows(method: Method, state: Any) -> dict[str, list[list[str]]]:
    return {table.name: [[str(cell) for cell in row] for row in table.rows] for table in method.tables(state)}
