"""People who take up whatever their pages offer, so that any method is rehearsed through its own forms and buttons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from app.rehearse.deeds import Answer, Deed
from app.rehearse.page import Model
from app.rehearse.texts import Texts
from beffroi import Method
from beffroi.fields import is_free_text, meta
from beffroi.testing.filling import values_of
from beffroi.testing.pages import Offer, offers_of

IDEA = 140
"""Characters that a simulated idea may take; where less is taken a word is said."""

WORD = 24


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
        """What can be taken up: an offer that leaves a thing to be pointed at is not."""
        known = ((offer, self._method.command(offer.command)) for offer in offers_of(html))
        return [offer for offer, command in known if command and all(
            offer.is_whole or name in offer.data or meta(field)["widget"] not in ("hidden", "tables", "heads")
            for name, field in command.model_fields.items()
        )]  # fmt: skip

    def one_of(self, offers: list[Offer]) -> Offer:
        """One of them, by lot."""
        return self._rng.choice(offers)

    def taken_up(self, offer: Offer) -> Deed:
        """An offer with all that it asks for."""
        data = dict(offer.data)
        command = self._method.command(offer.command)
        if command and not offer.is_whole:
            for name, field in command.model_fields.items():
                if meta(field)["widget"] == "words":
                    data[name] = {key: self._written(most) for key, most in data.get(name, {}).items()}
                elif name not in data:
                    data[name] = self._written(meta(field)["most"]) if is_free_text(field) else self._value(field)
        return Deed(self.number, offer.command, self._activity, data)

    def _value(self, field: Any) -> Any:
        widget = meta(field)["widget"]
        if widget in ("number", "choice", "flag"):
            return self._rng.choice(values_of(field))
        return date.today().isoformat() if widget == "day" else field.get_default(call_default_factory=True)

    def _written(self, most: int) -> str:
        text = self._texts.idea() if most >= IDEA else self._texts.word()
        return text if most >= WORD else text[-most:].strip()

    def answered(self, deed: Deed, answer: Answer) -> None:
        """A refusal is an answer: the next turn reads the page again."""
