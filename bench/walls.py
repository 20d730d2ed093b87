"""Rows on a wall of 1,500 notes, one part each: does drawing cost what changed, or what stands there?"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from time import perf_counter

from app.live.commands.request import SCREEN
from app.rehearse.connection import CannotPlay
from beffroi import FACILITATOR
from bench import servers
from bench.figures import Run, at
from bench.row import OURS, Bench, Row
from bench.side import Rewording, moments
from bench.talks import TALK, climbing

NOTES, FEW = 1500, 150
PEOPLE, RATE = 200, 10.0
"""Of the rows that compare: so few commands a second that each is drawn by itself."""
BACK_IN = 2.0


def wall(bench: Bench, people: int, rate: float, goal: str, work: str) -> Row:
    """People of whom 300 at most reword their notes."""
    row = Row(work, goal, (*TALK, "us_command"))
    with bench.house() as house:
        workshop = house.wall(work, people, NOTES)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Rewording(server, workshop, people, min(people, NOTES))
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: lambda: side.talk(rate, bench.seconds)})


def wall_small(bench: Bench) -> Row:
    return wall(bench, 45, 15, "p95 ≤ 10 ms, ≤ 0.06 core", "1,500 notes, 45 people, a command every 3 s each")


def wall_middle(bench: Bench) -> Row:
    return wall(bench, 500, 100, "p95 ≤ 50 ms", "1,500 notes, 500 people, 100 commands/s in all")


def wall_large(bench: Bench) -> Row:
    return wall(bench, 2000, 20, "p95 ≤ 150 ms", "1,500 notes, 2,000 people, 20 commands/s in all")


def wall_saturation(bench: Bench) -> Row:
    """Faster and faster, until p95 is no longer under 100 ms."""
    shows = ("rate", "deliveries_s", "p95", "cores", "us_delivery", "frames_command", "bytes_push")
    row = Row("1,500 notes, saturation, 200 people writing", "≥ 320,000 deliveries/s at p95 < 100 ms", shows)
    with bench.house() as house:
        workshop = house.wall(row.work, PEOPLE, NOTES)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Rewording(server, workshop, PEOPLE, PEOPLE)
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: climbing(side, bench.seconds / 2)})


def growing(bench: Bench, work: str, *, lifts: bool = False, audiences: bool = False) -> Row:
    """Two walls in one server, played in turn: few notes, and ten times as many."""
    row = Row(work, "a change costs ≤ 1.5 times what it costs at 150", ("us_few", "us_many", "growth", "p95", "cores"))
    with bench.house() as house:
        walls = [house.wall(f"{work}, {notes}", PEOPLE, notes) for notes in (FEW, NOTES)]
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        sides = []
        for workshop in walls:
            sides.append(Rewording(server, workshop, PEOPLE, min(PEOPLE, len(workshop.options)), lifts=lifts))
            stack.callback(sides[-1].crowd.close)
            if audiences:
                _others_look_on(sides[-1])
        return bench.in_turn(row, {OURS: lambda: _compared(*(side.talk(RATE, bench.seconds) for side in sides))})


def _others_look_on(side: Rewording) -> None:
    """Facilitators, screens and previews in both languages, beside participants in both."""
    kinds = ((FACILITATOR, side.workshop.login), ("preview", side.workshop.login), (SCREEN, side.workshop.screen))
    pages = [side.crowd.add(cookie, side.workshop.auth(n, role)) for n in range(2) for role, cookie in kinds]
    for page in pages:
        page.open()
    side.crowd.wait(pages)
    side.crowd.settle()


def _compared(few: Run, many: Run) -> Run:
    return {
        **many,
        "lag_p99": max(few["lag_p99"], many["lag_p99"]),
        "others": max(few["others"], many["others"]),
        "us_few": few["us_command"],
        "us_many": many["us_command"],
        "growth": many["us_command"] / few["us_command"],
    }


def wall_cost(bench: Bench) -> Row:
    return growing(bench, "a note reworded, of 150 and of 1,500")


def wall_moving(bench: Bench) -> Row:
    return growing(bench, "a note reworded and moved up, of 150 and of 1,500", lifts=True)


def wall_audiences(bench: Bench) -> Row:
    return growing(bench, "the same before four kinds of pages in two languages", audiences=True)


def wall_back(bench: Bench) -> Row:
    """200 come back with nothing kept while 45 others write on."""
    shows = ("p95", "ack_p95", "back_p95", "hello_kb", "hello_kb_packed", "cores")
    row = Row("1,500 notes, 200 people back in 2 s", "others' p95 ≤ 500 ms, hello ≤ 100 kB compressed", shows)
    with bench.house() as house:
        workshop = house.wall(row.work, PEOPLE + 45, NOTES)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Rewording(server, workshop, PEOPLE + 45, PEOPLE + 45)
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: lambda: _back(side, bench.seconds)})


def _back(side: Rewording, seconds: float) -> Run:
    crowd, back = side.crowd, side.crowd.pages[45:]
    for page in back:
        page.connection.close()
        page.is_ready = False
    crowd.settle()
    began = perf_counter() + 0.5
    for page, due in zip(back, moments(PEOPLE / BACK_IN, BACK_IN, Random(1)), strict=True):
        crowd.loop.at(began + due, page.open)
    side.writers = 45
    run = side.talk(15, max(seconds, BACK_IN + 2))
    if not all(page.is_ready for page in back):
        raise CannotPlay("Not everybody is back.")
    return {
        **run,
        "back_p95": at([page.ready - page.opened for page in back], 0.95),
        "hello_kb": len(crowd.hello) / 1000,
        "hello_kb_packed": len(zlib.compress(crowd.hello)) / 1000,
    }


ROWS: tuple[Callable[[Bench], Row], ...] = (
    wall_small, wall_middle, wall_large, wall_saturation, wall_cost, wall_moving, wall_audiences, wall_back,
)  # fmt: skip
