"""What a part was drawn from, kept to be compared: as it was then, whatever is changed in place afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType
from typing import Any

from babel.support import LazyProxy
from jinja2 import Undefined
from markupsafe import Markup
from pydantic import BaseModel

PLAIN = frozenset({str, int, float, bool, bytes, type(None), Markup, FunctionType, BuiltinFunctionType})

VALUES = (date, time, timedelta, Decimal, range)
"""Of the standard library, what a method may show and cannot change in place."""


class CanChange(TypeError):
    """Something that is to be compared can be changed in place: nobody would see it change."""


def snapshot(value: Any, of: str) -> Any:
    """A value as it is now, to be compared with what it is later; `of` is what it is called where it is read.

    Lists, sets and dictionaries are copied. Raises `CanChange` for any other thing that can be changed in place.
    """
    if value.__class__ in PLAIN:
        return value
    if isinstance(value, (list, tuple)):
        return tuple([snapshot(one, of) for one in value])
    if isinstance(value, Mapping):
        return tuple([(key, snapshot(one, of)) for key, one in value.items()])
    if isinstance(value, Set):
        return frozenset([snapshot(one, of) for one in value])
    if isinstance(value, Undefined):
        return None
    if isinstance(value, LazyProxy):
        return str(value)
    must_be_frozen(value, of)
    return value


@lru_cache(maxsize=1024)
def compared(kind: type) -> tuple[str, ...] | None:
    """The fields of a frozen dataclass that count when two are compared; None of any other kind."""
    if not is_dataclass(kind) or not getattr(kind, "__dataclass_params__").frozen:  # noqa: B009 - no type says it
        return None
    return tuple(each.name for each in fields(kind) if each.compare)


def must_be_frozen(value: Any, of: str) -> None:
    """Raise `CanChange` unless nothing of a value can be changed in place."""
    if value.__class__ in PLAIN or isinstance(value, (str, int, Enum, type, LazyProxy, Undefined, *VALUES)):
        return
    if isinstance(value, (tuple, frozenset)):
        for one in value:
            must_be_frozen(one, of)
        return
    names = compared(value.__class__)
    if names is not None:
        for name in names:
            must_be_frozen(getattr(value, name), f"{of}.{name}")
        return
    if isinstance(value, BaseModel) and value.model_config.get("frozen"):
        for name, one in value:
            must_be_frozen(one, f"{of}.{name}")
        return
    raise CanChange(
        f"{of} is a {type(value).__name__}, which can be changed in place, and nobody would see it change: give what "
        "is shown of it, as a tuple, a NamedTuple or a dataclass(frozen=True)."
    )
