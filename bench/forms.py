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
from plugins.survey import Survey
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


ASKED = 30
PAGES = 6
KINDS = (
    "(choice) : Which way, of {n}?\n- Letter\n- Mail\n- Desk\n- Other…",
    "(several) : Which ones, of {n}?\n- One\n- Two\n- Three\n- Four",
    "(scale 1-5) : How well, of {n}?\n1 = not at all\n5 = very well",
    "(matrix 1-5) : Each of these, of {n}?\n- Delay\n- Tone\n- Words\n1 = not at all\n5 = very well",
    "(long) : What else, of {n}?",
)
"""A page of a long survey: one of each."""


def written_survey() -> str:
    """Thirty questions in six pages, of which one follows from an answer."""
    lines = []
    for n in range(ASKED):
        lines += [f"# Page {n // len(KINDS) + 1}"] if n % len(KINDS) == 0 else []
        lines.append(f"q{n} {KINDS[n % len(KINDS)].format(n=n)}")
    return "\n".join(lines).replace("q5 (choice)", "q5 (choice) if q0 = letter, mail")


def page_of(n: int, lots: Random) -> tuple[dict[str, object], dict[str, str]]:
    """What somebody answers to the page whose first question is the nth: choices, and words."""
    rows = {row: str(lots.randint(1, 5)) for row in ("delay", "tone", "words")}
    said: dict[str, object] = {
        f"q{n}": lots.choice(("letter", "mail", "desk")),
        f"q{n + 1}": lots.sample(("one", "two", "three", "four"), 2),
        f"q{n + 2}": str(lots.randint(1, 5)),
        f"q{n + 3}": rows,
    }
    return said, {f"q{n + 4}": f"A sentence of some length, number {lots.random()}"}


def surveyed(board: Board, people: range, lots: Random) -> float:
    """Microseconds of processor a page of the long survey, of its six."""
    began = thread_time()
    for who in people:
        for n in range(0, ASKED, len(KINDS)):
            said, words = page_of(n, lots)
            if n == len(KINDS) and lots.random() < 0.1:  # noqa: PLR2004 - some do not come to the end
                break
            board.do(f"p{who}", "answer", page=f"q{n}", said=said, words=words, earlier={})
    return (thread_time() - began) / len(people) / PAGES * 1e6


def the_long_survey() -> dict[str, float]:
    """Thirty questions, 2,000 people: what an answer costs at the beginning and the end, and what the pages take."""
    lots = Random(2)
    board = Board(Survey(), settings={"questions": written_survey(), "crossings": "q0 + q2\nq10 + q12"})
    told = {"long survey: a page, the first 20 people, µs": surveyed(board, range(20), lots)}
    surveyed(board, range(20, PEOPLE - GROUP), lots)
    told["long survey: a page, the last 200 of 2,000 people, µs"] = surveyed(board, range(PEOPLE - GROUP, PEOPLE), lots)
    told["long survey: one's own page of it, ms"] = spent(lambda: board.personal_view("p5"))
    told["long survey: somebody's own page, new there, ms"] = spent(lambda: board.personal_view("nobody-yet"))
    began = thread_time()
    board.stage("results")
    told["long survey: it closes, ms"] = (thread_time() - began) * 1000
    told["long survey: its results, ms"] = spent(lambda: board.method.view(board.state), 5)
    told["long survey: its results drawn for everyone, ms"] = spent(lambda: board.html("board"), 5)
    told["long survey: the console's part of them, ms"] = spent(lambda: board.html("control", "facilitator"), 2)
    report = board.method.report
    told["long survey: the report, ms"] = spent(lambda: list(report(board.state, (), board.standing.settings)), 5)
    return told


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
    for figure, value in (told | the_long_survey()).items():
        print(f"{figure}: {value:.1f}")


if __name__ == "__main__":
    main()
