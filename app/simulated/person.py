"""A simulated person: what they do next with what their page offers, and when they have done enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from app.host.page_offers import Offer
from app.live.commands.request import Grant

TAKES_AWAY = (
    "strike", "remove", "withdraw", "leave", "drop", "delete", "cancel", "clear", "undo", "unbind", "uncite", "let_go",
    "need_no_more", "merge",
)  # fmt: skip
"""How the names of commands begin that take something back, as those that take it `back`, `away` or `out` do."""

SELDOM = 0.04
"""How often somebody thinks of taking something back at all."""

ACTS = (2, 6)
"""How many things somebody does in a stage: between these."""


@dataclass
class SimulatedPerson:
    """Somebody, where they are, and what they did there."""

    grant: Grant
    sid: str
    place: tuple[str, str] = ("", "")
    left: int = 0
    """What they still mean to do in this stage."""
    is_done: bool = False
    done: Counter[str] = field(default_factory=Counter)

    def arrives_at(self, place: tuple[str, str], rng: Random) -> None:
        """Another activity or stage: one begins anew, and not all do as much."""
        if place != self.place:
            self.place, self.left, self.is_done = place, rng.randint(*ACTS), False
            self.done.clear()

    def chooses(self, offers: Sequence[Offer], rng: Random) -> Offer | None:
        """What they take up: rather what they have not done yet; seldom something that takes back."""
        if self.left <= 0:
            return None
        self.left -= 1
        by_command: dict[str, list[Offer]] = {}
        takes_back = rng.random() < SELDOM
        for offer in offers:
            if takes_back or not _takes_away(offer.command):
                by_command.setdefault(offer.command, []).append(offer)
        if not by_command:
            return None
        weights = [1 / (1 + self.done[name]) for name in by_command]
        command = rng.choices(list(by_command), weights)[0]
        self.done[command] += 1
        return rng.choice(by_command[command])


def _takes_away(command: str) -> bool:
    is_taken_back = command.startswith("take_") and command.endswith(("_back", "_away", "_out", "_dot"))
    return is_taken_back or command.startswith(TAKES_AWAY)
