"""Taking up what a page offers: which offers can be, and what a simulated person says in what they leave open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any, Protocol

from pydantic.fields import FieldInfo

from app.host.page_offers import Offer
from beffroi import Method
from beffroi.fields import is_free_text, meta

IDEA = 140
"""Characters that a simulated idea may take; where less is taken a word is said."""

WORD = 24

MOST_VALUES = 40
"""Values of a number that are chosen from one by one; of a wider range its ends and its middle."""


class Texts(Protocol):
    """What simulated people say."""

    def idea(self) -> str:
        """A sentence of `IDEA` characters at most."""

    def word(self) -> str:
        """A few words, `WORD` characters at most."""


def to_take_up(offers: Iterable[Offer], method: Method) -> list[Offer]:
    """Those of a method that can be taken up: an offer that leaves a thing to be pointed at is not."""
    known = ((offer, method.command(offer.command)) for offer in offers)
    return [offer for offer, command in known if command and all(
        offer.is_whole or name in offer.data or meta(field)["widget"] not in ("hidden", "tables", "heads")
        for name, field in command.model_fields.items()
    )]  # fmt: skip


def points_at_something(offer: Offer, method: Method) -> bool:
    """Whether it names what it is about: what a page keeps to be filled in by a script names nothing yet."""
    command = method.command(offer.command)
    fields = command.model_fields if command else {}
    pointing = (offer.data.get(name) for name, one in fields.items() if one.is_required() and _is_pointing(one))
    return all(value is None or (value and "{" not in str(value)) for value in pointing)


def _is_pointing(field: FieldInfo) -> bool:
    return meta(field)["widget"] == "hidden" and not is_free_text(field)


def filled_in(offer: Offer, method: Method, rng: Random, texts: Texts) -> dict[str, Any]:
    """All that the command of an offer asks for."""
    data = dict(offer.data)
    command = method.command(offer.command)
    if command is None or offer.is_whole:
        return data
    for name, field in command.model_fields.items():
        if meta(field)["widget"] == "words":
            data[name] = {key: _written(most, texts) for key, most in data.get(name, {}).items()}
        elif name not in data:
            data[name] = _written(meta(field)["most"], texts) if is_free_text(field) else _value(field, rng)
    return data


def values_of(field: FieldInfo) -> list[Any]:
    """The values that a number, a choice or a box can have; of a wide range its ends and its middle."""
    said = meta(field)
    if said["widget"] == "choice":
        return list(said["options"])
    if said["widget"] == "flag":
        return [False, True]
    limits = {type(limit).__name__: limit for limit in field.metadata}
    low, high = limits["Ge"].ge, limits["Le"].le
    return [*range(low, high + 1)] if high - low < MOST_VALUES else [low, (low + high) // 2, high]


def _value(field: FieldInfo, rng: Random) -> Any:
    widget = meta(field)["widget"]
    if widget in ("number", "choice", "flag"):
        return rng.choice(values_of(field))
    return date.today().isoformat() if widget == "day" else field.get_default(call_default_factory=True)


def _written(most: int, texts: Texts) -> str:
    text = texts.idea() if most >= IDEA else texts.word()
    return text if most >= WORD else text[-most:].strip()
