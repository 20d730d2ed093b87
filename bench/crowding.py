"""Crowding: a quiet workshop of 45 people plays on while somebody does harm; what the others notice of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack

from bench import servers
from bench.cores import start
from bench.figures import Run
from bench.row import OURS, Bench, Row
from bench.side import Talk
from bench.stage import Workshop
from bench.strangers import SEATS

PEOPLE, RATE = 45, 15.0
SETTLES = 1.5
"""Seconds that harm is done before the others' answers are timed."""
PLENARY, PLENARY_RATE = 500, 100.0
SHOWS = ("ack_p95", "p95", "cores", "downs", "unanswered", "harm")


def crowding(bench: Bench, kind: str, work: str, people: int, rate: float) -> Row:
    """The people of a workshop write on, and one harm is done beside them; the harm's own count is `harm`."""
    row = Row(f"crowding: {work}", "others' acknowledgements p95 ≤ 500 ms", SHOWS)
    with bench.house() as house:
        workshop = house.mood(row.work, people)
        other = house.device(row.work, workshop, SEATS)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Talk(server, workshop, people, people)
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: lambda: _played(side, kind, other, rate, bench.seconds)})


def _played(side: Talk, kind: str, other: Workshop, rate: float, seconds: float) -> Run:
    whom = {"port": side.server.address.port, "code": other.code, "cookie": other.cookies[0], "who": other.activity}
    harm = _harm(kind, {**whom, "seconds": seconds + SETTLES + 1})
    side.crowd.loop.run_for(SETTLES)
    before = side.crowd.downs.total()
    run = side.talk(rate, seconds)
    did, _ = harm.communicate(timeout=30 + seconds)
    answered = run["accepted"] + run["refused"]
    return {**run, "downs": run["downs"] - before, "unanswered": run["sent"] - answered, "harm": int(did)}


def _harm(kind: str, whom: dict[str, object]) -> subprocess.Popen[str]:
    generator = min(os.sched_getaffinity(0))
    return start([sys.executable, "-m", "bench.strangers", kind, json.dumps(whom)], generator, servers.ROOT)


def _row(name: str, kind: str, work: str, people: int = PEOPLE, rate: float = RATE) -> Callable[[Bench], Row]:
    def play(bench: Bench) -> Row:
        return crowding(bench, kind, work, people, rate)

    play.__name__ = name
    return play


ROWS = (
    _row("crowding_refused", "refused", "refused connects in a loop"),
    _row("crowding_guessed", "guessed", "the same by somebody who is in elsewhere"),
    _row("crowding_poured", "poured", "somebody who was told to stop and goes on"),
    _row("crowding_silent", "silent", "1,100 silent connections"),
    _row("crowding_lines", "lines", "150 lines of one person"),
    _row("crowding_seats", "seats", "12 seats, 30 hellos a second each"),
    _row("crowding_joins", "joins", "2,000 joins a minute from one place, twelve seats each"),
    _row("crowding_unknown", "unknown", "signals, pongs and unknown events without a pause"),
    _row("crowding_pages", "pages", "300 requests for the joining page at any moment"),
    _row("crowding_plenary", "plenary", "500 behind one address, 100 commands a second", PLENARY, PLENARY_RATE),
)
