"""People who take up whatever their pages offer, so that any method is rehearsed through its own forms and buttons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from app.host.page_offers import Offer, offers_of
from app.rehearse.deeds import Answer, Deed
from app.rehearse.page import Model
from app.rehearse.texts import Texts
from app.simulated.filling import filled_in, to_take_up
from beffroi import Method


def own_html(mine: bytes) -> str:
    """What somebody's own block holds, in whichever messages it came."""
    text, reader, place, found = mine.decode(), json.JSONDecoder(), 0, []
    while (start := min((at for at in (text.find("{", place), text.find("[", place)) if at >= 0), default=-1)) >= 0:
        try:
            value, place = reader.raw_decode(text, start)
        except ValueError:
            place = start + 1
            continue
        found += list(_strings(value))
    return "\n".join(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def board_html(board: Model | None) -> str:
    """What a block that all share shows."""
    return "\n".join((board.skeleton, *board.parts.values())) if board else ""


class Taker:
    """Somebody who takes up an offer of their page, by lot, and fills in what it leaves open."""

    def __init__(self, number: int, method: Method, activity: str, rng: Random, texts: Texts) -> None:
        self.number = number
        self._method, self._activity, self._rng, self._texts = method, activity, rng, texts

    def turn(self, mine: bytes, board: Model | None) -> Deed | None:
        """The next thing to do, None where nothing is offered."""
        found = self.offered(own_html(mine) + board_html(board))
        return self.taken_up(self.one_of(found)) if found else None

    def offered(self, html: str) -> list[Offer]:
        """What can be taken up."""
        return to_take_up(offers_of(html), self._method)

    def one_of(self, offers: list[Offer]) -> Offer:
        """One of them, by lot."""
        return self._rng.choice(offers)

    def taken_up(self, offer: Offer) -> Deed:
        """An offer with all that it asks for."""
        data = filled_in(offer, self._method, self._rng, self._texts)
        return Deed(self.number, offer.command, self._activity, data)

    def answered(self, deed: Deed, answer: Answer) -> None:
        """A refusal is an answer: the next turn reads the page again."""
