"""From one order of keys to another: what to take out, and what to put after what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.host.rendering.parts import stretch


def moves(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[int]]:
    """The keys to take out, and the places in `new` of those to put in, a moved one among both.

    Goes along both at once. Where they part, the next keys say which of the two was moved; stretches that are alike,
    hundreds of keys mostly, are compared as a whole. As few as can be where few were moved, else some more.
    """
    cut, put = dict[str, None](), dict[str, int]()
    here, there = 0, 0
    while len(cut) + 2 * len(put) < len(new):
        length = stretch(old, here, new, there)
        here, there = here + length, there + length
        if here == len(old) or there == len(new):
            break
        is_cut = old[here] in put or old[here + 1 : here + 2] == new[there : there + 1]
        is_put = not is_cut and (new[there] in cut or new[there + 1 : there + 2] == old[here : here + 1])
        if not is_put:
            cut[old[here]] = None
            here += 1
        if not is_cut:
            put[new[there]] = there
            there += 1
    return [*cut, *old[here:]], [*put.values(), *range(there, len(new))]


def change(old: Sequence[str], new: Sequence[str]) -> list[str] | dict[str, Any]:
    """The shorter of two ways to say `new` to a page that shows `old`.

    The whole list, or `{"cut": keys, "put": [[key, after], …]}`: take the keys out, then put each after
    the one named (None: first), in this order.
    """
    cut, places = moves(old, new)
    put = [[new[place], new[place - 1] if place else None] for place in places]
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
