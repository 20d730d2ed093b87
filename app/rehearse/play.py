"""A rehearsal being played: the people, their pages, and the time that passes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random
from time import perf_counter, process_time

from app.rehearse import page
from app.rehearse.browser import Browser, House
from app.rehearse.by_page import Taker
from app.rehearse.check import Ledger
from app.rehearse.connection import Address, CannotPlay
from app.rehearse.deeds import AT_ONCE_SEEN, Answer, Deed
from app.rehearse.figures import Tally
from app.rehearse.lead import Lead
from app.rehearse.loop import Lag, Loop
from app.rehearse.person import Person
from app.rehearse.shelf import Shelf
from app.rehearse.sightings import FACILITATOR, Sightings
from app.rehearse.texts import Texts
from app.rehearse.visit import Guest
from beffroi import Method

AT_ONCE = 20
"""Pages that open at the same time."""

QUIET = 0.5
"""Seconds without a message after which nothing more is on its way."""

LOST_ONE_IN = 20
"""One page in so many loses its connection once in each phase, and comes back."""

PATIENCE = 60.0
BOARD_MOST = 900
"""Cards on the board at most: the server refuses more than a thousand."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a rehearsal."""

    address: Address
    people: int
    sites: tuple[str, ...]
    seconds: float
    every: float
    locales: tuple[str, ...]
    seed: int


def say(sentence: str) -> None:
    """Tell whoever watches the terminal; the standard output is for the figures."""
    print(sentence, file=sys.stderr, flush=True)


