"""The rows in which a room agrees, and in which many register at once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from random import Random
from time import perf_counter
from typing import Any

from app.live.commands.request import SCREEN
from beffroi import FACILITATOR
from bench import servers
from bench.cores import Used
from bench.deliveries import Sent
from bench.figures import Run, at
from bench.row import OURS, Bench, Row
from bench.servers import Server
from bench.side import SEED, Side, moments
from bench.stage import House, Workshop

PEOPLE, ARTICLES = 45, 12
REGISTERED, SESSIONS, EACH = 600, 120, 5
"""People who register, sessions, and how many each of these holds."""

WITHIN = 10.0
"""Seconds in which everybody presses."""


class Unmarked:
    """Frames of which nothing is told but that they came."""

    def drawn_by(self, payload: bytes, channel: bytes) -> Iterable[Sent]:
        """Nothing."""
        return ()


class Stances(Side):
    """People who say where they stand on every article; then a facilitator shows it to all, the screen too."""

    def __init__(self, server: Server, workshop: Workshop) -> None:
        self.rng, self.stances = Random(SEED), 0
        super().__init__(server, workshop, PEOPLE, Unmarked())
        self.lead = self.crowd.add(workshop.login, workshop.auth(0, FACILITATOR))
        screen = self.crowd.add(workshop.screen, workshop.auth(0, SCREEN))
        for page in (self.lead, screen):
            page.open()
        self.crowd.wait((self.lead, screen))
        self.crowd.settle()

    def round(self) -> Run:
        """Everybody's stance on every article; `shown_ms` is from the last press until the last page shows them all."""
        if self.stances:
            self._go("settle", "stances")
            self.crowd.settle()
        kind = ("agree", "say_nothing")[self.stances % 2]
        self.stances += 1
        presses = [(who, thing) for who in range(PEOPLE) for thing in self.workshop.options]
        self.rng.shuffle(presses)
        last = len(presses)

        def press(number: int, due: float) -> None:
            if number == last:
                self._go("stances", "settle")
            else:
                who, thing = presses[number]
                self.crowd.pages[who].ask("command", self.command(kind, {"thing": thing}), due)

        dues = moments(last / WITHIN, WITHIN, self.rng)
        used = Used(self.server.pid, self.server.core)
        took = self.crowd.press([*dues, dues[-1] + 0.1], press)
        cpu, others = used.told()
        return {**_told(self, took, cpu, others), "shown_ms": 1000 * (took - dues[-1])}

    def _go(self, leaves: str, to: str) -> None:
        data = {"activity": self.workshop.activity, "leaves": leaves, "to": to}
        self.lead.ask("command", {**self.command("core.stage", data), "activity": ""}, perf_counter())


