"""A workshop of 50,000 entries opens while another is at work: how long it takes, and what it keeps waiting."""

from __future__ import annotations

from contextlib import ExitStack
from time import perf_counter

from bench import servers
from bench.cores import Used, rss_of
from bench.crowd import ECHO
from bench.figures import Run, at
from bench.row import OURS, Bench, Row
from bench.servers import Server
from bench.side import Talk
from bench.stage import Workshop

ENTRIES = 50_000
EVERY = 0.002


def opening(bench: Bench) -> Row:
    row = Row(
        "a workshop of 50,000 entries opens",
        "opens in 0.5 s from a checkpoint, 2 s without, in slices ≤ 10 ms; a command's cost does not grow with the log",
        ("open_s", "longest_slice", "open_cpu_s", "open_mb", "us_command_short", "us_command_long", "growth"),
    )
    with bench.house() as house:
        long, short = house.long_log("Un long journal", ENTRIES), house.mood("Un court journal", 300)
    return bench.in_turn(row, {OURS: lambda: _opened(bench, long, short)})


def _opened(bench: Bench, long: Workshop, short: Workshop) -> Run:
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Talk(server, short, 20, 20)
        stack.callback(side.crowd.close)
        run = _watched_opening(side, server, long)
        seconds = max(2.0, bench.seconds / 2)
        before = side.talk(100, seconds)
        side.workshop = long
        _move(side, long)
        after = side.talk(100, seconds)
    return {
        **run,
        "us_command_short": before["us_command"],
        "us_command_long": after["us_command"],
        "growth": after["us_command"] / before["us_command"],
        "others": max(before["others"], after["others"]),
        "lag_p99": max(run["lag_p99"], before["lag_p99"], after["lag_p99"]),
    }


def _watched_opening(side: Talk, server: Server, long: Workshop) -> Run:
    crowd, probe = side.crowd, Probe(side)
    resident, used = rss_of(server.pid), Used(server.pid, server.core)
    page = crowd.add(long.cookies[0], long.auth(0))
    crowd.loop.run_for(0.2)
    crowd.lag.measuring = True
    page.open()
    crowd.loop.run(lambda: page.is_ready, 60.0)
    crowd.loop.run_for(0.1)
    crowd.lag.measuring = False
    return {
        "open_s": page.ready - page.opened,
        "longest_slice": 1000 * probe.longest(),
        "open_cpu_s": used.told()[0],
        "open_mb": (rss_of(server.pid) - resident) / 1024,
        "lag_p99": at(crowd.lag.late, 0.99),
    }


def _move(side: Talk, long: Workshop) -> None:
    """Everybody goes over to the long workshop."""
    crowd = side.crowd
    for page in crowd.pages:
        page.connection.close()
    crowd.pages.clear()
    for number in range(20):
        crowd.add(long.cookies[number], long.auth(number))
    crowd.open()


class Probe:
    """Pings from a page that has nothing to do with it; the longest echo is the longest that others wait (seconds)."""

    def __init__(self, side: Talk) -> None:
        self._loop, self._page = side.crowd.loop, side.crowd.pages[0]
        self._sent: list[float] = []
        self._late: list[float] = []
        self._over = False
        self._again()

    def _again(self) -> None:
        if self._over:
            return
        number = str(len(self._sent)).encode()
        self._sent.append(perf_counter())
        self._page.echo(ECHO + number + b"]", self._took)
        self._loop.after(EVERY, self._again)

    def _took(self, payload: bytes) -> None:
        self._late.append(perf_counter() - self._sent[int(payload[len(ECHO) : -1])])

    def longest(self) -> float:
        """Of those so far; ends the pings."""
        self._over = True
        return max(self._late, default=0.0)
