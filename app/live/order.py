"""From one order of keys to another: what to take out, and what to put after what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def longest_kept(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The most keys of `new` that stand in the order they had in `old` (a longest increasing run)."""
    places = {key: place for place, key in enumerate(old)}
    known = [key for key in new if key in places]
    tails: list[int] = []  # the smallest place that ends a run of each length
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for key in known:
        length = bisect_left(tails, places[key])
        before[key] = ends[length - 1] if length else None
        tails[length : length + 1] = [places[key]]
        ends[length : length + 1] = [key]
    kept: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many keys are the same at the start and, beyond those, at the end: mostly all but one or two."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    most -= start
    rest = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    return start, rest


def change(old: Sequence[str], new: Sequence[str]) -> list[str] | dict[str, Any]:
    """The shorter of two ways to say `new` to a page that shows `old`.

    The whole list, or `{"cut": keys, "put": [[key, after], …]}`: take the keys out, then put each after
    the one named (None: first), in this order.
    """
    start, rest = alike(old, new)
    kept = longest_kept(old[start : len(old) - rest], new[start : len(new) - rest])
    cut = [key for key in old[start : len(old) - rest] if key not in kept]
    moved = [place for place in range(start, len(new) - rest) if new[place] not in kept]
    put = [[new[place], new[place - 1] if place else None] for place in moved]
    return {"cut": cut, "put": put} if len(cut) + 2 * len(put) < len(new) else list(new)


def apply(old: Sequence[str], change: Sequence[str] | dict[str, Any]) -> list[str]:
    """The new order: what a page does with a change."""
    if not isinstance(change, dict):
        return list(change)
    cut = set(change["cut"])
    order = [key for key in old if key not in cut]
    for key, after in change["put"]:
        order.insert(order.index(after) + 1 if after is not None else 0, key)
    return order
