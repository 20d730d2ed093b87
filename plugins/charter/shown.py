"""A charter as its templates read it: each article with its wording, what is said of it, and advice on its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import Parts
from beffroi.blocks.consent import Article
from beffroi.blocks.described import ThingTold
from beffroi.blocks.versions import TextShown, text_shown
from plugins.charter.plain import Advice


@dataclass(frozen=True)
class Sheet:
    """An article: its `wording` with its versions, its `row` of what is said of it, advice on it and on its example."""

    wording: TextShown
    row: ThingTold
    advice: tuple[Advice, ...]
    of_letter: tuple[Advice, ...]

    @property
    def id(self) -> str:
        """The article's."""
        return self.wording.id

    @property
    def text(self) -> str:
        """Its commitment."""
        return self.wording.text

    @property
    def pieces(self) -> int:
        """How many pieces of advice there are."""
        return len(self.advice) + len(self.of_letter)


@dataclass(frozen=True)
class Agreed:
    """An adopted article: its number, its words, what is said of it, and the reservations that are kept."""

    number: int
    id: str
    text: str
    said: Any
    cells: tuple[tuple[Any, Any], ...]
    needs: str
    reservations: tuple[str, ...]


def sheets(state: Parts) -> tuple[Sheet, ...]:
    """All articles that are there."""
    return tuple(_sheet(state, n, one) for n, one in enumerate(state.texts.shown(), 1))


def _sheet(state: Parts, number: int, one: Any) -> Sheet:
    row = state.told.row(one.as_option())
    return Sheet(
        text_shown(number, one),
        row,
        state.adviser.on(one.text),
        state.adviser.on(row.said("after")),
    )


def adopted(state: Parts) -> tuple[Agreed, ...]:
    """The articles that were adopted, also on trial, once all is shown."""
    found = [one for one in state.agreed.all.values() if one.became in ("adopted", "trial")]
    return tuple(_agreed(state, n, one) for n, one in enumerate(found, 1)) if state.agreed.is_shown else ()


def _agreed(state: Parts, number: int, one: Article) -> Agreed:
    row = state.told.row(one.thing)
    cells = tuple((cell.aspect.title, cell.text) for cell in row.cells if cell.said and cell.aspect.id in SHORT)
    words = tuple(stance.words for stance in one.reservations() if stance.words)
    return Agreed(number, one.id, one.text, one.said if one.became == "trial" else "", cells, row.said("needs"), words)


SHORT = ("audience", "channel", "delay")
"""What stands beside the commitment wherever it is read."""


def not_adopted(state: Parts) -> tuple[tuple[str, str, Any], ...]:
    """The others: id, text, what became of them."""
    if not state.agreed.is_shown:
        return ()
    found = (one for one in state.agreed.all.values() if one.became not in ("adopted", "trial"))
    return tuple((one.id, one.text, one.said) for one in found)
