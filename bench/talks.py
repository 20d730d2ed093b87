"""The rows in which a crowd writes or votes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from bench import servers
from bench.figures import Run, is_void
from bench.row import NODE, OURS, Bench, Row
from bench.side import Debate, Live, Talk, Votes
from bench.stage import Workshop

FAST = 100.0
"""Milliseconds (p95) that a saturated server must stay under for its deliveries to count."""

TALK = ("p50", "p95", "everywhere_p95", "ack_p95", "cores", "us_delivery", "frames_command", "bytes_push")


def talk(bench: Bench, people: int, rate: float, goal: str, work: str) -> Row:
    """People of whom 300 at most say words, on a board of 300."""
    row = Row(work, goal, (*TALK, "kb_each"))
    with bench.house() as house:
        workshop = house.mood(work, people)
    with ExitStack() as stack:
        sides = bench.beside(people, workshop, min(people, 300), stack)

        def play(side: Talk) -> Callable[[], Run]:
            return lambda: {**side.talk(rate, bench.seconds), "kb_each": side.kb_each}

        return bench.in_turn(row, {name: play(side) for name, side in sides.items()})


def small(bench: Bench) -> Row:
    return talk(bench, 45, 15, "p95 ≤ 15 ms, ≤ 0.06 core", "45 people, a command every 3 s each")


def middle(bench: Bench) -> Row:
    goal = "p95 ≤ 60 ms, ≤ 0.5 core; CPU a delivery ≤ 1/2 of bare Node's"
    return talk(bench, 500, 100, goal, "500 people, 100 commands/s in all")


def large(bench: Bench) -> Row:
    goal = "p95 ≤ 200 ms, ≤ 0.5 core, ≤ 60 kB a person"
    return talk(bench, 2000, 20, goal, "2,000 people, 20 commands/s in all")


def saturation(bench: Bench) -> Row:
    """Faster and faster, until p95 is no longer under 100 ms: the most deliveries a second before that."""
    row = Row(
        "saturation, 200 people writing", "≥ 250,000 deliveries/s at p95 < 100 ms",
        ("rate", "deliveries_s", "p95", "cores", "us_delivery", "frames_command", "bytes_push"),
    )  # fmt: skip
    with bench.house() as house:
        workshop = house.mood(row.work, 200)
    with ExitStack() as stack:
        sides = bench.beside(200, workshop, 200, stack)
        plays = {name: climbing(side, bench.seconds / 2) for name, side in sides.items()}
        return bench.in_turn(row, plays)


QUESTIONS = 40
"""Questions of the questionnaire that is answered together: one a run."""

RATES = (100, 200, 400, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000, 4000, 5000)
TRIES = 3


def climbing(side: Talk, seconds: float) -> Callable[[], Run]:
    """Plays a row until it is over: the most of it that is not."""

    def climb() -> Run:
        best: Run = {"rate": 0.0, "deliveries_s": 0.0}
        for rate in RATES:
            run = _steady(side, rate, seconds)
            if _is_over(run):  # once more: one stop of the disk or of the machine is no limit of the server
                run = _steady(side, rate, seconds)
            if is_void(run):
                return best if best["rate"] else run
            if _is_over(run):
                return best
            best = {**run, "rate": rate}
        return best

    return climb


def _is_over(run: Run) -> bool:
    return not is_void(run) and (run["p95"] > FAST or run["drawn"] < 0.5)


def _steady(side: Talk, rate: float, seconds: float) -> Run:
    """A run that is not void, where one of three is."""
    for _try in range(TRIES):
        run = side.talk(rate, seconds)
        if not is_void(run):
            break
    return run


def votes(bench: Bench) -> Row:
    """A dot a person; afterwards the log must hold each accepted one once."""
    row = Row(
        "vote burst: 500 votes in 2 s", "p95 ≤ 60 ms; every acknowledged vote counted once",
        ("p50", "p95", "ack_p95", "cores", "us_delivery", "frames_command", "bytes_push", "accepted"),
    )  # fmt: skip
    with bench.house() as house:
        workshop, beside = house.ballot(row.work, 500), house.mood(row.work, 500)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        ballot = Votes(server, workshop, 500)
        stack.callback(ballot.crowd.close)
        plays = {OURS: lambda: ballot.burst(2)}
        if bench.peers:
            peer = servers.socketio(bench.core)
            stack.callback(peer.stop)
            emits = Talk(peer, beside, 500, 500)
            stack.callback(emits.crowd.close)
            plays[NODE] = lambda: emits.talk(250, 2)
        bench.in_turn(row, plays)
    row.said.append(_counted(bench, workshop, int(row.runs[OURS][-1]["accepted"])))
    return row


def _counted(bench: Bench, workshop: Workshop, accepted: int) -> str:
    with bench.house() as house:
        counted = house.dots(workshop)
    verdict = "each counted once" if counted == accepted else "NOT the same"
    return f"The last burst's {accepted} accepted votes are {counted} in the log folded anew: {verdict}."


def debate(bench: Bench) -> Row:
    """Others see a number change as somebody supports a question, of two hundred that wait."""
    row = Row("a debate: 500 people, 100 supports/s on 200 questions", "p95 ≤ 60 ms, ≤ 0.5 core", TALK)
    with bench.house() as house:
        workshop = house.debate(row.work, 500, 200)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Debate(server, workshop, 500)
        stack.callback(side.crowd.close)
        return bench.in_turn(row, {OURS: lambda: side.support(100, bench.seconds)})


def answers(bench: Bench) -> Row:
    """One question put to five hundred, whose number of answers the screen shows; each must be counted once."""
    row = Row(
        "one live question: 500 answers in 10 s", "p95 of what the screen shows ≤ 150 ms; each counted once",
        ("p50", "p95", "ack_p95", "cores", "us_delivery", "frames_command", "bytes_push", "accepted"),
    )  # fmt: skip
    with bench.house() as house:
        workshop = house.survey(row.work, 500, QUESTIONS)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Live(server, workshop, 500)
        stack.callback(side.crowd.close)
        bench.in_turn(row, {OURS: lambda: side.answer(10)})
        question = workshop.options[side.turn]
    accepted = int(row.runs[OURS][-1]["accepted"])
    with bench.house() as house:
        counted = house.answered(workshop, question)
    verdict = "each counted once" if counted == accepted else "NOT the same"
    row.said.append(f"The last {accepted} accepted answers are {counted} in the log folded anew: {verdict}.")
    return row
