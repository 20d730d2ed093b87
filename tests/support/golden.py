"""Golden logs: workshops played once with an older release, and what their pages showed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.domain.log import Entry
from app.host import registry
from app.live.commands.record import Record
from beffroi import Stamp

GOLDEN = Path(__file__).parents[1] / "golden"


def read(file: Path) -> Record:
    told = json.loads(file.read_text())
    entries = [_entry(**row) for row in told["entries"]]
    return Record(registry.build(), entries, dict.fromkeys(told["keys"], b"k" * 32))


def _entry(share: str, stamp: dict, **said: Any) -> Entry:
    """An entry as the database has it, whose column `share` is what the log calls the scope."""
    return Entry(**said, scope=share, stamp=Stamp(**stamp))


def row_of(entry: Entry) -> dict[str, Any]:
    """The row of an entry, as `read` takes it."""
    row = asdict(entry)
    share = row.pop("scope")
    return {**row, "share": share}


def shown(record: Record) -> dict:
    """What people would see of it: stages and exported tables."""
    seen = {}
    for activity in record.agenda.listed():
        standing = record.standing(activity.id)
        method = record.registry.methods[activity.method]
        tables = method.tables(standing.state) if standing else ()
        rows = {table.name: [[str(cell) for cell in row] for row in table.rows] for table in tables}
        for scope, sheet in record.sheets(activity.id).items():
            for table in method.tables(sheet.state):
                rows[f"{scope}/{table.name}"] = [[str(cell) for cell in row] for row in table.rows]
        seen[activity.title] = {"stage": activity.stage, "tables": rows}
    return seen
