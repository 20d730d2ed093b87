"""A state as a text, the same in whatever process; and the world without clock and chance."""

from __future__ import annotations

import random
import secrets
import time
import uuid
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

DEEP = 20
"""How deep a state is looked into; of what is deeper, its kind alone."""

PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
"""What says itself all that it holds: most of what is in a state, and not asked what else it is."""


def fingerprint(thing: Any, depth: int = 0) -> str:
    """All that a thing holds, with the order of lists and dictionaries; sets have none."""
    kind: type = type(thing)
    if kind in PLAIN or isinstance(thing, str | int | float | bytes):
        return repr(thing)
    if depth > DEEP:
        return kind.__name__  # what it says of itself may hold an address
    inside = depth + 1
    if _is_record(kind):
        return kind.__name__ + fingerprint({name: getattr(thing, name, None) for name in names_of(kind)}, inside)
    if kind is dict or isinstance(thing, Mapping):
        return "{" + ",".join([f"{key!r}:{_told(value, inside)}" for key, value in thing.items()]) + "}"
    if isinstance(thing, Set):
        return "{" + ",".join(sorted(fingerprint(one, inside) for one in thing)) + "}"
    if isinstance(thing, list | tuple):
        return "[" + ",".join([_told(one, inside) for one in thing]) + "]"
    if callable(thing):
        return str(getattr(thing, "__qualname__", type(thing).__qualname__))
    if hasattr(thing, "__dict__"):
        return kind.__name__ + fingerprint(_held(thing), inside)
    return str(thing)


def _told(thing: Any, depth: int) -> str:
    return repr(thing) if type(thing) in PLAIN else fingerprint(thing, depth)


@cache
def _is_record(kind: Any) -> bool:
    is_other: bool = issubclass(kind, Mapping | Set | list | tuple)
    return is_dataclass(kind) and not is_other


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(one.name for one in fields(kind))


def _held(thing: Any) -> dict[str, Any]:
    """What an object holds, and what its class holds for it."""
    of_class = {
        name: value
        for name, value in vars(type(thing)).items()
        if not name.startswith("_") and isinstance(value, dict | list | set)
    }
    return {**of_class, **vars(thing)}


class TakenAway(RuntimeError):
    """The clock or chance, where a replay may ask neither."""


AWAY = [
    *((random, name) for name in ("random", "choice", "randint", "shuffle", "sample", "getrandbits", "choices")),
    *((secrets, name) for name in ("token_hex", "token_urlsafe", "randbelow", "choice")),
    *((uuid, name) for name in ("uuid4", "uuid1")),
    (time, "time"), (time, "time_ns"),
]  # fmt: skip


@contextmanager
def without_clock_and_chance() -> Iterator[None]:
    """Inside, nobody is told what time it is, and nothing is drawn by lot but with a stamp's lots."""
    patches = [patch.object(module, name, _away(f"{module.__name__}.{name}")) for module, name in AWAY]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def _away(name: str) -> Any:
    def asked(*_args: Any, **_said: Any) -> Any:
        raise TakenAway(f"{name} is another at each replay: take stamp.at and stamp.lots.")

    return asked
