"""Arrivals: people who were there come back at once, and new ones join by the form."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from random import Random
from time import perf_counter

from app.rehearse import visit
from bench import servers
from bench.cores import Used
from bench.crowd import Crowd, Page
from bench.figures import Run, at
from bench.row import OURS, Bench, Row
from bench.side import Talk, moments
from bench.stage import Workshop

PEOPLE = 500
BACK_IN, JOIN_IN = 2.0, 10.0
VISITORS = 32
"""Threads that fill in forms; they wait for the server, and use next to nothing."""
PATIENCE = 30.0
PLACES = count(2)
"""An address of this machine a run: what one place may bring in a minute is a run's worth."""


def arrivals(bench: Bench) -> Row:
    """Frames a page: what each of those present is told while 500 arrive; without coalescing it would be 500."""
    row = Row(
        "arrivals: 500 known in 2 s; 500 new in 10 s",
        "500 known sessions reconnect in 2 s; 500 new people join in 10 s; presence coalesced, no N²",
        ("back_p95", "back_cores", "back_frames_page", "join_p95", "join_cores", "join_frames_page", "joined"),
    )
    with bench.house() as house:
        workshop = house.mood(row.work, PEOPLE)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Talk(server, workshop, PEOPLE, PEOPLE)
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: lambda: {**_back(side), **_joined(side, workshop)}})


def _watched(side: Talk, name: str, seconds: float, start: Callable[[float], Callable[[], bool]]) -> Run:
    """Play arrivals; `start(began)` sets them going and tells when the last is there."""
    crowd, used = side.crowd, Used(side.server.pid, side.server.core)
    crowd.deliveries.forget()
    crowd.lag.late, crowd.lag.measuring = [], True
    began = perf_counter()
    done = start(began)
    crowd.loop.run_for(seconds)
    crowd.loop.run(done, PATIENCE)
    crowd.lag.measuring = False
    took = perf_counter() - began
    cpu, others = used.told()
    return {
        f"{name}_cores": cpu / took,
        f"{name}_frames_page": crowd.deliveries.messages / len(crowd.pages),
        "lag_p99": at(crowd.lag.late, 0.99),
        "others": others / took,
    }


def _back(side: Talk) -> Run:
    crowd, pages = side.crowd, side.crowd.pages[:PEOPLE]
    dues = moments(PEOPLE / BACK_IN, BACK_IN, Random(1))
    for page in pages:
        page.connection.close()
        page.is_ready = False
    crowd.settle()

    def start(began: float) -> Callable[[], bool]:
        for page, due in zip(pages, dues, strict=True):
            crowd.loop.at(began + due, page.open)
        return lambda: all(page.is_ready for page in pages)

    run = _watched(side, "back", BACK_IN, start)
    return {**run, "back_p95": at([page.ready - page.opened for page in pages], 0.95)}


def _joined(side: Talk, workshop: Workshop) -> Run:
    crowd, visitors = side.crowd, ThreadPoolExecutor(VISITORS)
    dues = moments(PEOPLE / JOIN_IN, JOIN_IN, Random(2))
    place = f"127.0.0.{next(PLACES)}"
    new: list[Newcomer] = []

    def start(began: float) -> Callable[[], bool]:
        new.extend(Newcomer(crowd, visitors, workshop, number, began + due, place) for number, due in enumerate(dues))
        return lambda: all(one.is_in for one in new)

    run = _watched(side, "join", JOIN_IN, start)
    visitors.shutdown()
    took = [one.page.ready - one.due for one in new if one.page]
    _leave(crowd, [one.page for one in new if one.page])
    return {**run, "join_p95": at(took, 0.95), "joined": len(took)}


class Newcomer:
    """Somebody who fills in the form at a moment, and then opens the page."""

    def __init__(  # noqa: PLR0917
        self, crowd: Crowd, visitors: Executor, workshop: Workshop, number: int, due: float, place: str
    ) -> None:
        self.due = due
        self._place = place
        self.page: Page | None = None
        self._crowd, self._visitors, self._workshop, self._number = crowd, visitors, workshop, number
        crowd.loop.at(due, self._come)

    def _come(self) -> None:
        name = f"Arrivée {self._number}"
        self._joining = self._visitors.submit(
            visit.join, self._crowd.address, self._workshop.code, self._number, name, self._place
        )  # fmt: skip
        self._enter()

    def _enter(self) -> None:
        """Open the page, as soon as the form was answered."""
        if not self._joining.done():
            self._crowd.loop.after(0.005, self._enter)
            return
        self.page = self._crowd.add(self._joining.result().cookie, self._workshop.auth(self._number))
        self.page.open()

    @property
    def is_in(self) -> bool:
        """Whether the page shows what is on."""
        return self.page is not None and self.page.is_ready


def _leave(crowd: Crowd, pages: list[Page]) -> None:
    for page in pages:
        page.connection.close()
        crowd.pages.remove(page)
    crowd.settle()
