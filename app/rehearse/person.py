"""A simulated participant: what they do with what their page offers, within their own budget."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from app.rehearse.deeds import Answer, Deed, is_late
from app.rehearse.page import Model
from app.rehearse.texts import Texts

_COMMAND = re.compile(rb'data-command=\\"(\w+)')
_DOT = re.compile(rb'class=\\"dot[ \\]')
_ACTIVITY = re.compile(rb'"activity": ?"([^"]+)"')


@dataclass(frozen=True)
class Offers:
    """What a page lets its person do: commands of the form, options to vote for, dots in all."""

    activity: str = ""
    commands: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    budget: int = 0


@lru_cache(maxsize=64)
def options_of(board: Model) -> tuple[str, ...]:
    """The parts of a board that take a dot."""
    return tuple(key for key, html in board.parts.items() if 'data-command="dot"' in html)


def offers(mine: bytes, board: Model | None) -> Offers:
    """Read from the person's own block, as it came, and the board; nothing while they are of different activities."""
    activity = _ACTIVITY.search(mine)
    if activity is None or board is None or board.channel.partition("/")[0] != activity[1].decode():
        return Offers()
    commands = frozenset(name.decode() for name in _COMMAND.findall(mine))
    return Offers(activity[1].decode(), commands, options_of(board), len(_DOT.findall(mine)))


class Person:
    """Chooses what to do next; keeps count of cards and dots so as not to ask for what is refused."""

    def __init__(self, number: int, rng: Random, texts: Texts, most_cards: int) -> None:
        self.number = number
        self._rng, self._texts, self._most_cards = rng, texts, most_cards
        self._cards: list[str] = []
        self._writing = 0
        self._dots: set[str] = set()

    def choose(self, offered: Offers) -> Deed | None:
        """The next thing to do, None where there is nothing."""
        if "say" in offered.commands:
            word = self._texts.word()
            return self._deed(offered, "say", {"word": word}, word)
        if offered.commands & {"write", "edit"}:
            return self._card(offered)
        return self._dot(offered)

    def _deed(self, offered: Offers, name: str, data: dict[str, str], text: str = "") -> Deed:
        return Deed(self.number, name, offered.activity, data, text)

    def _card(self, offered: Offers) -> Deed | None:
        if "write" in offered.commands and len(self._cards) + self._writing < self._most_cards:
            self._writing += 1
            text = self._texts.idea()
            return self._deed(offered, "write", {"text": text}, text)
        if not self._cards:
            return None
        card = self._rng.choice(self._cards)
        if self._rng.random() < 0.3:
            self._cards.remove(card)
            return self._deed(offered, "take_back", {"card": card})
        text = self._texts.idea()
        return self._deed(offered, "edit", {"card": card, "text": text}, text)

    def _dot(self, offered: Offers) -> Deed | None:
        free = [option for option in offered.options if option not in self._dots]
        if free and len(self._dots) < offered.budget:
            option = self._rng.choice(free)
            self._dots.add(option)
            return self._deed(offered, "dot", {"option": option})
        placed = sorted(self._dots.intersection(offered.options))
        if not placed:
            return None
        option = self._rng.choice(placed)
        self._dots.discard(option)
        return self._deed(offered, "take_dot", {"option": option})

    def answered(self, deed: Deed, answer: Answer) -> None:
        """What becomes of the budget."""
        accepted = answer["kind"] == "accepted"
        if deed.name == "write":
            self._writing -= 1
            if accepted and not is_late(answer):
                self._cards.append(answer["entry"])
        elif deed.name == "dot" and not accepted:
            self._dots.discard(deed.data["option"])
