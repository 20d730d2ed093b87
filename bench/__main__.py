"""`python -m bench`: play the rows against this server and the peers, print one table, keep the runs as JSON."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench import cores, servers, table
from bench.arrivals import arrivals
from bench.boards import board
from bench.crowding import ROWS as CROWDING
from bench.maps import journey
from bench.opening import opening
from bench.rounds import consent, registrations
from bench.row import Bench
from bench.startup import startup
from bench.talks import answers, debate, large, middle, saturation, small, votes
from bench.walls import ROWS as WALLS

MEASURES = (small, middle, votes, saturation, large, arrivals, opening, board, journey)
ROWS = {row.__name__: row for row in (*MEASURES, answers, debate, consent, registrations, startup, *WALLS, *CROWDING)}
"""In the order of the table."""

RESULTS = servers.ROOT / "test-results" / "bench.json"


def asked() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    usual = ",".join(row.__name__ for row in MEASURES)
    parser.add_argument("--rows", default=usual, help=f"which, by name or by how names begin: {','.join(ROWS)}")
    parser.add_argument("--runs", type=int, default=5, help="runs a row that count (5)")
    parser.add_argument("--seconds", type=float, default=10, help="seconds a run (10)")
    parser.add_argument("--patience", type=float, default=20, help="seconds to wait for a quiet core before a run (20)")
    parser.add_argument("--short", action="store_true", help="two runs of 4 s: under 5 minutes in all")
    parser.add_argument("--no-peers", action="store_true", help="this server alone")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the runs are kept")
    return parser.parse_args()


def named(rows: str) -> list[str]:
    """The rows that were asked for: `crowding` is all that begin so."""
    return [name for asked in rows.split(",") for name in ROWS if name == asked or name.startswith(f"{asked}_")]


def say(sentence: str) -> None:
    """Tell whoever watches; the standard output is for the table."""
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    """Play, and print."""
    wanted = asked()
    generator, server = cores.two_cores()
    cores.pin(generator)
    absent = "" if wanted.no_peers else servers.why_no_socketio()
    runs, seconds, patience = (2, 4.0, 3.0) if wanted.short else (wanted.runs, wanted.seconds, wanted.patience)
    played = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        has_peers = not wanted.no_peers and not absent
        bench = Bench(Path(folder), server, runs, seconds, has_peers, patience)
        for name in named(wanted.rows):
            began = perf_counter()
            played.append(ROWS[name](bench))
            say(f"{name}: {perf_counter() - began:.0f} s\n{table.markdown(played[-1:])}")
            table.kept_as_json(played, wanted.json)
    print(table.markdown(played))
    if absent:
        print(f"- {absent}")
    same = " There is one core only, which both use: the figures are worth little." if generator == server else ""
    print(f"- Generator on core {generator}, servers on core {server}; runs with a generator later than 10 ms (p99), "
          f"or others using more than a tenth of the server's core, are void.{same}")  # fmt: skip


if __name__ == "__main__":
    main()
