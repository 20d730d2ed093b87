"""The table that a bench prints, and the JSON that it keeps."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.figures import number, ratio, spreads
from bench.row import NODE, OURS, Row

LABELS = {
    "p50": "p50, ms",
    "p95": "p95, ms",
    "everywhere_p95": "p95 on any page, ms",
    "ack_p95": "acknowledged, p95, ms",
    "shown_ms": "on every page after the last press, ms",
    "refused": "refused",
    "cores": "cores",
    "us_delivery": "CPU a delivery, µs",
    "frames_command": "frames a page and command",
    "bytes_push": "bytes a push",
    "kb_each": "kB a person",
    "us_command": "CPU a command, µs",
    "us_few": "CPU a command, 150 notes, µs",
    "us_many": "CPU a command, 1,500 notes, µs",
    "hello_kb": "a hello, kB",
    "hello_kb_packed": "a hello, compressed, kB",
    "downs": "others cut off",
    "unanswered": "commands without an answer",
    "harm": "times the harm was done",
    "rate": "commands/s",
    "deliveries_s": "deliveries/s",
    "accepted": "votes accepted",
    "back_p95": "back, p95, ms",
    "back_cores": "back, cores",
    "back_frames_page": "back, frames a page",
    "join_p95": "join, p95, ms",
    "join_cores": "join, cores",
    "join_frames_page": "join, frames a page",
    "start_s": "serves after, s",
    "start_cpu_s": "CPU of starting, s",
    "open_s": "opens in, s",
    "longest_slice": "others wait at most, ms",
    "open_cpu_s": "CPU to open, s",
    "open_mb": "MB",
    "us_command_short": "CPU a command, short log, µs",
    "us_command_long": "CPU a command, long log, µs",
    "growth": "the second ÷ the first",
    "opens_ms": "opens in, ms",
    "opens_slowed_ms": "slowed 4×, opens in, ms",
    "cell_bytes": "a push after a sentence added, bytes",
    "change_ms": "a change, median, ms",
    "change_worst_ms": "the longest, ms",
    "slowed_ms": "slowed 4×, median, ms",
    "slowed_worst_ms": "slowed 4×, the longest, ms",
}


def markdown(rows: Iterable[Row]) -> str:
    """The table: a line a figure; medians, with the least and the most of the runs in brackets."""
    head = ["| work | goal | figure | Beffroi | bare socket.io | ratio |", "|---|---|---|--:|--:|--:|"]
    notes: list[str] = []
    for row in rows:
        head += _lines(row)
        notes += row.said
        if row.void():
            notes.append(f"{row.work}: {row.void()} runs were void.")
    return "\n".join([*head, "", *(f"- {note}" for note in notes)])


def _lines(row: Row) -> Iterator[str]:
    ours, theirs = spreads(row.runs.get(OURS, [])), spreads(row.runs.get(NODE, []))
    kept = len(row.kept().get(OURS, []))
    runs = f"{kept} runs" if kept else "**void**: every run was"
    if not ours:
        yield f"| {row.work} | {row.goal} | not played | | | |"
    for place, name in enumerate(name for name in row.shows if name in ours):
        beside = ratio(ours, theirs, name)
        first = (row.work, row.goal) if place == 0 else (runs if place == 1 else "", "")
        cells = (*first, LABELS.get(name, name), ours[name], theirs.get(name, ""), number(beside) if beside else "")
        yield "| " + " | ".join(map(str, cells)) + " |"


def machine() -> dict[str, str]:
    """What it ran on, and when."""
    cpu = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    parts = ("python-socketio", "python-engineio", "gevent", "sqlalchemy", "pydantic")
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "cpu": cpu.partition(":")[2].strip(),
        "linux": platform.release(),
        "python": platform.python_version(),
        "node": node.stdout.strip(),
        **{name: version(name) for name in parts},
    }


def kept_as_json(rows: Iterable[Row], file: Path) -> None:
    """Every run, the void ones too."""
    file.parent.mkdir(exist_ok=True)
    told: dict[str, Any] = {"machine": machine(), "rows": [asdict(row) for row in rows]}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1))
