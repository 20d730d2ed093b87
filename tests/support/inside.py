"""What a server keeps and takes, read from outside: the rows of its log, its memory."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.clients import PATIENCE

IN_TURN = "case when seq < 0 then after else seq end, case when seq < 0 then 1 else 0 end, turn, seq"
"""The order of the log: people's entries, whose numbers are drawn below 0, come after the act they follow, in turn."""


def read_log(instance: Path, *columns: str, where: str = "1=1") -> list[tuple]:
    """Columns of the log's rows in the order of the log, read from the file itself."""
    file = f"file:{instance / 'beffroi.sqlite'}?mode=ro"
    with closing(sqlite3.connect(file, uri=True, timeout=PATIENCE)) as connection:
        asked = f"select {', '.join(columns)} from entry where {where} order by workshop_id, {IN_TURN}"
        return connection.execute(asked).fetchall()


def memory(server) -> int:
    """Resident memory of the server's process, in kB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])
