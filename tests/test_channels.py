"""Channels: each message brings a page from its base to its n, and carries only what changed."""

from __future__ import annotations

import random

import pytest

from app.host.parts import Drawing, Part
from app.live.channels import Channel, changes
from tests.drawings import random_drawing


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
        lists |= message.get("lists", {})
        parts = {**before["parts"], **message.get("parts", {})}
        kept = {key: parts[key] for keys in lists.values() for key in keys}
        whole = channel.whole()
        assert (after["skeleton"], lists, kept) == (whole["skeleton"], whole["lists"], whole["parts"])


def test_a_drawing_that_did_not_change_is_not_sent():
    channel = Channel("c")
    drawing = Drawing("<ul><!--slot--></ul>", [["a"]], {"a": Part((1,), "<li>a</li>")})
    assert channel.advance(drawing)["n"] == 1
    assert channel.advance(drawing) is None


def test_a_new_order_is_the_list_of_keys_without_the_parts():
    parts = {key: Part((key,), f"<li>{key}</li>") for key in "abc"}
    old = Drawing("<ul><!--slot--></ul>", [["a", "b", "c"]], parts)
    new = Drawing("<ul><!--slot--></ul>", [["c", "a", "b"]], parts)
    assert changes(old, new) == {"lists": {0: ["c", "a", "b"]}}
