"""A form at 2,000 people: what an answer costs, the first and the last, and what its pages cost.

`python -m bench.forms`. In one process, without a socket: decided, folded and drawn as a room does it, in
processor time of its thread.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import thread_time

from beffroi.testing import Board
from plugins.ideation import Ideation
from tests.examples.visit import Visit

PEOPLE, GROUP = 2000, 200
TIMES = 20


def spent(work: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds of processor that it takes, once it was done."""
    work()
    began = thread_time()
    for _time in range(times):
        work()
    return (thread_time() - began) / times * 1000


def answered(board: Board, people: range, lots: Random) -> float:
    """Microseconds of processor an answer."""
    began = thread_time()
    for n in people:
        said = {"channel": lots.choice(("desk", "phone")), "pace": str(lots.randint(1, 5))}
        board.do(f"p{n}", "answer", page="channel", said=said, words={}, earlier={})
    return (thread_time() - began) / len(people) * 1e6


def written(board: Board) -> float:
    """Microseconds of processor a card, to compare with."""
    began = thread_time()
    for n in range(GROUP):
        board.do(f"p{n}", "write", text=f"Une idée {n}")
    return (thread_time() - began) / GROUP * 1e6


def main() -> None:
    """Say all of it."""
    lots, form = Random(1), Board(Visit())
    told = {"an answer, the first 200, µs": answered(form, range(GROUP), lots)}
    answered(form, range(GROUP, PEOPLE - GROUP), lots)
    told["an answer, the last 200 of 2,000, µs"] = answered(form, range(PEOPLE - GROUP, PEOPLE), lots)
    told["a card of an ideation, the first 200, µs"] = written(Board(Ideation()))
    told["somebody's own page of it, ms"] = spent(lambda: form.personal_view("p5"))
    form.stage("results")
    told["what all pages are given of the results, ms"] = spent(lambda: form.method.view(form.state))
    told["the results drawn, ms"] = spent(lambda: form.html("board"))
    report = form.method.report
    told["the report, ms"] = spent(lambda: list(report(form.state, (), form.standing.settings)))
    for figure, value in told.items():
        print(f"{figure}: {value:.1f}")


if __name__ == "__main__":
    main()
