"""A simulated participant: what they do with what their page offers, within their own budget."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from app.rehearse.deeds import Answer, Deed, is_late
from app.rehearse.page import Model
from app.rehearse.texts import Texts
from beffroi.patterns import linear

_COMMAND = linear(rb'data-command=\\"(\w+)')
_DOT = linear(rb'class=\\"dot[ \\]')
_WRITE = linear(r'data-write="(add|add_step|reword|rework)"[^>]*? data-data="([^"]*)"')
_ACTIVITY = linear(rb'"activity": ?"([^"]+)"')


@dataclass(frozen=True)
class Writable:
    """Where one can write on a sheet: slots that take a sentence, sentences by line as (command, mark), stages."""

    slots: tuple[str, ...] = ()
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offers:
    """What a page lets its person do: commands of the form, options to vote for, dots in all.

    Of a sheet: the slots that take one more sentence, and the mark of each sentence that can be reworded.
    """

    activity: str = ""
    commands: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    budget: int = 0
    sheet: Writable = Writable()


MANY = ("needs", "irritants", "motivations", "obstacles")
"""Slots of a persona that hold several sentences; those of a map's cells all do, and have a colon."""


@lru_cache(maxsize=256)
def _written(part: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """The buttons of a part that open an editor: the command, and what it carries."""
    return tuple((name, json.loads(html.unescape(data))) for name, data in _WRITE.findall(part))


@lru_cache(maxsize=64)
def sheet_of(board: Model) -> Writable:
    """Where one can write on a board's sheet."""
    found = [pair for html_ in (board.skeleton, *board.parts.values()) for pair in _written(html_)]
    slots = (data["slot"] for name, data in found if name == "add")
    lines = {
        data["line"]: (name, data.get("base") or data["line"]) for name, data in found if name in ("reword", "rework")
    }
    stages = (data["phase"] for name, data in found if name == "add_step" and "phase" in data)
    return Writable(tuple(slot for slot in slots if slot in MANY or ":" in slot), lines, tuple(stages))


@lru_cache(maxsize=64)
def options_of(board: Model) -> tuple[str, ...]:
    """The parts of a board that take a dot."""
    return tuple(key for key, html in board.parts.items() if 'data-command="dot"' in html)


def offers(mine: bytes, board: Model | None) -> Offers:
    """Read from the person's own block, as it came, and the board; nothing while they are of different activities."""
    activity = _ACTIVITY.search(mine)
    if activity is None or board is None or board.channel.replace("@", "/").partition("/")[0] != activity[1].decode():
        return Offers()
    commands = frozenset(name.decode() for name in _COMMAND.findall(mine))
    dots = len(_DOT.findall(mine))
    return Offers(activity[1].decode(), commands, options_of(board), dots, sheet_of(board))


class Person:
    """Chooses what to do next; keeps count of cards and dots so as not to ask for what is refused."""

    def __init__(self, number: int, rng: Random, texts: Texts, most_cards: int) -> None:
        self.number = number
        self._rng, self._texts, self._most_cards = rng, texts, most_cards
        self._cards: list[str] = []
        self._writing = 0
        self._dots: set[str] = set()
        self._marks: dict[str, str] = {}

    def turn(self, mine: bytes, board: Model | None) -> Deed | None:
        """The next thing to do with what the page shows, None where there is nothing."""
        return self.choose(offers(mine, board))

    def choose(self, offered: Offers) -> Deed | None:
        """The next thing to do, None where there is nothing."""
        if "say" in offered.commands:
            word = self._texts.word()
            return self._deed(offered, "say", {"word": word}, word)
        if offered.commands & {"write", "edit"}:
            return self._card(offered)
        return self._sentence(offered) or self._dot(offered)

    def _sentence(self, offered: Offers) -> Deed | None:
        """One more sentence on the table's sheet, or another wording of one of theirs as the page shows it."""
        sheet, text = offered.sheet, self._texts.idea()
        mine = [line for line, mark in self._marks.items() if sheet.lines.get(line, ("", ""))[1] == mark]
        if mine and (not sheet.slots or self._rng.random() < 0.4):
            line = self._rng.choice(mine)
            data = {"line": line, "base": self._marks.pop(line), "text": text}
            return self._deed(offered, sheet.lines[line][0], data, text)
        if sheet.slots:
            return self._deed(offered, "add", {"slot": self._rng.choice(sheet.slots), "text": text}, text)
        if sheet.stages:
            data = {"phase": self._rng.choice(sheet.stages), "text": self._texts.word()}
            return self._deed(offered, "add_step", data, data["text"])
        return None

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
        elif deed.name in ("add", "reword", "rework") and accepted and not is_late(answer):
            self._marks[str(deed.data.get("line", answer["entry"]))] = answer["entry"]