class Play:
    """People with a page each, who do something every few seconds while a phase is on."""

    def __init__(self, wanted: Wanted, code: str, guests: list[Guest]) -> None:
        self.wanted = wanted
        self.tally, self.ledger, self.loop = Tally(), Ledger(), Loop()
        self.lag = Lag(self.loop)
        self.sightings = Sightings(self.tally)
        self.house = House(self.loop, wanted.address, self.tally, Shelf(self.sightings), self.sightings)
        self.lead: Lead | None = None
        self.seconds: dict[str, float] = {}
        self.everywhere: dict[str, list[float]] = {}
        self.odd = self.restless = 0
        self.own_cpu = 0.0
        self.keeps_cards_secret = False
        self.by_page = False
        """Whether people take up whatever is offered: what must be there in the end is then not reckoned."""
        self._rng = Random(wanted.seed)
        self._texts = Texts(self._rng)
        self._is_on = False
        most = max(1, min(3, BOARD_MOST // wanted.people))
        self.people: list[Person] | list[Taker] = [
            Person(number, self._rng, self._texts, most) for number in range(wanted.people)
        ]
        self.pages = [self._page(number, code, guest.cookie) for number, guest in enumerate(guests)]

    def _page(self, number: int, code: str, cookie: str) -> Browser:
        locale = self.wanted.locales[number % len(self.wanted.locales)]
        auth = {"workshop": code, "role": "participant", "locale": locale}
        return Browser(self.house, number, cookie, auth, self._settled)

    @property
    def every_page(self) -> list[Browser]:
        """The pages of all who are there, the facilitator's included."""
        return [*self.pages, *([self.lead.browser] if self.lead else [])]

    def play_by_page(self, method: Method, activity: str) -> Taker:
        """Have everybody take up what their pages offer of one method; returns who does so on the console."""
        self.by_page = True
        self.people = [Taker(one.number, method, activity, self._rng, self._texts) for one in self.people]
        return Taker(FACILITATOR, method, activity, self._rng, self._texts)

    # --- people ----------------------------------------------------------------------------

    def gather(self) -> None:
        """Open the pages, some at a time, and set everyone going."""
        gc.freeze()
        gc.disable()  # a collection would make the loop late; a rehearsal is short
        for place, one in enumerate(self.pages):
            one.open()
            self.loop.run(
                partial(self._are_ready, self.pages[max(0, place - 4 * AT_ONCE) : place + 1], AT_ONCE), PATIENCE
            )
        if not self.loop.run(partial(self._are_ready, self.pages, 0), PATIENCE):
            raise CannotPlay(f"Some pages did not open: {dict(self.tally.cuts) or 'no answer to hello'}.")
        now = perf_counter()
        for person in self.people:
            self._later(person, now)

    @staticmethod
    def _are_ready(pages: list[Browser], but: int) -> bool:
        return sum(not one.is_ready for one in pages) <= but

    def _later(self, person: Person | Taker, before: float) -> None:
        due = before + self._rng.expovariate(1 / self.wanted.every)
        self.loop.at(due, lambda: self._turn(person, due))

    def _turn(self, person: Person | Taker, due: float) -> None:
        """A person's moment: whatever became of what they did before, as people are."""
        self._later(person, due)
        if not self._is_on:
            return
        one = self.pages[person.number]
        deed = person.turn(one.mine, one.shown.get("board"))
        if deed is None:
            return
        self.tally.sent[self.tally.phase] += 1
        if deed.text and (deed.name in AT_ONCE_SEEN or self.keeps_cards_secret):
            self.sightings.expect(deed)
        one.press(deed)

    def _settled(self, deed: Deed, answer: Answer) -> None:
        self.people[deed.who].answered(deed, answer)
        if answer["kind"] == "accepted":
            self.tally.acknowledged += 1
            if not self.by_page:
                self.ledger.acknowledged(deed, answer)
            if not deed.was_held:
                self.tally.acks[deed.phase].append(perf_counter() - deed.pressed)
        else:
            self.tally.refusals[answer.get("sentence") or str(answer.get("errors"))] += 1

    # --- time ------------------------------------------------------------------------------

    def act(self, phase: str, seconds: float) -> None:
        """Let people do what their pages offer; returns once all is acknowledged and drawn."""
        say(f"  {phase}: {seconds:.0f} s")
        self.tally.phase, began, cpu = phase, perf_counter(), process_time()
        self._is_on = self.lag.measuring = True
        for one in self._rng.sample(self.pages, -(-len(self.pages) // LOST_ONE_IN)):
            self.loop.at(began + self._rng.uniform(0, seconds), one.connection.lose)
        self.loop.run_for(seconds)
        self._is_on = self.lag.measuring = False
        self.seconds[phase] = perf_counter() - began
        self.own_cpu += process_time() - cpu
        self.settle()
        self.everywhere[phase] = self.sightings.forget()

    def settle(self) -> None:
        """Wait until nothing is on its way; then pages of a channel must show the same."""
        if not self.loop.run(self._is_quiet, PATIENCE):
            self.restless += 1
        self.odd += page.odd_ones(model for one in self.every_page for model in one.shown.values())

    def _is_quiet(self) -> bool:
        return perf_counter() - self.tally.heard > QUIET and not any(one.outbox.waiting for one in self.every_page)

    def turn(self, name: str, move: Callable[[], None], *, board: bool = True) -> None:
        """Do what gives every board another shape, and note when each page has it, and its person's own block.

        Without `board` it is what everybody has of their own that changes: a sheet that has come to them.
        """
        began = perf_counter()
        move()
        came = ("own_came", "turned")[: 1 + board]
        if not self.loop.run(lambda: all(getattr(one, at) >= began for one in self.pages for at in came), PATIENCE):
            self.restless += 1
        self.tally.turns[name] = {
            "board": [one.turned - began for one in self.pages if one.turned >= began],
            "own": [one.own_came - began for one in self.pages if one.own_came >= began],
        }
        self.settle()

    def ask_all(self) -> int:
        """Everyone says hello once more; returns how many pages learnt something, and so were behind."""
        for one in self.every_page:
            one.is_ready, one.news = False, 0
            one.hello()
        self.loop.run(partial(self._are_ready, self.every_page, 0), PATIENCE)
        return sum(bool(one.news) for one in self.every_page)

    def close(self) -> None:
        """Everyone leaves; what never had an answer is noted as such."""
        for one in self.every_page:
            one.close()
        for deed in (deed for one in self.pages for deed in one.outbox.waiting):
            self.ledger.unanswered(deed)
        gc.enable()
