"""The simulated facilitator: composes the agenda and leads the workshop, over the socket like anybody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from app.rehearse.browser import Browser, House
from app.rehearse.by_page import Taker, board_html
from app.rehearse.connection import CannotPlay
from app.rehearse.deeds import Answer, Deed
from app.rehearse.sightings import FACILITATOR

PATIENCE = 60.0
GROUPED = 6
"""How many cards the facilitator puts together, two by two."""


class Lead:
    """Asks one thing at a time, and waits for its answer while the workshop goes on."""

    def __init__(self, house: House, code: str, cookie: str) -> None:
        self._loop = house.loop
        self._answers: dict[Deed, Answer] = {}
        auth = {"workshop": code, "role": "facilitator", "locale": "fr"}
        self.browser = Browser(house, FACILITATOR, cookie, auth, self._answers.__setitem__)

    def arrive(self) -> None:
        """Open the console."""
        self.browser.open()
        if not self._loop.run(lambda: self.browser.is_ready, PATIENCE):
            raise CannotPlay("The facilitator's page did not open.")

    def ask(self, name: str, *, on: str = "", **data: Any) -> str:
        """Do something and return its entry; a refusal ends the rehearsal."""
        answer = self.try_to(Deed(FACILITATOR, name, on, data))
        if answer["kind"] != "accepted":
            raise CannotPlay(f"{name}: {answer.get('sentence') or answer.get('errors')}")
        return str(answer["entry"])

    def try_to(self, deed: Deed) -> Answer:
        """Do something, and say what became of it."""
        self.browser.press(deed)
        if not self._loop.run(lambda: deed in self._answers, PATIENCE):
            raise CannotPlay(f"{deed.name} had no answer in {PATIENCE:g} s.")
        return self._answers.pop(deed)

    def take_up(self, taker: Taker, times: int) -> None:
        """Take up some of what the console offers, as it stands each time."""
        for _ in range(times):
            offered = taker.offered(board_html(self.browser.shown.get("control")))
            if offered:
                self.try_to(taker.taken_up(taker.one_of(offered)))

    def add(self, activity: dict[str, Any]) -> str:
        """Put an activity on the agenda; returns its id."""
        return self.ask("core.add", **{"instruction": "", "minutes": 5, "anonymous": True, "source": "", **activity})

    def lay(self, tables: int, sites: int) -> None:
        """Lay tables, as many at each site as the others, and seat everybody by lot."""
        for site in range(sites):
            count = len(range(site, tables, sites))
            if count:
                self.ask("core.tables", site=f"s{site + 1}", count=count)
        self.ask("core.draw", again=True)

    def open(self, activity: str) -> None:
        """Lead everyone to an activity, and start the timer."""
        self.ask("core.open", activity=activity)
        self.ask("core.clock", act="start", minutes=5)

    def stages(self, activity: str, *stages: str) -> Callable[[], None]:
        """What leads from the first of these stages through the others."""

        def go() -> None:
            for leaves, to in pairwise(stages):
                self.ask("core.stage", activity=activity, leaves=leaves, to=to)

        return go

    def group(self, activity: str) -> None:
        """Put some cards together two by two, and name each cluster."""
        keys = [key for keys in self.browser.shown["board"].lists for key in keys][:GROUPED]
        for card, other in zip(keys[::2], keys[1::2], strict=False):
            entry = self.ask("move", on=activity, card=card, to=other)
            self.ask("name_cluster", on=activity, cluster=f"c-{entry}", title=f"Groupe « {card[:3]} »")

    def decide(self, activity: str) -> None:
        """Keep what came first."""
        keys = [key for keys in self.browser.shown["board"].lists for key in keys][:1]
        for option in keys:
            self.ask("decide", on=activity, option=option, outcome="keep", reason="En tête : on essaie.")
