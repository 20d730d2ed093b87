"""Those who play a method: three people and two facilitators, who write what nobody should have to bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any

from app.host.page_offers import Offer
from app.live.commands.request import Grant
from beffroi import FACILITATOR, Command
from beffroi.testing.board import Board
from beffroi.testing.filling import Filler, Offered, is_pointing

FACILITATORS = ("fac", "fac2")
PEOPLE = ("ana", "bob", "cleo")

HOSTILE = (
    "<zq onclick=alert(1)>", "’“« : ; ! ? »", "\u202eenvers", "שלום עולם", "👩\u200d👩\u200d👧❤️",
    "{{ 7 * 7 }} {% raw %}",
    "%(n)s %s &amp;", "a" * 60, "e\u0301\u0301\u0301", "\\n \\u0000 \"quoted\" 'too'", "../../etc", "=SUM(A1)",
)  # fmt: skip
"""What people write who mean no good, or whose language is another."""

SHORTEST = 8
"""Characters in which a mark of one's own has its place."""


class Workshop(Board):
    """A board with a second facilitator."""

    def grant(self, who: str) -> Grant:
        """What somebody may do."""
        return Grant("w", FACILITATOR, "f:fac2") if who == "fac2" else super().grant(who)


class Player(Filler):
    """Somebody who fills in what a page offers; `marks` are of what they wrote, to be looked for."""

    def __init__(self, board: Board, who: str) -> None:
        super().__init__(board, Random(who), 100 * len(who) + ord(who[0]) * 1000)
        self.who = who
        self.marks: list[str] = []

    def text(self, most: int, is_lines: bool) -> str:
        """A mark, and something hostile; now and then all that is taken."""
        self.number += 1
        mark = f"zq{self.number}"
        if most < SHORTEST:
            return str(self.number)[-most:]
        self.marks.append(mark)
        longest = "w" * most if self.number % 5 == 0 else ""
        told = f"{mark} {HOSTILE[self.number % len(HOSTILE)]} {longest}"[:most].strip()
        return f"{told}\n{mark}b"[:most] if is_lines else told

    def data_for(self, command: type[Command], offer: Offer, page: Iterable[Offer]) -> dict[str, Any]:
        """All that the command takes, with what is carried already, and what else the page may name."""
        if offer.is_whole:
            return offer.data
        left = [field for name, field in command.model_fields.items() if name not in offer.data]
        return self.filled(command, offer.data, self._named(page) if any(map(is_pointing, left)) else {})

    def _named(self, page: Iterable[Offer]) -> Offered:
        found: Offered = defaultdict(list, {"": self.some_ids()})
        for name, value in (pair for offer in page for pair in offer.data.items()):
            found[name].append(value)
        return found
