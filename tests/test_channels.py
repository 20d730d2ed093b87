"""Channels: each message brings a page from its base to its n, and carries only what changed."""

from __future__ import annotations

import random

import pytest

from app.host.rendering.parts import Drawing, Part
from app.live.sync import reorder
from app.live.sync.channel import Channel, changes
from tests.support.drawings import random_drawing


@pytest.mark.parametrize("seed", range(40))
def test_each_message_alone_brings_a_page_from_its_base_to_its_n(seed):
    lots = random.Random(seed)
    channel = Channel("c")
    for _ in range(20):
        before = channel.whole()
        message = channel.advance(random_drawing(lots, ["a", "b", "c", "d"]))
        if message is None:
            assert channel.whole() == before
            continue
        after = {**before, **{name: message[name] for name in ("skeleton",) if name in message}}
        lists = {} if "skeleton" in message else dict(before["lists"])
        lists |= {place: reorder.apply(lists.get(place, []), told) for place, told in message.get("lists", {}).items()}
        parts = {**before["parts"], **message.get("parts", {})}
        kept = {key: parts[key] for keys in lists.values() for key in keys}
        whole = channel.whole()
        assert (after["skeleton"], lists, kept) == (whole["skeleton"], whole["lists"], whole["parts"])


def test_a_drawing_that_did_not_change_is_not_sent():
    channel = Channel("c")
    drawing = Drawing("<ul><!--slot--></ul>", [["a"]], {"a": Part((1,), "<li>a</li>")})
    assert channel.advance(drawing)["n"] == 1
    assert channel.advance(drawing) is None


def test_one_thing_that_moves_is_sent_as_its_move_alone():
    keys = [f"k{n}" for n in range(300)]
    parts = {key: Part((key,), f"<li>{key}</li>") for key in keys}
    old = Drawing("<ul><!--slot--></ul>", [keys], parts)
    new = Drawing("<ul><!--slot--></ul>", [[keys[-1], *keys[:-1]]], parts)
    assert changes(old, new) == {"lists": {0: {"cut": ["k299"], "put": [["k299", None]]}}}


@pytest.mark.parametrize("seed", range(200))
def test_a_change_of_order_brings_any_order_to_any_other(seed):
    lots = random.Random(seed)
    keys = [f"k{n}" for n in range(30)]
    old, new = lots.sample(keys, lots.randint(0, 30)), lots.sample(keys, lots.randint(0, 30))
    if seed % 2:
        new = [
            *old[: len(old) // 2],
            *lots.sample([key for key in keys if key not in old], 30 - len(old))[:2],
            *old[len(old) // 2 :],
        ]
    assert reorder.apply(old, reorder.change(old, new)) == new


@pytest.mark.parametrize(("place", "to"), [(0, 1499), (1499, 0), (700, 20), (20, 700), (5, 6)])
def test_one_card_that_moves_among_many_is_said_as_one_move(place, to):
    old = [f"c{n}" for n in range(1500)]
    new = [*old]
    new.insert(to, new.pop(place))
    told = reorder.change(old, new)
    assert isinstance(told, dict) and len(told["cut"]) == len(told["put"]) == 1
    assert reorder.apply(old, told) == new


def test_a_few_changes_of_order_are_told_as_few():
    old = [f"c{n}" for n in range(1500)]
    new = [*old]
    for place, to in ((3, 900), (1200, 4), (50, 51)):
        new.insert(to, new.pop(place))
    del new[300], new[301]
    new.insert(10, "new")
    told = reorder.change(old, new)
    assert isinstance(told, dict) and len(told["cut"]) + len(told["put"]) <= 12
    assert reorder.apply(old, told) == new
