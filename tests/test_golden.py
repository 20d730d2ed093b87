"""Old logs stay readable for ever: a log written once folds to what it folded to then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.log import Entry
from app.host import registry
from app.live.commands.record import Record
from beffroi import Stamp

GOLDEN = Path(__file__).parent / "golden"


def read(file: Path) -> Record:
    told = json.loads(file.read_text())
    entries = [Entry(**{**row, "stamp": Stamp(**row["stamp"])}) for row in told["entries"]]
    return Record(registry.build(), entries, dict.fromkeys(told["keys"], b"k" * 32))


def shown(record: Record) -> dict:
    """What people would see of it: stages and exported tables."""
    seen = {}
    for activity in record.agenda.listed():
        standing = record.standing(activity.id)
        method = record.registry.methods[activity.method]
        tables = method.tables(standing.state) if standing else ()
        rows = {table.name: [[str(cell) for cell in row] for row in table.rows] for table in tables}
        for share, sheet in record.sheets(activity.id).items():
            for table in method.tables(sheet.state):
                rows[f"{share}/{table.name}"] = [[str(cell) for cell in row] for row in table.rows]
        seen[activity.title] = {"stage": activity.stage, "tables": rows}
    return seen


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.log.json")), ids=lambda file: file.stem)
def test_an_old_log_folds_to_what_it_folded_to(file):
    record = read(file)
    assert record.broken == set()
    assert shown(record) == json.loads(file.with_name(file.name.replace(".log.", ".shown.")).read_text())


def test_there_is_a_golden_log_for_each_bundled_method():
    methods = {row["data"]["method"] for file in GOLDEN.glob("*.log.json")
               for row in json.loads(file.read_text())["entries"] if row["name"] == "core.add"}  # fmt: skip
    assert methods >= set(registry.build().methods)
