"""Caches of what drawings have in common: of one flush, or for as long as it stays the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from itertools import compress
from operator import ne
from typing import Any, TypeVar

from app.host.rendering.parts import Drawing
from app.live.rendering.visibility import SheetView

T = TypeVar("T")


class FlushCache:
    """Cache of what several drawings of one flush are made of: within its `scope` nothing changes."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] | None = None

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Begins with nothing known, and ends with nothing kept."""
        self._found = {}
        try:
            yield
        finally:
            self._found = None

    def memo(self, what: Hashable, work: Callable[[], T]) -> T:
        """What `work` tells; `what` names all that it depends on beside the flush: activity, scope, audience."""
        if self._found is None:
            return work()
        if what not in self._found:
            told = work()
            if _is_used_up(told):
                return told
            self._found[what] = told
        found: T = self._found[what]
        return found


def _is_used_up(told: object) -> bool:
    """Whether the first who reads it leaves nothing to the next, as a generator does that a method hands over."""
    return isinstance(told, Mapping) and any(isinstance(value, Iterator) for value in told.values())


class ViewCache:
    """Cache of what methods show, as it was last: an item that is equal is the same object, and quick to compare.

    A method makes its lists anew each time, of tuples mostly. Compared here, once for all the pages that show them.
    """

    MOST = 64
    """Views kept: those of the activities and tables that are looked at."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, dict[str, Any]] = {}

    def settled(self, what: Hashable, seen: dict[str, Any]) -> dict[str, Any]:
        """What is seen now, with the items of before where they are equal."""
        before = self._kept.pop(what, {})
        now = {name: _settled(before.get(name), value) for name, value in seen.items()}
        self._kept[what] = now
        if len(self._kept) > self.MOST:
            del self._kept[next(iter(self._kept))]
        return now

    def clear(self) -> None:
        """Nothing that was seen stays."""
        self._kept.clear()


def _settled(before: object, now: Any) -> Any:
    if type(before) is dict and type(now) is dict:  # what a block shows, under its name
        return {name: _with_those_of(before.get(name), value) for name, value in now.items()}
    return _with_those_of(before, now)


def _with_those_of(before: object, now: Any) -> Any:
    if not (isinstance(before, list) and isinstance(now, list)) or not now:
        return now
    differs = [*map(ne, before, now)]
    others = [*compress(range(len(now)), differs), *range(len(before), len(now))]
    if not others:
        return before[: len(now)]
    try:
        left = {one: one for one in (*compress(before, differs), *before[len(now) :])}
        settled = [*before[: len(now)], *now[len(before) :]]
        for n in others:
            settled[n] = left.get(now[n], now[n])
    except TypeError:  # no hash: it can change in place, and is nobody's to keep
        return now
    return settled


InputKey = tuple[str, SheetView, str]
"""The activity, the scope and the audience that it is drawn for, the language."""


class InputCache:
    """Cache of input blocks that many people share: the same `personal_view` in the same place is drawn once."""

    MOST = 256
    """Blocks kept, of all places together."""

    LONGEST = 4_000_000
    """Characters of them."""

    def __init__(self) -> None:
        self._contexts: dict[InputKey, dict[str, Any]] = {}
        self._kept: dict[tuple[InputKey, bytes], Drawing] = {}
        self._length = 0

    def drawn(
        self, key: InputKey, context: dict[str, Any], seen: dict[str, Any], draw: Callable[[], Drawing]
    ) -> Drawing:
        """The block as it was drawn from equal values, or drawn now."""
        try:
            values = pickle.dumps(seen)  # a copy: what a method hands over may change later
        except Exception:  # noqa: BLE001 - a plugin may show what cannot be copied
            return draw()
        if self._contexts.get(key) != context:
            self._kept = {one: html for one, html in self._kept.items() if one[0] != key}
            self._contexts[key] = context
        if (key, values) not in self._kept:
            drawing = draw()
            self._length += len(drawing.skeleton) + sum(len(part.html) for part in drawing.parts.values())
            if len(self._kept) >= self.MOST or self._length > self.LONGEST:
                self._kept.clear()
                self._length = 0
            self._kept[key, values] = drawing
        return self._kept[key, values]

    def clear(self) -> None:
        """Nothing drawn stays, nor what it was drawn from."""
        self._contexts.clear()
        self._kept.clear()
        self._length = 0