class Registering(Side):
    """People who register for a session each, some of which are wanted by many."""

    def __init__(self, server: Server, workshop: Workshop) -> None:
        self.rng = Random(SEED)
        super().__init__(server, workshop, REGISTERED, Unmarked())

    def register(self) -> Run:
        """All of them within a while, in four parts: `growth` is what the last costs, by what the first did."""
        wanted = self.workshop.options[: SESSIONS // 3] + self.workshop.options
        parts, each = [], REGISTERED // 4
        for part in range(4):

            def press(number: int, due: float, first: int = part * each) -> None:
                data = {"session": self.rng.choice(wanted)}
                self.crowd.pages[first + number].ask("command", self.command("register", data), due)

            used = Used(self.server.pid, self.server.core)
            took = self.crowd.press(moments(4 * each / WITHIN, WITHIN / 4, self.rng), press)
            cpu, others = used.told()
            parts.append({**_told(self, took, cpu, others), "us_command": 1e6 * cpu / each})
        first, last = parts[0]["us_command"], parts[-1]["us_command"]
        worst = {name: max(part[name] for part in parts) for name in ("ack_p95", "cores", "others", "lag_p99")}
        sums = {name: sum(part[name] for part in parts) for name in ("accepted", "refused")}
        return {**worst, **sums, "us_command_short": first, "us_command_long": last, "growth": last / first}


def _told(side: Side, took: float, cpu: float, others: float) -> Run:
    crowd = side.crowd
    return {
        "accepted": len(crowd.acks), "refused": crowd.refused, "ack_p95": at(crowd.acks, 0.95), "cores": cpu / took,
        "others": others / took, "lag_p99": at(crowd.lag.late, 0.99),
    }  # fmt: skip


def _articles(house: House, title: str) -> Workshop:
    """Articles on which everybody may say where they stand; `options` are their ids."""
    facts = house.workshop(title)
    joined = house.people(facts, PEOPLE)
    lines = "\n".join(f"Article {n} : {house.texts.idea()}" for n in range(1, ARTICLES + 1))
    play = house.played(facts, "consent", ("stances",), lines=lines)
    options = tuple(play.room.record.scopes[play.activity][""].state.agreed.all)
    play.room.stop()
    return replace(house.told(facts, play, joined, options), screen=house.screen(facts))


def _sessions(house: House, title: str) -> Workshop:
    """Sessions placed by time and place, for which everybody may register; `options` are their ids."""
    facts = house.workshop(title)
    joined = house.people(facts, REGISTERED)
    hours, days = [f"{hour}:00-{hour}:45" for hour in range(9, 15)], range(2, 7)
    said: dict[str, Any] = {
        "slots": "\n".join(" / ".join((f"2030-12-{day:02d}", *hours)) for day in days),
        "places": "\n".join(f"Salle {n} / Lille / {EACH}" for n in range(SESSIONS // (len(hours) * len(days)))),
        "proposals": "\n".join(f"Séance {n}" for n in range(SESSIONS)),
    }
    play = house.played(facts, "programme", ("arrange",), **said)
    state = play.room.record.scopes[play.activity][""].state
    cells = [f"{row.id}:{column.id}" for row in state.planned.rows for column in state.planned.columns]
    options = tuple(state.sessions)
    for thing, cell in zip(options, cells, strict=True):
        play.lead("place_in", thing=thing, cell=cell)
    play.stage("register")
    play.room.stop()
    return house.told(facts, play, joined, options)


def consent(bench: Bench) -> Row:
    """A round of stances from first to last; the log must hold one of each person on each article."""
    row = Row(
        f"a round of consent: {PEOPLE} people, {ARTICLES} articles, {WITHIN:.0f} s",
        "all of it on every page ≤ 2,000 ms after the last press; none lost or doubled",
        ("shown_ms", "ack_p95", "cores", "accepted", "refused"),
    )  # fmt: skip
    with bench.house() as house:
        workshop = _articles(house, row.work)
    with ExitStack() as stack:
        server = servers.ours(bench.instance, bench.core)
        stack.callback(server.stop)
        side = Stances(server, workshop)
        stack.callback(side.crowd.close)
        bench.in_turn(row, {OURS: side.round})
    with bench.house() as house:
        counted = [len(one.standing()) for one in house.folded(workshop).agreed.all.values()]
    verdict = "none lost or doubled" if counted == [PEOPLE] * ARTICLES else f"NOT {PEOPLE} each"
    row.said.append(f"In the log folded anew {sum(counted)} stances stand, on {len(counted)} articles: {verdict}.")
    return row


def registrations(bench: Bench) -> Row:
    """Six hundred register for one of a hundred and twenty sessions; no place may be given twice."""
    row = Row(
        f"a programme: {REGISTERED} registrations on {SESSIONS} sessions of {EACH} places, {WITHIN:.0f} s",
        "no place sold twice; the last cost what the first did",
        ("ack_p95", "cores", "us_command_short", "us_command_long", "growth", "accepted", "refused"),
    )  # fmt: skip
    for _run in range(bench.runs):  # nobody registers twice: each run has its own workshop
        with bench.house() as house:
            workshop = _sessions(house, row.work)
        with ExitStack() as stack:
            server = servers.ours(bench.instance, bench.core)
            stack.callback(server.stop)
            side = Registering(server, workshop)
            stack.callback(side.crowd.close)
            run = side.register()
        row.runs.setdefault(OURS, []).append(run)
        with bench.house() as house:
            state = house.folded(workshop)
        inside = [len({one.who for one in state.inside(id)}) for id in workshop.options]
        waiting = sum(len(state.waiting(id)) for id in workshop.options)
        is_right = max(inside) <= EACH and sum(inside) + waiting == run["accepted"]
        verdict = "no place sold twice" if is_right else "NOT right"
        row.said.append(f"In the log folded anew {sum(inside)} have a place and {waiting} wait: {verdict}.")
    return row
